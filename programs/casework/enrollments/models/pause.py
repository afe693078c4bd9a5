"""A time in which nothing is expected of a family, and why."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models.enrollment import Enrollment


class PauseQuerySet(RecordQuerySet):
    def running(self):
        """Pauses that stand and have no end yet."""
        return self.not_voided().filter(ends_on=None)

    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))


class Pause(Record):
    """A pause from when to when. `expected_on` is the day the family thought to be back."""

    class Kind(models.TextChoices):
        HEALTH = "health", _("Illness or hospital")
        BIRTH = "birth", _("A baby has come, or comes soon")
        AWAY = "away", _("Away for a while")
        MOVING = "moving", _("Moving to another home")
        WORK_OR_SCHOOL = "work_or_school", _("Work or school takes all their time")
        WISH = "wish", _("The family wishes a rest")
        COMPANION_AWAY = "companion_away", _("The mentor or worker is away")
        OTHER = "other", _("Another reason")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="pauses"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    expected_on = models.DateField(_("expected back"), null=True, blank=True, db_index=True)
    kind = models.CharField(_("why"), max_length=20, choices=Kind, default=Kind.OTHER)
    reason = models.CharField(_("in words"), max_length=200, blank=True)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("paused by"), on_delete=models.PROTECT, related_name="+"
    )

    objects = PauseQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="pause_ends_after_it_starts",
                violation_error_message=_("The pause ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(expected_on=None) | Q(expected_on__gte=F("starts_on")),
                name="pause_expected_back_after_it_starts",
                violation_error_message=_("The family is expected back before the pause begins."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "health",
                        "birth",
                        "away",
                        "moving",
                        "work_or_school",
                        "wish",
                        "companion_away",
                        "other",
                    ]
                ),
                name="pause_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(reason=""),
                name="pause_another_reason_has_words",
                violation_error_message=_("Say why in a few words."),
            ),
            models.UniqueConstraint(
                fields=["enrollment"],
                condition=Q(ends_on=None, voided_at=None),
                name="pause_one_at_a_time",
                violation_error_message=_("This case is paused already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "starts_on", "ends_on", "expected_on", "paused_by")
        sensitive = ("kind", "reason")

    def __str__(self):
        return f"pause {self.pk}"

    @property
    def why(self):
        """The reason in words; the kind alone where nobody said more."""
        if self.kind == self.Kind.OTHER:
            return self.reason
        return f"{self.get_kind_display()}. {self.reason}" if self.reason else str(self.get_kind_display())
