"""Dated values that administrators and sites set. They lie over the data files and never change an earlier decision."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from mmp_portal.audit.records import Record, RecordQuerySet


class DatedValueQuerySet(RecordQuerySet):
    def of(self, program, name=None):
        rows = self.not_voided().filter(program=program)
        return rows.filter(name=name) if name else rows

    def for_site(self, site):
        """Those for every site, then the site's own."""
        return self.filter(Q(site=None) | Q(site=site)) if site else self.filter(site=None)


class DatedValue(Record):
    """A value of a program's rules from a day on, at one site or at all, with its source."""

    program = models.CharField(_("program"), max_length=20)
    name = models.CharField(_("value"), max_length=60)
    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField(_("from"))
    value = models.JSONField(_("value"))
    source = models.CharField(_("source"), max_length=200)

    objects = DatedValueQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["program", "name", "starts_on", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["program", "name", "site", "starts_on"],
                condition=Q(voided_at=None),
                name="datedvalue_once_a_day_at_a_site",
                violation_error_message=_("Another value begins on that day."),
            ),
            models.UniqueConstraint(
                fields=["program", "name", "starts_on"],
                condition=Q(voided_at=None, site=None),
                name="datedvalue_once_a_day_for_all",
                violation_error_message=_("Another value begins on that day."),
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="datedvalue_has_a_source",
                violation_error_message=_("Say where the value comes from."),
            ),
        ]

    class Privacy:
        public = ("id", "program", "name", "site", "starts_on", "value", "source")

    def __str__(self):
        return f"{self.program} {self.name} {self.pk}"


class GuidelineTable(Record):
    """A year's poverty guideline in one region, in whole dollars a year, as an administrator typed it."""

    class Region(models.TextChoices):
        CONTIGUOUS = "contiguous", _("48 states and DC")
        ALASKA = "alaska", _("Alaska")
        HAWAII = "hawaii", _("Hawaii")

    year = models.PositiveSmallIntegerField(_("year"))
    region = models.CharField(_("region"), max_length=10, choices=Region)
    starts_on = models.DateField(_("in force from"))
    sizes = models.JSONField(_("guideline by size, one to eight"))
    each_above = models.PositiveIntegerField(_("each further person"))
    source = models.CharField(_("source"), max_length=200)

    objects = RecordQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-year", "region"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "region"],
                condition=Q(voided_at=None),
                name="guidelinetable_once_a_year_and_region",
                violation_error_message=_("The guideline of this year is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(region__in=["contiguous", "alaska", "hawaii"]), name="guidelinetable_region_is_known"
            ),
            models.CheckConstraint(
                condition=Q(each_above__gte=1),
                name="guidelinetable_rises",
                violation_error_message=_("Each further person raises the guideline."),
            ),
        ]

    class Privacy:
        public = ("id", "year", "region", "starts_on", "sizes", "each_above", "source")

    def __str__(self):
        return f"{self.year} {self.region}"

    def clean(self):
        if self.starts_on and self.year and not self.year - 1 <= self.starts_on.year <= self.year + 1:
            raise ValidationError({"starts_on": _("This day does not lie near the year of the guideline.")})
