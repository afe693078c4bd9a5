"""Hearings and meetings of the case: what is planned, what the parent wants to say, and what came of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record
from programs.casework.contacts.models import Appointment
from programs.casework.enrollments.models import Enrollment
from programs.mpmp.models.rows import SharedRowQuerySet


class HearingKind(models.TextChoices):
    """Minnesota's court calendar for child protection, then the meetings of the case outside the courtroom."""

    EMERGENCY = "emergency", _("Emergency protective care hearing")
    ADMIT_DENY = "admit_deny", _("Admit or deny hearing")
    PRETRIAL = "pretrial", _("Pretrial hearing")
    TRIAL = "trial", _("Trial")
    REVIEW = "review", _("Review hearing")
    PERMANENCY_PROGRESS = "permanency_progress", _("Permanency progress hearing")
    PERMANENCY_ADMIT_DENY = "permanency_admit_deny", _("Permanency admit or deny hearing")
    PERMANENCY_TRIAL = "permanency_trial", _("Permanency trial")
    POST_PERMANENCY = "post_permanency", _("Review after permanency")
    CASE_PLAN = "case_plan", _("Case plan meeting")
    TEAM = "team", _("Team or placement meeting")
    SCHOOL = "school", _("School or treatment meeting")
    OTHER = "other", _("Another meeting")


MEETINGS = (HearingKind.CASE_PLAN, HearingKind.TEAM, HearingKind.SCHOOL, HearingKind.OTHER)


class HearingStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CONTINUED = "continued", _("Put off to another day")
    CANCELLED = "cancelled", _("Called off")


HEARING_TRANSITIONS: dict[str, frozenset[str]] = {
    HearingStatus.PLANNED: frozenset({HearingStatus.HELD, HearingStatus.CONTINUED, HearingStatus.CANCELLED}),
    HearingStatus.HELD: frozenset({HearingStatus.PLANNED}),
    HearingStatus.CONTINUED: frozenset({HearingStatus.PLANNED}),
    HearingStatus.CANCELLED: frozenset({HearingStatus.PLANNED}),
}


class HearingQuerySet(SharedRowQuerySet):
    def planned(self):
        return self.not_voided().filter(status=HearingStatus.PLANNED)

    def upcoming(self, now):
        return self.planned().filter(starts_at__gte=now).order_by("starts_at", "pk")

    def unanswered(self, now):
        """Past, and nobody has said what came of them."""
        return self.planned().filter(starts_at__lt=now).order_by("starts_at", "pk")


class Hearing(Record):
    """A hearing or a meeting of the case. `follows` is the one at which its date was given."""

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="hearings"
    )
    kind = models.CharField(_("kind"), max_length=30, choices=HearingKind)
    starts_at = models.DateTimeField(_("begins"), db_index=True)
    room = models.CharField(_("courthouse and room"), max_length=120, blank=True)
    video_link = models.URLField(_("video link"), max_length=300, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=80, blank=True)
    ride = models.CharField(_("ride"), max_length=120, blank=True)
    who_attends = models.CharField(_("who else comes"), max_length=200, blank=True)
    mentor_comes = models.BooleanField(_("the Parent Mentor comes along"), default=True)
    parents_words = models.TextField(_("what the parent wants to say"), max_length=2000, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=HearingStatus, default=HearingStatus.PLANNED)
    parent_was_there = models.BooleanField(_("the parent was there"), null=True, blank=True)
    mentor_was_there = models.BooleanField(_("the Parent Mentor was there"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=500, blank=True)
    orders = models.TextField(_("what was ordered"), max_length=2000, blank=True)
    papers = models.CharField(_("papers that were given out"), max_length=300, blank=True)
    follows = models.ForeignKey(
        "self",
        verbose_name=_("date given at"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="followed_by",
    )
    appointment = models.OneToOneField(
        Appointment,
        verbose_name=_("in the calendar"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="hearing",
    )

    objects = HearingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["enrollment", "starts_at"], name="hearing_by_enrollment")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=HearingKind.values), name="hearing_kind_is_known"),
            models.CheckConstraint(condition=Q(status__in=HearingStatus.values), name="hearing_status_is_known"),
            models.CheckConstraint(
                condition=Q(status=HearingStatus.HELD, mentor_was_there__isnull=False, parent_was_there__isnull=False)
                | ~Q(status=HearingStatus.HELD)
                & Q(mentor_was_there=None, parent_was_there=None, orders="", papers=""),
                name="hearing_held_exactly_with_who_was_there",
                violation_error_message=_("Say who was there."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "enrollment",
            "kind",
            "starts_at",
            "status",
            "mentor_comes",
            "mentor_was_there",
            "follows",
            "appointment",
        )
        sensitive = (
            "room",
            "video_link",
            "interpreter",
            "ride",
            "who_attends",
            "parents_words",
            "parent_was_there",
            "outcome",
            "orders",
            "papers",
        )

    def __str__(self):
        return f"hearing {self.pk}"

    def get_absolute_url(self):
        return reverse("mpmp:hearing", args=[self.pk])

    def may_become(self, status) -> bool:
        return status in HEARING_TRANSITIONS[self.status]

    @property
    def is_planned(self):
        return self.status == HearingStatus.PLANNED and self.voided_at is None

    @property
    def is_at_court(self):
        return self.kind not in MEETINGS

    @property
    def has_begun(self):
        return self.starts_at <= timezone.now()

    @property
    def status_kind(self):
        """The colour of its status."""
        if self.is_planned:
            return "waiting" if self.has_begun else "active"
        return {"held": "met", "continued": "plain", "cancelled": "plain"}.get(self.status, "plain")

    def happens_on(self):
        """The day, as the site's calendar has it."""
        return timezone.localtime(self.starts_at, self.enrollment.site.zone).date()
