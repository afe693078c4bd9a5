"""Meetings held, who came, and whom the meetings did not reach."""

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programs.casework.meetings.models import Attendance, Meeting
from reports.measures.caseload import served_in
from reports.measures.measure import NotCounted, Part, Unit, during, measure

# Meetings for those who take part; classes and trainings for mentors are not among them.
KINDS = {
    "worksite": ("readiness", "downtime"),
    "young_parent": ("support",),
    "mpmp": ("peer_group",),
    "moppp": ("group_connection", "parent_cafe"),
}
BY_LOCAL_DAY = _("beginning on a day of the quarter, by the clock of the site")


def meeting_kinds(program):
    """The kinds of meeting that count for those who take part, as the program names them."""
    counted = KINDS.get(program.code, ())
    return [kind for kind in program.meeting_kinds if kind.code in counted]


def meetings(period, sites, program):
    """Meetings for those who take part, planned for a day of the period, voided ones left away.

    One that serves two programs is held once, and counts in the report of each, as what that program calls it.
    """
    kinds = [kind.code for kind in meeting_kinds(program)]
    rows = Meeting.objects.not_voided().filter(during(period, sites, moment="starts_at", site="site"))
    return rows.serving(program.code, kinds)


def held_in(period, sites, program):
    """Those that have begun and were not called off."""
    return meetings(period, sites, program).filter(called_off_at=None, starts_at__lte=timezone.now())


def places(period, sites, program):
    """Attendances of the program's participants at meetings held: who was asked, or came without being asked."""
    return Attendance.objects.of_program(program.code).filter(
        meeting__in=held_in(period, sites, program).values("pk"), enrollment__voided_at=None
    )


@measure(
    code="meetings_held",
    name=_("Meetings held"),
    unit=Unit.ITEMS,
    numerator=_("Meetings for those who take part, begun and not called off"),
    period=BY_LOCAL_DAY,
    source=_("Meetings"),
    left_out=_("Meetings called off, trainings of mentors, banquets"),
)
def meetings_held(period, sites, program):
    """Each kind of meeting is a part."""
    rows = held_in(period, sites, program)
    by_kind = dict(rows.order_by().values_list("kind_here").annotate(n=Count("pk")))
    parts = tuple(
        Part(code=kind.code, label=kind.label, value=by_kind.get(kind.code, 0), rows=rows.filter(kind_here=kind.code))
        for kind in meeting_kinds(program)
    )
    return {"numerator": sum(by_kind.values()), "rows": rows, "parts": parts}


@measure(
    code="meetings_called_off",
    name=_("Meetings called off"),
    unit=Unit.ITEMS,
    numerator=_("Meetings for those who take part that were called off"),
    period=BY_LOCAL_DAY,
    source=_("Meetings"),
    left_out=_("Voided meetings"),
)
def meetings_called_off(period, sites, program):
    rows = meetings(period, sites, program).exclude(called_off_at=None)
    return {"numerator": rows.count(), "rows": rows}


@measure(
    code="attendance",
    name=_("Meeting attendance"),
    unit=Unit.ITEMS,
    numerator=_("Places taken: participants who came, summed over the meetings"),
    denominator=_("Places held: participants asked or come without being asked, where it was noted who came"),
    period=BY_LOCAL_DAY,
    source=_("Meetings, attendance"),
    left_out=_("Participants of whom nobody noted whether they came"),
)
def attendance(period, sites, program):
    """The rows are the places held."""
    rows = places(period, sites, program)
    counts = rows.aggregate(
        taken=Count("pk", filter=Q(came=True)),
        noted=Count("pk", filter=Q(came__isnull=False)),
        unknown=Count("pk", filter=Q(came=None)),
    )
    noted = rows.filter(came__isnull=False)
    return {
        "numerator": counts["taken"],
        "denominator": counts["noted"],
        "rows": noted,
        "parts": (
            Part(code="came", label=gettext("Came"), value=counts["taken"], rows=noted.filter(came=True)),
            Part(
                code="missed",
                label=gettext("Did not come"),
                value=counts["noted"] - counts["taken"],
                rows=noted.filter(came=False),
            ),
        ),
        "not_counted": (
            NotCounted(
                count=counts["unknown"],
                rows=rows.filter(came=None),
                reason=gettext("Nobody noted whether they came"),
                effect=_effect_of_unknown(counts),
            ),
        )
        if counts["unknown"]
        else (),
    }


def _effect_of_unknown(counts):
    whole = counts["noted"] + counts["unknown"]
    return gettext("Between %(low)d%% and %(high)d%%, had it been noted") % {
        "low": (200 * counts["taken"] + whole) // (2 * whole),
        "high": (200 * (counts["taken"] + counts["unknown"]) + whole) // (2 * whole),
    }


@measure(
    code="came_once",
    name=_("People who came to a meeting"),
    unit=Unit.PEOPLE,
    numerator=_("Different people served who came to at least one meeting"),
    denominator=_("People served"),
    period=BY_LOCAL_DAY,
    source=_("Meetings, attendance, enrollments"),
    left_out=_("Participants of whom nobody noted whether they came"),
)
def came_once(period, sites, program):
    """The rows are the enrollments of those who came; who never came is a list of its own."""
    cases = served_in(period, sites, program)
    came = places(period, sites, program).filter(came=True)
    rows = cases.filter(participant__in=came.values("person"))
    never = cases.exclude(participant__in=came.values("person"))
    people = cases.aggregate(n=Count("participant", distinct=True))["n"]
    count = rows.aggregate(n=Count("participant", distinct=True))["n"]
    return {
        "numerator": count,
        "denominator": people,
        "rows": rows,
        "parts": (
            Part(code="yes", label=gettext("Came at least once"), value=count, rows=rows),
            Part(code="no", label=gettext("Never came"), value=people - count, rows=never),
        ),
    }


def meetings_with_counts(period, sites, program):
    """Meetings held, oldest first, each with `asked`, `came_count`, `unknown` and `children`."""
    of_participants = Q(attendances__in=Attendance.objects.of_program(program.code).values("pk"))
    with_them = of_participants | Q(attendances__enrollment=None)
    return (
        held_in(period, sites, program)
        .select_related("site")
        .annotate(
            asked=Count("attendances", filter=of_participants),
            came_count=Count("attendances", filter=of_participants & Q(attendances__came=True)),
            unknown=Count("attendances", filter=of_participants & Q(attendances__came=None)),
            children=Coalesce(Sum("attendances__children_came", filter=with_them & Q(attendances__came=True)), 0),
        )
        .order_by("starts_at", "pk")
    )
