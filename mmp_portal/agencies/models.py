"""Who delivers the programs, where, under whose contract, and from when to when."""

from datetime import date
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def check_time_zone(name):
    """Refuse a time zone that no clock knows."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone. One is America/Chicago."), params={"name": name})


class State(models.TextChoices):
    """The states the programs are in."""

    MISSOURI = "MO", _("Missouri")
    MINNESOTA = "MN", _("Minnesota")


class HomeVisitingModel(models.TextChoices):
    """The two evidence-based models a MOPPP site may offer."""

    HFA = "hfa", _("Healthy Families America")
    PAT = "pat", _("Parents as Teachers")


class Agency(models.Model):
    """An organization that operates sites: a university, a resource center, a community council."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    letterhead = models.TextField(_("letterhead"), blank=True, help_text=_("Address lines as they stand on a report."))
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]

    class Privacy:
        public = ("id", "name", "letterhead", "phone")

    def __str__(self):
        return self.name


class Region(models.Model):
    """A part of a state that a program is planned by, such as a MOPPP region."""

    name = models.CharField(_("name"), max_length=80)
    state = models.CharField(_("state"), max_length=2, choices=State)

    class Meta:
        ordering = ["state", "name"]
        constraints = [
            models.UniqueConstraint(fields=["state", "name"], name="region_named_once_in_a_state"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="region_in_a_known_state"),
        ]

    class Privacy:
        public = ("id", "name", "state")

    def __str__(self):
        return self.name


class County(models.Model):
    """A county, and the region it belongs to where its state has regions."""

    name = models.CharField(_("name"), max_length=60)
    state = models.CharField(_("state"), max_length=2, choices=State)
    region = models.ForeignKey(
        Region, verbose_name=_("region"), on_delete=models.PROTECT, null=True, blank=True, related_name="counties"
    )

    class Meta:
        verbose_name_plural = "counties"
        ordering = ["state", "name"]
        constraints = [
            models.UniqueConstraint(fields=["state", "name"], name="county_named_once_in_a_state"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="county_in_a_known_state"),
        ]

    class Privacy:
        public = ("id", "name", "state", "region")

    def __str__(self):
        return self.name


class SiteQuerySet(models.QuerySet):
    def offering(self, program, *, on):
        """Sites that offer `program` on the day."""
        return self.filter(pk__in=SiteProgram.objects.in_force(on).filter(program=program).values("site"))


class Site(models.Model):
    """An office of an agency. Its time zone decides what day it is for everything recorded there."""

    code = models.CharField(
        _("code"), max_length=8, unique=True, help_text=_("Short and in capitals, such as GRE. It stands in reports.")
    )
    name = models.CharField(_("name"), max_length=80, unique=True)
    agency = models.ForeignKey(Agency, verbose_name=_("operated by"), on_delete=models.PROTECT, related_name="sites")
    state = models.CharField(_("state"), max_length=2, choices=State)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="America/Chicago", validators=[check_time_zone]
    )
    language = models.CharField(_("usual language"), max_length=5, default="en")
    fiscal_year_starts = models.PositiveSmallIntegerField(
        _("first month of the fiscal year"),
        default=7,
        help_text=_("7 for Missouri and Minnesota (July to June), 10 for the federal year."),
    )
    counties = models.ManyToManyField(County, verbose_name=_("counties served"), related_name="sites", blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="site_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(fiscal_year_starts__gte=1, fiscal_year_starts__lte=12),
                name="site_fiscal_year_starts_in_a_month",
                violation_error_message=_("A month is a number from 1 to 12."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "code",
            "name",
            "agency",
            "state",
            "time_zone",
            "language",
            "fiscal_year_starts",
            "city",
            "phone",
            "counties",
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sites:site", args=[self.pk])

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    def today(self, now=None) -> date:
        """The date at this site at the moment `now` (an aware datetime; by default, this moment)."""
        return (now or timezone.now()).astimezone(self.zone).date()

    def offers(self, program, *, on):
        """Whether the site offers `program` on the day."""
        return self.programs.in_force(on).filter(program=program).exists()


class DatedQuerySet(models.QuerySet):
    """For rows with `starts_on` and `ends_on`, the last day included."""

    def in_force(self, on):
        """Rows whose time includes the day `on`."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class SiteProgram(models.Model):
    """A program that a site offers, from when to when, and in MOPPP by which home-visiting model."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="programs")
    program = models.CharField(_("program"), max_length=20)
    home_visiting_model = models.CharField(
        _("home-visiting model"), max_length=3, choices=HomeVisitingModel, blank=True
    )
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, null=True, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["site", "program", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="siteprogram_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["site", "program"],
                condition=Q(ends_on=None),
                name="siteprogram_open_once",
                violation_error_message=_("This site offers the program already."),
            ),
            models.CheckConstraint(
                condition=Q(home_visiting_model__in=["", *HomeVisitingModel.values]),
                name="siteprogram_model_is_known",
            ),
        ]

    class Privacy:
        public = ("id", "site", "program", "home_visiting_model", "region", "starts_on", "ends_on")

    def __str__(self):
        return f"{self.site.code} {self.program}"


class Contract(models.Model):
    """A funder's contract with the agency that operates a program at a site, with its targets."""

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.PROTECT, related_name="contracts")
    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="contracts")
    program = models.CharField(_("program"), max_length=20)
    funder = models.CharField(_("funder"), max_length=120)
    number = models.CharField(_("contract number"), max_length=40, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["site", "program", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="contract_ends_after_it_starts",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    class Privacy:
        public = ("id", "site", "agency", "program", "funder", "number", "starts_on", "ends_on")

    def __str__(self):
        return f"{self.funder} {self.number}".strip()


class ContractTarget(models.Model):
    """A figure the contract asks for. `measure` is the code of a measure in the report catalogue."""

    contract = models.ForeignKey(
        Contract, verbose_name=_("contract"), on_delete=models.PROTECT, related_name="targets"
    )
    measure = models.CharField(_("measure"), max_length=60)
    value = models.DecimalField(_("target"), max_digits=10, decimal_places=2)

    class Meta:
        ordering = ["contract", "measure"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "measure"], name="contracttarget_one_a_measure"),
        ]

    class Privacy:
        public = ("id", "contract", "measure", "value")

    def __str__(self):
        return f"{self.measure} {self.value}"
