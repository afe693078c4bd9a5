"""What the room shows in a case file: the plan beside the story, and levels and models among its lines."""

import json
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import HomeVisitingModel
from programs.casework.casefile.glance import contacts_made, of_kind
from programs.casework.casefile.sources.lines import Source, lines
from programs.casework.enrollments.models import Pause
from programs.casework.parameters.models import DatedValue
from programs.moppp.models import ExcusedVisit, FactorReview, FamilyLevel, FamilyModel, Level
from programs.moppp.visits.footing import PROGRAM, Footing, models_of, offers_with_a_model, paces_from
from programs.moppp.visits.tally import DONE, VISIT, Visit, plan_of
from programs.registry import CasePanel, CaseTab

LEVEL, MODEL = "moppp_level", "moppp_model"
STRESSORS, REST, REGION, VALUE = "moppp_stressors", "moppp_rest", "moppp_region", "moppp_value"


def beside(enrollment, *, on, user):
    """What decides how many visits are expected, besides the family's levels and models, which the story tells."""
    asked = FactorReview.objects.not_voided().filter(enrollment=enrollment, about=FactorReview.About.STRESSORS)
    rests = Pause.objects.not_voided().filter(enrollment=enrollment)
    offers = offers_with_a_model([enrollment.site])
    values = DatedValue.objects.of(PROGRAM).for_site(enrollment.site)
    return (
        Source(kind=STRESSORS, rows=lambda case: lines(asked, on="asked_on", count="count")),
        Source(kind=REST, rows=lambda case: lines(rests, on="starts_on", c="ends_on")),
        Source(kind=REGION, rows=lambda case: lines(offers, on="starts_on", a="home_visiting_model")),
        Source(kind=VALUE, rows=lambda case: lines(values, on="starts_on", a="name", b="value", count="site")),
    )


def _footing(enrollment, lines):
    """What the family's visits are counted by, from what was read with the story."""

    def steps(kind):
        return sorted(of_kind(lines, kind), key=lambda line: (line.on, line.pk))

    def words(kind):
        return [(line.on, line.a) for line in steps(kind)]

    values = [(line.count, line.a, line.on, json.loads(line.b)) for line in of_kind(lines, VALUE)]
    return Footing(
        enrollment=enrollment,
        pace=paces_from(values, [enrollment.site])[enrollment.site_id],
        models=models_of(enrollment, words(REGION), words(MODEL)),
        levels=words(LEVEL),
        reviews=[(line.on, line.count) for line in steps(STRESSORS)],
        rests=[(line.on, date.fromisoformat(line.c) if line.c else None) for line in steps(REST)],
    )


def _visits_done(enrollment, lines):
    zone = enrollment.site.zone
    made = [line for line in contacts_made(lines) if line.b == VISIT]
    return [Visit(enrollment.pk, timezone.localtime(line.at, zone).date(), DONE, line.count) for line in made]


def panel(enrollment, *, on, user, lines):
    """The running month and the year so far; None where nothing says how many visits are expected."""
    footing, visits = _footing(enrollment, lines), _visits_done(enrollment, lines)
    plan = plan_of(enrollment, on=on, footing=footing, visits=[visit for visit in visits if visit.on <= on])
    model, level = footing.model_on(on), footing.level_on(on)
    running = next((month for month in plan.months if month.first <= on <= month.last), None)
    if not model or running is None or not enrollment.is_open:
        return None
    return {
        "plan": plan,
        "month": running,
        "most_shown": float(max(running.tally.expected, running.tally.done, 1)),
        "model": HomeVisitingModel(model).label,
        "level": Level(level).label if level else "",
        "wants_level": model == HomeVisitingModel.HFA and not level,
    }


def levels(enrollment):
    rows = FamilyLevel.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, on="starts_on", a="level", b="reason", c="agreed_by__name", who="recorded_by__name")


def tell_level(line, telling):
    together = (_("decided with %(name)s") % {"name": line.c},) if line.c else ()
    return telling.entry(
        line,
        _("Now on: %(level)s") % {"level": Level(line.a).label},
        "bar-chart",
        note=line.b,
        meta=(*together, *telling.by(line)),
    )


def models(enrollment):
    rows = FamilyModel.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, on="starts_on", a="model", b="reason", who="recorded_by__name")


def tell_model(line, telling):
    return telling.entry(
        line,
        _("The family follows %(model)s") % {"model": HomeVisitingModel(line.a).label},
        "signpost-split",
        note=line.b,
        meta=telling.by(line),
    )


def excused(enrollment):
    rows = ExcusedVisit.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, on="on", a="reason", b="words", who="recorded_by__name")


def tell_excused(line, telling):
    return telling.entry(
        line,
        _("Visit excused: %(reason)s") % {"reason": ExcusedVisit.Reason(line.a).label},
        "calendar-x",
        note=line.b,
        meta=telling.by(line),
    )


PANEL = CasePanel(template="programs/moppp/visits/panel.html", context=panel, sources=beside)
TAB = CaseTab(code="visits", label=gettext_lazy("Visit plan"), url_name="moppp:plan", permission=Permission.CASE_VIEW)
SOURCES = (
    Source(kind=LEVEL, chip="program", rows=levels, tell=tell_level),
    Source(kind=MODEL, chip="program", rows=models, tell=tell_model),
    Source(kind="moppp_excused", chip="program", rows=excused, tell=tell_excused),
)
