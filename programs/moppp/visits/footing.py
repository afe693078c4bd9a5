"""What a family's visits are counted by, from its rows: the model it follows, its level or stressors, its pauses."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from eligibility.parameters import parameters_of
from mmp_portal.agencies.models import SiteProgram
from programs.casework.enrollments.models import Pause
from programs.casework.parameters.models import DatedValue
from programs.moppp.models import FactorReview, FamilyLevel, FamilyModel
from programs.moppp.visits.expected import FEW, HFA, MANY, PAT, Pace, Stretch, in_force, stretches_of

PROGRAM = "moppp"


@dataclass(frozen=True)
class Footing:
    """What decides the visits of one family. Each list holds pairs of a first day and what holds from it on."""

    enrollment: Any
    pace: Pace
    models: list
    levels: list
    reviews: list
    rests: list

    def model_on(self, day):
        """The code of the model, or "" where neither the family nor its site names one."""
        return in_force(self.models, day) or ""

    def level_on(self, day):
        """The level of HFA, or "" where none is set yet."""
        return in_force(self.levels, day) or "" if self.model_on(day) == HFA else ""

    def stressors_on(self, day):
        """How many of PAT's stressors were found when last asked, or None where nobody has asked."""
        return in_force(self.reviews, day)

    def step_on(self, day):
        """Model and step, as a pace knows them; None where the number of visits is not known.

        A PAT family that nobody has asked about stressors counts as one with few: the model owes it that many.
        """
        model = self.model_on(day)
        if model == HFA:
            level = self.level_on(day)
            return (HFA, level) if level else None
        if model == PAT:
            many = self.pace.parameters.value_on("pat_many_stressors_from", day)
            return PAT, MANY if (self.stressors_on(day) or 0) >= many else FEW
        return None

    def stretches(self, last: date) -> list[Stretch]:
        """From the enrollment to the day it closed, or to `last` where that is earlier."""
        ends = min(last, self.enrollment.closed_on or last)
        starts = [day for rows in (self.models, self.levels, self.reviews) for day, _value in rows]
        return stretches_of(self.enrollment.enrolled_on, ends, starts, self.step_on, self.rests)


def footing_of(enrollment) -> Footing:
    return footings_of([enrollment])[enrollment.pk]


def footings_of(enrollments: Iterable) -> dict[int, Footing]:
    """The footing of each case by its id, in six queries however many there are. Each is read with its site."""
    cases = list(enrollments)
    sites = {case.site for case in cases}
    ids = [case.pk for case in cases]
    paces, regions = paces_of(sites), _regions(sites)
    own = _rows(FamilyModel.objects.filter(enrollment__in=ids), "model")
    levels = _rows(FamilyLevel.objects.filter(enrollment__in=ids), "level")
    asked = FactorReview.objects.filter(enrollment__in=ids, about=FactorReview.About.STRESSORS)
    reviews = _rows(asked, "count", day="asked_on")
    rests = _rows(Pause.objects.filter(enrollment__in=ids), "ends_on")
    return {
        case.pk: Footing(
            enrollment=case,
            pace=paces[case.site_id],
            models=models_of(case, regions[case.site_id], own[case.pk]),
            levels=levels[case.pk],
            reviews=reviews[case.pk],
            rests=rests[case.pk],
        )
        for case in cases
    }


def _rows(rows, value, *, day="starts_on"):
    found = defaultdict(list)
    for case, begins, what in rows.not_voided().order_by(day, "pk").values_list("enrollment_id", day, value):
        found[case].append((begins, what))
    return found


def offers_with_a_model(sites):
    """The program at the sites, where a model of home visiting is named."""
    return SiteProgram.objects.filter(site__in=sites, program=PROGRAM).exclude(home_visiting_model="")


def _regions(sites):
    """The models of each site's region, oldest first."""
    found = defaultdict(list)
    offers = offers_with_a_model(sites).order_by("starts_on")
    for site, begins, model in offers.values_list("site_id", "starts_on", "home_visiting_model"):
        found[site].append((begins, model))
    return found


def models_of(case, region, own):
    """The region's model of the day of enrollment, then the family's own changes.

    A site that began to offer the program after that day gives the first model it had.
    """
    first = in_force(region, case.enrolled_on) or (region[0][1] if region else "")
    return ([(case.enrolled_on, first)] if first else []) + own


def model_of(enrollment, on):
    """The model a case follows on the day, as an expression over cases: “hfa”, “pat”, or "" where none is named.

    `enrollment` is an OuterRef of the case's key. It says what `models_of` says, within one statement.
    """
    own = FamilyModel.objects.not_voided().filter(enrollment=enrollment, starts_on__lte=on)
    offers = SiteProgram.objects.filter(site=OuterRef("site"), program=PROGRAM).exclude(home_visiting_model="")
    on_the_day = offers.filter(starts_on__lte=OuterRef("enrolled_on"))
    return Coalesce(
        Subquery(own.order_by("-starts_on", "-pk").values("model")[:1]),
        Subquery(on_the_day.order_by("-starts_on").values("home_visiting_model")[:1]),
        Subquery(offers.order_by("starts_on").values("home_visiting_model")[:1]),
        Value(""),
    )


def paces_of(sites) -> dict[int, Pace]:
    """The pace at each site: the data file, what was set for all, and the site's own values. One query."""
    rows = DatedValue.objects.of(PROGRAM).filter(Q(site=None) | Q(site__in=sites))
    return paces_from(rows.values_list("site_id", "name", "starts_on", "value"), sites)


def paces_from(values, sites) -> dict[int, Pace]:
    """The same from lines of site or None, name, first day and value."""
    own = defaultdict(lambda: defaultdict(dict))
    for site, name, begins, value in values:
        own[site][name][begins] = value
    for_all = parameters_of(PROGRAM, own.pop(None, None))
    return {site.pk: Pace(for_all.with_overlay(own[site.pk]) if site.pk in own else for_all) for site in sites}


def year_of(pace, day):
    """The program year of the day, and the one before and after it, as pairs of first and last day."""
    first, last = pace.year(day)
    return pace.year(first - timedelta(days=1)), (first, last), pace.year(last + timedelta(days=1))
