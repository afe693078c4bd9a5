"""What Children's Division wrote with a referral: restricted, in a row of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.records import Record, RecordQuerySet
from programs.casework.referrals.models.referral import Referral


class DivisionReportQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Only the intake worker, from enrollment on the assigned worker, and the supervisors."""
        return self.filter(referral__in=Referral.objects.with_report_open_to(user).values("pk"))


class DivisionReport(Record):
    """The risk level of the report in the Division's own words, and the rest of what it wrote."""

    referral = models.ForeignKey(
        Referral, verbose_name=_("referral"), on_delete=models.PROTECT, related_name="division_reports"
    )
    risk_level = models.CharField(_("risk level of the report"), max_length=120, blank=True)
    words = models.TextField(_("what Children’s Division wrote"), max_length=4000, blank=True)

    objects = DivisionReportQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-recorded_at"]
        constraints = [*Record.Meta.constraints]

    class Privacy:
        public = ("id", "referral")
        restricted = ("risk_level", "words")

    def __str__(self):
        return f"report {self.pk}"
