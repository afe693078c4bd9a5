"""Jobs that a Corporate Partner has to give: how many places, for whom, and until when."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mentors.models import CorporatePartner, Industry
from mentors.partners.models import OfPartnerQuerySet, Workplace
from mmp_portal.audit.records import Record

MOST_PLACES = 50
MOST_HOURS = 60
MOST_WAGE_CENTS = 20_000


class Shift(models.TextChoices):
    """The parts of the week in which one works."""

    MORNINGS = "mornings", _("Mornings")
    AFTERNOONS = "afternoons", _("Afternoons")
    EVENINGS = "evenings", _("Evenings")
    NIGHTS = "nights", _("Nights")
    WEEKENDS = "weekends", _("Weekends")


class Status(models.TextChoices):
    OPEN = "open", _("Open")
    FILLED = "filled", _("Filled")
    CLOSED = "closed", _("Closed")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.OPEN: frozenset({Status.FILLED, Status.CLOSED}),
    Status.FILLED: frozenset({Status.OPEN, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.OPEN}),
}


class OpeningQuerySet(OfPartnerQuerySet):
    def open_on(self, day):
        """Those that still have a place to give on the day."""
        return self.not_voided().filter(Q(last_day=None) | Q(last_day__gte=day), status=Status.OPEN, opens_on__lte=day)

    def ended_unfilled(self, day):
        """Still called open, though their last day is over."""
        return self.not_voided().filter(status=Status.OPEN, last_day__lt=day)

    def with_partner(self):
        return self.select_related("partner__site", "workplace")


class Opening(Record):
    """Places of one kind of work at a partner. Hours are hours a week, wages cents an hour, ages full years.

    What is empty was not said, and keeps nobody out.
    """

    partner = models.ForeignKey(
        CorporatePartner, verbose_name=_("company"), on_delete=models.PROTECT, related_name="openings"
    )
    workplace = models.ForeignKey(
        Workplace,
        verbose_name=_("place of work"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="openings",
    )
    title = models.CharField(_("job"), max_length=120)
    industry = models.CharField(_("industry"), max_length=80, choices=Industry, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    hours_from = models.PositiveSmallIntegerField(_("hours a week, at least"), null=True, blank=True)
    hours_to = models.PositiveSmallIntegerField(_("hours a week, at most"), null=True, blank=True)
    shifts = models.JSONField(_("when"), default=list, blank=True)
    wage_from_cents = models.PositiveIntegerField(_("wage an hour, from"), null=True, blank=True)
    wage_to_cents = models.PositiveIntegerField(_("wage an hour, to"), null=True, blank=True)
    youngest_age = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    oldest_age = models.PositiveSmallIntegerField(_("to the age of"), null=True, blank=True)
    needs_experience = models.BooleanField(_("asks for experience"), default=False)
    opens_on = models.DateField(_("open since"))
    last_day = models.DateField(_("last day to apply"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=6, choices=Status, default=Status.OPEN)
    note = models.TextField(_("good to know"), max_length=2000, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-opens_on", "-pk"]
        indexes = [models.Index(fields=["status", "last_day"], name="opening_by_status_and_last_day")]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=Status.values), name="opening_status_is_known"),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES),
                name="opening_has_a_place",
                violation_error_message=_("From 1 to 50 places."),
            ),
            models.CheckConstraint(
                condition=Q(hours_from=None) | Q(hours_to=None) | Q(hours_to__gte=F("hours_from")),
                name="opening_hours_rise",
                violation_error_message=_("The most hours are fewer than the least."),
            ),
            models.CheckConstraint(
                condition=Q(wage_from_cents=None) | Q(wage_to_cents=None) | Q(wage_to_cents__gte=F("wage_from_cents")),
                name="opening_wages_rise",
                violation_error_message=_("The highest wage is lower than the lowest."),
            ),
            models.CheckConstraint(
                condition=Q(youngest_age=None) | Q(oldest_age=None) | Q(oldest_age__gte=F("youngest_age")),
                name="opening_ages_rise",
                violation_error_message=_("The oldest age is below the youngest."),
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("opens_on")),
                name="opening_ends_after_it_began",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    class Privacy:
        public = (
            "id",
            "partner",
            "workplace",
            "title",
            "industry",
            "places",
            "hours_from",
            "hours_to",
            "shifts",
            "wage_from_cents",
            "wage_to_cents",
            "youngest_age",
            "oldest_age",
            "needs_experience",
            "opens_on",
            "last_day",
            "status",
        )
        personal = ("note",)

    def __str__(self):
        return f"opening {self.pk}"

    def get_absolute_url(self):
        return reverse("worksite:opening", args=[self.pk])

    @property
    def site(self):
        return self.partner.site

    def is_open_on(self, day) -> bool:
        return (
            self.status == Status.OPEN
            and self.voided_at is None
            and self.opens_on <= day
            and (self.last_day is None or day <= self.last_day)
        )

    def may_become(self, status) -> bool:
        return status in TRANSITIONS[self.status]

    @property
    def where(self):
        """The place of work and its town; the company's town where no place was chosen."""
        if self.workplace is None:
            return self.partner.city
        return ", ".join(part for part in (self.workplace.name, self.workplace.city or self.partner.city) if part)

    @property
    def bus_line(self):
        return self.workplace.bus_line if self.workplace else ""

    @property
    def hours(self):
        """“15 to 25 hours a week”; "" where nothing was said."""
        least, most = self.hours_from, self.hours_to
        if least and most and least != most:
            return _("%(least)d to %(most)d hours a week") % {"least": least, "most": most}
        if least or most:
            return ngettext("%(count)d hour a week", "%(count)d hours a week", least or most) % {
                "count": least or most
            }
        return ""

    @property
    def wage(self):
        """“$13.00 to $15.50 an hour”; "" where nothing was said."""
        least, most = self.wage_from_cents, self.wage_to_cents
        if least and most and least != most:
            return _("%(least)s to %(most)s an hour") % {"least": dollars(least), "most": dollars(most)}
        if least or most:
            return _("%(wage)s an hour") % {"wage": dollars(least or most)}
        return ""

    @property
    def ages(self):
        """“18 and older”; "" where every age of the program fits."""
        if self.youngest_age and self.oldest_age:
            return _("from %(least)d to %(most)d") % {"least": self.youngest_age, "most": self.oldest_age}
        if self.youngest_age:
            return _("%(least)d and older") % {"least": self.youngest_age}
        if self.oldest_age:
            return _("up to %(most)d") % {"most": self.oldest_age}
        return ""

    @property
    def shift_labels(self):
        return [str(Shift(code).label) for code in self.shifts if code in Shift.values]


def dollars(cents):
    """“$13.50”."""
    return f"${cents // 100:,}.{cents % 100:02d}"
