"""Workers: who is away and who stands in, and how many cases one of them is to carry."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet

MOST_CASES = 200


class AbsenceQuerySet(RecordQuerySet):
    def in_force(self, on):
        return self.not_voided().filter(starts_on__lte=on, ends_on__gte=on)

    def not_over(self, on):
        return self.not_voided().filter(ends_on__gte=on)

    def covered_by(self, user, on):
        """Those in whose place `user` works on the day."""
        return self.in_force(on).filter(stands_in=user)

    def for_user(self, user):
        """One's own, those one stands in for, and as a supervisor all of the site."""
        return self.filter(
            case_q(user, program=None, roles=(Role.SUPERVISOR,))
            | case_q(user, program=None) & (Q(worker=user) | Q(stands_in=user))
        )


class Absence(Record):
    """A worker of a site is away, and somebody else of the site sees their work."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="absences")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who is away"), on_delete=models.PROTECT, related_name="absences"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), help_text=_("The last day away."))
    stands_in = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who stands in"),
        on_delete=models.PROTECT,
        related_name="absences_covered",
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["stands_in", "ends_on"], name="absence_by_stand_in")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(worker=F("stands_in")),
                name="absence_somebody_else_stands_in",
                violation_error_message=_("Choose somebody else to stand in."),
            ),
        ]

    class Privacy:
        public = ("id", "site", "worker", "starts_on", "ends_on", "stands_in")

    def __str__(self):
        return f"absence {self.pk}"


class CapacityQuerySet(RecordQuerySet):
    def in_force(self, on):
        """Of each worker at a site the newest that has begun, first."""
        return self.not_voided().filter(starts_on__lte=on).order_by("worker", "site", "-starts_on", "-pk")

    def for_user(self, user):
        return self.filter(case_q(user, program=None, roles=(Role.SUPERVISOR,)))


class Capacity(Record):
    """How many open cases a worker of a site is to carry at most, from a day on."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="capacities")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("worker"), on_delete=models.PROTECT, related_name="capacities"
    )
    starts_on = models.DateField(_("from"))
    cases = models.PositiveSmallIntegerField(_("open cases at most"))

    objects = CapacityQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "capacities"
        ordering = ["worker", "-starts_on"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["site", "worker", "starts_on"],
                condition=Q(voided_at=None),
                name="capacity_once_a_day",
                violation_error_message=_("A number was set for that day already."),
            ),
            models.CheckConstraint(
                condition=Q(cases__lte=MOST_CASES),
                name="capacity_is_sane",
                violation_error_message=_("At most 200 cases."),
            ),
        ]

    class Privacy:
        public = ("id", "site", "worker", "starts_on", "cases")

    def __str__(self):
        return f"capacity {self.pk}"
