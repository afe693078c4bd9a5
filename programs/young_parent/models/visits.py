"""Visits to the doctor of parent and child: planned, kept or missed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import case_q
from mmp_portal.audit.records import Record, RecordQuerySet
from participants.models import Person
from programs.casework.enrollments.models import Enrollment


class Outcome(models.TextChoices):
    PLANNED = "planned", _("Planned")
    KEPT = "kept", _("Kept")
    MISSED = "missed", _("Missed")
    MOVED = "moved", _("Moved to another day")


class DoctorVisitQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Staff and supervisors: those of their sites and programs."""
        return self.filter(case_q(user, site="enrollment__site", program="enrollment__program"))

    def kept(self):
        return self.not_voided().filter(outcome=Outcome.KEPT)

    def with_people(self):
        return self.select_related("enrollment__participant", "enrollment__site", "person")


class DoctorVisit(Record):
    """One visit of one person: prenatal care, a well-child visit, a checkup. What the doctor said is not written here."""

    class Kind(models.TextChoices):
        PRENATAL = "prenatal", _("Prenatal visit")
        WELL_CHILD = "well_child", _("Well-child visit")
        CHECKUP = "checkup", _("Checkup")
        DENTIST = "dentist", _("Dentist")

    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("enrollment"), on_delete=models.PROTECT, related_name="doctor_visits"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("who"), on_delete=models.PROTECT, related_name="young_parent_visits"
    )
    kind = models.CharField(_("what for"), max_length=12, choices=Kind)
    on = models.DateField(_("day"))
    outcome = models.CharField(_("what came of it"), max_length=8, choices=Outcome, default=Outcome.PLANNED)

    objects = DoctorVisitQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["enrollment", "on"], name="doctorvisit_of_case")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["prenatal", "well_child", "checkup", "dentist"]),
                name="doctorvisit_kind_is_known",
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="doctorvisit_outcome_is_known"),
            models.UniqueConstraint(
                fields=["enrollment", "person", "kind", "on"],
                condition=Q(voided_at=None),
                name="doctorvisit_once_a_day",
                violation_error_message=_("This visit is on record for that day already."),
            ),
        ]

    class Privacy:
        public = ("id", "enrollment", "person")
        sensitive = ("kind", "on", "outcome")

    def __str__(self):
        return f"doctor visit {self.pk}"

    def get_absolute_url(self):
        return reverse("young_parent:health", args=[self.enrollment_id])

    @property
    def status_kind(self):
        return {
            Outcome.PLANNED: "new",
            Outcome.KEPT: "met",
            Outcome.MISSED: "late",
            Outcome.MOVED: "paused",
        }[self.outcome]
