"""What a home visit holds besides any contact, the check-in of whoever drove there, and what must be told at once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.models import Meeting
from programs.moppp.models.plan import OfACaseQuerySet


class DiaperSize(models.TextChoices):
    NEWBORN = "n", _("Newborn")
    ONE = "1", _("Size 1")
    TWO = "2", _("Size 2")
    THREE = "3", _("Size 3")
    FOUR = "4", _("Size 4")
    FIVE = "5", _("Size 5")
    SIX = "6", _("Size 6")
    PANTS = "pants", _("Training pants")


class HomeVisit(Record):
    """The parts of one home visit. The contact says when, how long, with whom and about which goals."""

    contact = models.OneToOneField(
        Contact, verbose_name=_("contact"), on_delete=models.PROTECT, related_name="home_visit"
    )
    primary_caregiver = models.ForeignKey(
        Person,
        verbose_name=_("primary caregiver"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    interaction = models.CharField(_("parent-child interaction"), max_length=500, blank=True)
    development = models.CharField(_("development-centered parenting"), max_length=500, blank=True)
    well_being = models.CharField(_("family well-being"), max_length=500, blank=True)
    strengths = models.CharField(_("strengths seen"), max_length=500, blank=True)
    curriculum_used = models.CharField(_("curriculum unit used"), max_length=120, blank=True)
    curriculum_next = models.CharField(_("next unit"), max_length=120, blank=True)
    next_group = models.ForeignKey(
        Meeting, verbose_name=_("next group"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_name = models.CharField(_("signed by"), max_length=120, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id", "contact", "next_group")
        personal = ("signed_name",)
        sensitive = (
            "primary_caregiver",
            "interaction",
            "development",
            "well_being",
            "strengths",
            "curriculum_used",
            "curriculum_next",
        )

    def __str__(self):
        return f"home visit {self.pk}"


class ChildSeen(models.Model):
    """What a visit says of one child: what was seen, and what the child needs."""

    visit = models.ForeignKey(HomeVisit, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(
        Person, verbose_name=pgettext_lazy("of a record", "child"), on_delete=models.PROTECT, related_name="+"
    )
    seen = models.CharField(_("what was seen"), max_length=300, blank=True)
    diaper_size = models.CharField(_("diaper size"), max_length=5, choices=DiaperSize, blank=True)
    wants_book = models.BooleanField(_("a book for the age"), default=False)
    has_medical_home = models.BooleanField(_("has a medical home"), null=True)

    class Meta:
        verbose_name_plural = "children seen"
        ordering = ["visit", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "child"], name="childseen_once_in_a_visit"),
            models.CheckConstraint(
                condition=Q(diaper_size__in=["", "n", "1", "2", "3", "4", "5", "6", "pants"]),
                name="childseen_diaper_size_is_known",
            ),
        ]

    class Privacy:
        public = ("id", "visit", "child")
        sensitive = ("seen", "diaper_size", "wants_book", "has_medical_home")

    def __str__(self):
        return f"child seen {self.pk}"


class OutingQuerySet(OfACaseQuerySet):
    def under_way(self):
        """Nobody has said yet that the visitor is back."""
        return self.not_voided().filter(back_at=None)

    def overdue(self, now):
        """Still under way after the time at which the visitor wanted to be back."""
        return self.under_way().filter(expected_back_at__lt=now)


class Outing(Record):
    """That a visitor left for a family, when they want to be back, and that they are."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="outings"
    )
    visitor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("visitor"), on_delete=models.PROTECT, related_name="outings"
    )
    left_at = models.DateTimeField(_("left"))
    expected_back_at = models.DateTimeField(_("expected back"), db_index=True)
    back_at = models.DateTimeField(_("back"), null=True, blank=True)
    is_well = models.BooleanField(_("all is well"), null=True)
    words = models.CharField(_("what happened"), max_length=300, blank=True)

    objects = OutingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-left_at", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(expected_back_at__gt=F("left_at")),
                name="outing_is_expected_back_after_leaving",
                violation_error_message=_("The way back ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(back_at=None, is_well=None) | Q(back_at__isnull=False, is_well__isnull=False),
                name="outing_back_says_how_it_was",
            ),
            models.UniqueConstraint(
                fields=["visitor", "enrollment"],
                condition=Q(back_at=None, voided_at=None),
                name="outing_one_at_a_time",
                violation_error_message=_("You are on the way to this family already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "visitor", "left_at", "expected_back_at", "back_at")
        sensitive = ("is_well", "words")

    def __str__(self):
        return f"outing {self.pk}"


class SafetyNoteQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Only the assigned worker of the case, its supervisors, and whoever wrote it."""
        path = {"site": "enrollment__site", "program": "enrollment__program"}
        supervised = case_q(user, **path, roles=(Role.SUPERVISOR,))
        own = case_q(user, **path) & (Q(enrollment__worker=user) | Q(recorded_by=user))
        return self.filter(supervised | own)

    def unanswered(self):
        """Urgent, and no supervisor has answered yet."""
        return self.not_voided().filter(is_urgent=True, answered_at=None)


class SafetyNote(Record):
    """Something about safety that only few may read: words of self-harm, an incident, a report to the hotline.

    Of a report to the hotline the portal keeps that it was made, when and by whom, and not what it said. An urgent
    note waits for a supervisor's answer.
    """

    class Kind(models.TextChoices):
        SELF_HARM = "self_harm", _("Somebody spoke of hurting themselves")
        INCIDENT = "incident", _("An incident")
        HOTLINE = "hotline", _("A report to the hotline was made")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="safety_notes"
    )
    contact = models.ForeignKey(
        Contact, verbose_name=_("contact"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on = models.DateField(_("when"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by whom"), on_delete=models.PROTECT, related_name="+"
    )
    is_urgent = models.BooleanField(_("urgent"), default=False)
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind)
    words = models.TextField(_("in words"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    answer = models.TextField(_("what was done"), max_length=2000, blank=True)

    objects = SafetyNoteQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["self_harm", "incident", "hotline"]), name="safetynote_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="safetynote_answered_with_person_and_words",
                violation_error_message=_("Say what was done."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="hotline") | Q(words=""),
                name="safetynote_hotline_without_its_content",
                violation_error_message=_("What was reported stays out of the portal."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "contact", "on", "made_by", "is_urgent", "answered_at", "answered_by")
        restricted = ("kind", "words", "answer")

    def __str__(self):
        return f"safety note {self.pk}"

    def get_absolute_url(self):
        return reverse("moppp:safety", args=[self.enrollment_id])
