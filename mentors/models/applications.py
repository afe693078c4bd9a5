"""Somebody asks to become a mentor, from outside and without an account; what was said in the interview; the answer."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mentors.models.mentors import Kind, Mentor
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Language

# A home visitor is staff, and applies for a post.
APPLIED_FOR = (Kind.WORKPLACE, Kind.COMMUNITY, Kind.PARENT_MENTOR)


class ApplicationQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Those of the sites where `user` works on cases."""
        return self.filter(case_q(user, program=None))

    def waiting(self):
        """Those without an answer yet."""
        return self.not_voided().filter(
            status__in=[MentorApplication.Status.NEW, MentorApplication.Status.INTERVIEWED]
        )


class MentorApplication(Record):
    """An application as it was sent. With a yes it becomes a mentor; the words stay here.

    The same `sent_uid` again is the same application.
    """

    class Status(models.TextChoices):
        NEW = "new", _("New")
        INTERVIEWED = "interviewed", _("Interviewed")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    TRANSITIONS: dict[str, frozenset[str]] = {
        Status.NEW: frozenset({Status.INTERVIEWED, Status.DECLINED, Status.WITHDRAWN}),
        Status.INTERVIEWED: frozenset({Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN}),
        Status.ACCEPTED: frozenset(),
        Status.DECLINED: frozenset({Status.INTERVIEWED}),
        Status.WITHDRAWN: frozenset({Status.INTERVIEWED}),
    }

    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="mentor_applications"
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    sent_uid = models.UUIDField(unique=True, editable=False)
    received_on = models.DateField(_("received"))
    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=Language, default=Language.ENGLISH)
    city = models.CharField(_("city"), max_length=60, blank=True)
    free_times = models.JSONField(_("when they are free"), default=list, blank=True)
    interests = models.CharField(_("interests"), max_length=200, blank=True)
    why = models.TextField(_("why they want to"), max_length=2000, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    answer_words = models.CharField(_("why"), max_length=300, blank=True)
    mentor = models.OneToOneField(
        Mentor,
        verbose_name=_("mentor"),
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="application",
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-received_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=["new", "interviewed", "accepted", "declined", "withdrawn"]),
                name="mentorapplication_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""),
                name="mentorapplication_can_be_reached",
                violation_error_message=_("Give a phone number or an e-mail address."),
            ),
            models.CheckConstraint(
                condition=Q(status="accepted", mentor__isnull=False) | ~Q(status="accepted") & Q(mentor=None),
                name="mentorapplication_accepted_exactly_with_mentor",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["new", "interviewed"], answered_on=None)
                | Q(status__in=["accepted", "declined", "withdrawn"], answered_on__isnull=False),
                name="mentorapplication_answered_with_its_day",
            ),
        ]

    class Privacy:
        public = ("id", "site", "kind", "sent_uid", "received_on", "language", "status", "answered_on", "mentor")
        personal = (
            "given_name",
            "family_name",
            "phone",
            "email",
            "city",
            "free_times",
            "interests",
            "why",
        )
        sensitive = ("answer_words",)

    def __str__(self):
        return f"mentor application {self.pk}"

    def get_absolute_url(self):
        return reverse("matches:application", args=[self.pk])

    def may_become(self, status) -> bool:
        return status in self.TRANSITIONS[self.status]

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_waiting(self):
        return self.status in (self.Status.NEW, self.Status.INTERVIEWED)


class InterviewNote(Record):
    """What was said when somebody of the site spoke with the applicant."""

    application = models.ForeignKey(
        MentorApplication, verbose_name=_("application"), on_delete=models.PROTECT, related_name="interviews"
    )
    held_on = models.DateField(_("spoken on"))
    words = models.TextField(_("what was said"), max_length=4000)

    class Meta(Record.Meta):
        ordering = ["-held_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(words=""),
                name="interviewnote_has_words",
                violation_error_message=_("Write what was said."),
            ),
        ]

    class Privacy:
        public = ("id", "application", "held_on")
        sensitive = ("words",)

    def __str__(self):
        return f"interview note {self.pk}"
