"""Resource connections: to which service a family was sent, and what came of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from programs.casework.casefile.sources.lines import Source, lines
from programs.casework.resources.models import Outcome, ResourceConnection


def connected(enrollment):
    rows = ResourceConnection.objects.not_voided().filter(enrollment=enrollment)
    return lines(rows, on="connected_on", a="resource__name", b="how", c="note", who="recorded_by__name")


def tell_connected(line, telling):
    return telling.entry(
        line,
        _("Connected to %(service)s") % {"service": line.a},
        "signpost-split",
        note=line.c,
        meta=(str(ResourceConnection.How(line.b).label), *telling.by(line)),
        url=_url(line),
    )


def came_of_it(enrollment):
    rows = ResourceConnection.objects.not_voided().filter(enrollment=enrollment).exclude(outcome_on=None)
    return lines(rows, on="outcome_on", a="resource__name", b="outcome")


def tell_outcome(line, telling):
    return telling.entry(
        line,
        _("%(service)s: %(outcome)s") % {"service": line.a, "outcome": Outcome(line.b).label},
        "check-circle" if line.b == Outcome.GOT_IT else "dash-circle",
        kind="good" if line.b == Outcome.GOT_IT else "",
        url=_url(line),
    )


def _url(line):
    return reverse("resources:outcome", args=[line.pk])


SOURCES = (
    Source(kind="connected", chip="resources", rows=connected, tell=tell_connected),
    Source(kind="connection_outcome", chip="resources", rows=came_of_it, tell=tell_outcome, rank=4),
)
