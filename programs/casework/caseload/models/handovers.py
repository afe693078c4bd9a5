"""Cases that change hands together: when a worker leaves, or is away for a while."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.enrollments.models import Enrollment


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    CARRIED_OUT = "carried_out", _("Handed over")
    RETURNED = "returned", _("Given back")
    CALLED_OFF = "called_off", _("Called off")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.PLANNED: frozenset({Status.CARRIED_OUT, Status.CALLED_OFF}),
    Status.CARRIED_OUT: frozenset({Status.RETURNED}),
    Status.RETURNED: frozenset(),
    Status.CALLED_OFF: frozenset(),
}


class HandoverQuerySet(RecordQuerySet):
    def planned(self):
        return self.not_voided().filter(status=Status.PLANNED)

    def lent(self):
        """Handed over for a while, and not given back yet."""
        return self.not_voided().filter(status=Status.CARRIED_OUT, ends_on__isnull=False)

    def for_user(self, user):
        """Those of the sites that `user` supervises, if every case in them is of a program they supervise there."""
        supervised = case_q(user, site="enrollment__site", program="enrollment__program", roles=(Role.SUPERVISOR,))
        beyond = HandoverCase.objects.exclude(supervised).order_by()
        here = self.filter(case_q(user, program=None, roles=(Role.SUPERVISOR,)))
        return here.exclude(pk__in=beyond.values("handover"))

    def with_people(self):
        return self.select_related("site", "worker", "recorded_by")


class Handover(Record):
    """Some cases of a worker go to others from a day on; with `ends_on` they come back on the day after it."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="handovers")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("from"), on_delete=models.PROTECT, related_name="handovers"
    )
    starts_on = models.DateField(_("from when"))
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: for good."))
    reason = models.CharField(_("reason"), max_length=200)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PLANNED)

    objects = HandoverQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["site", "status"], name="handover_by_site")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="handover_status_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="handover_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="handover_has_a_reason",
                violation_error_message=_("Say why the cases change hands."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.RETURNED) | Q(ends_on__isnull=False),
                name="handover_given_back_only_when_lent",
            ),
        ]

    class Privacy:
        public = ("id", "site", "worker", "starts_on", "ends_on", "status")
        sensitive = ("reason",)

    def __str__(self):
        return f"handover {self.pk}"

    def get_absolute_url(self):
        return reverse("caseload:handover", args=[self.pk])

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]

    @property
    def is_for_good(self):
        return self.ends_on is None


class HandoverCase(models.Model):
    """One case of a handover, and who gets it."""

    handover = models.ForeignKey(Handover, verbose_name=_("handover"), on_delete=models.PROTECT, related_name="cases")
    enrollment = models.ForeignKey(
        Enrollment, verbose_name=_("case"), on_delete=models.PROTECT, related_name="handover_cases"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("to"), on_delete=models.PROTECT, related_name="cases_handed_to"
    )

    class Meta:
        ordering = ["handover", "enrollment"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "enrollment"], name="handovercase_once"),
        ]

    class Privacy:
        public = ("id", "handover", "enrollment", "to")

    def __str__(self):
        return f"case of handover {self.handover_id}"
