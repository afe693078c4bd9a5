"""What a mile is worth, from a day on."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.agencies.models import Agency
from mmp_portal.audit.records import Record, RecordQuerySet


def amount_for(miles, cents_per_mile):
    """Whole cents for so many miles; half a cent is rounded up."""
    return int((Decimal(miles) * Decimal(cents_per_mile)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


class MileageRateQuerySet(RecordQuerySet):
    def for_user(self, user):
        """Rates an administrator keeps: of the agency, or of the whole installation."""
        reach = Q(pk__in=[])
        for grant in user.grants_with(Permission.EXPENSE_RATE_EDIT):
            if grant.role == Role.ADMINISTRATOR and grant.agency is None:
                return self
            reach |= Q(agency=grant.agency)
        return self.filter(reach)

    def of_agency(self, agency):
        """The agency's own rates, and those of the whole installation."""
        return self.filter(Q(agency=agency) | Q(agency=None))

    def in_force(self, agency, on):
        """The rate of the day, or None. An agency's own rate goes before one of the whole installation."""
        rates = self.not_voided().of_agency(agency).filter(starts_on__lte=on)
        return rates.order_by(F("agency").asc(nulls_last=True), "-starts_on").first()


class MileageRate(Record):
    """Cents for a mile driven, in force from a day until the next rate begins."""

    agency = models.ForeignKey(
        Agency,
        verbose_name=_("agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mileage_rates",
        help_text=_("Empty: every agency that has no rate of its own."),
    )
    starts_on = models.DateField(_("from"))
    cents_per_mile = models.DecimalField(_("cents a mile"), max_digits=5, decimal_places=1)
    source = models.CharField(_("where it says so"), max_length=200, blank=True)

    objects = MileageRateQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("mileage rate")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(cents_per_mile__gt=0, cents_per_mile__lte=500),
                name="mileagerate_is_sane",
                violation_error_message=_("A mile is worth more than nothing and at most 500 cents."),
            ),
            models.UniqueConstraint(
                fields=["agency", "starts_on"],
                condition=Q(voided_at=None, agency__isnull=False),
                name="mileagerate_one_a_day_of_an_agency",
                violation_error_message=_("A rate begins on this day already. Void that one first."),
            ),
            models.UniqueConstraint(
                fields=["starts_on"],
                condition=Q(voided_at=None, agency__isnull=True),
                name="mileagerate_one_a_day_of_all",
                violation_error_message=_("A rate begins on this day already. Void that one first."),
            ),
        ]

    class Privacy:
        public = ("id", "agency", "starts_on", "cents_per_mile", "source")

    def __str__(self):
        return f"mileage rate {self.pk}"
