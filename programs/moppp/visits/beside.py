"""What the room shows in a case file: the plan beside the story, and levels and models among its lines."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import HomeVisitingModel
from programs.casework.casefile.sources.lines import Source, lines
from programs.moppp.models import ExcusedVisit, FamilyLevel, FamilyModel, Level
from programs.moppp.visits.tally import plan_of
from programs.registry import CasePanel, CaseTab


def panel(enrollment, *, on, user):
    """The running month and the year so far; None where nothing says how many visits are expected."""
    plan = plan_of(enrollment, on=on)
    footing = plan.footing
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


PANEL = CasePanel(template="programs/moppp/visits/panel.html", context=panel)
TAB = CaseTab(code="visits", label=gettext_lazy("Visit plan"), url_name="moppp:plan", permission=Permission.CASE_VIEW)
SOURCES = (
    Source(kind="moppp_level", chip="program", rows=levels, tell=tell_level),
    Source(kind="moppp_model", chip="program", rows=models, tell=tell_model),
    Source(kind="moppp_excused", chip="program", rows=excused, tell=tell_excused),
)
