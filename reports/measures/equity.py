"""The same figures for each self-described group: who is served, how long they wait, and what comes of it.

Everybody stands in one group: the one category they chose, or “more than one”. Who was not asked, declined or does
not know is told apart and in no group (federal standard SPD-15 of 2024).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import Case, CharField, Count, Exists, Min, OuterRef, Subquery, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participants.ages import anniversary
from participants.models import RaceEthnicity
from participants.race import Answer, Category
from reports.measures.caseload import ONE_DAY, served_in
from reports.measures.commitment import matches
from reports.measures.measure import NotCounted, Part, Unit, measure
from reports.measures.permanency import AT_HOME, HOME, latest_in
from reports.periods import Span

SEVERAL = "several"


def groups():
    """(code, label) of each group, in the order of the standard."""
    return [*((one.value, one.label) for one in Category), (SEVERAL, gettext("More than one"))]


def races_of(person):
    """The categories that somebody chose; `person` is the path from the row to them."""
    return RaceEthnicity.objects.filter(
        background__person=OuterRef(person), background__race_answer=Answer.GIVEN, background__voided_at=None
    )


def with_group(rows, person="participant"):
    """Rows, each with the `group` of its person; None where nothing is known."""
    chosen = races_of(person).order_by()
    several = chosen.values("background").annotate(count=Count("pk")).filter(count__gt=1)
    return rows.annotate(
        group=Case(
            When(Exists(several), then=Value(SEVERAL)),
            default=Subquery(chosen.values("category")[:1]),
            output_field=CharField(),
        )
    )


@measure(
    code="by_group",
    name=_("People served, by self-described group"),
    unit=Unit.PEOPLE,
    numerator=_("People served, by the race or ethnicity they chose; who chose more than one stands there alone"),
    period=ONE_DAY,
    source=_("Enrollments, what people say of themselves (SPD-15 of 2024)"),
    left_out=_("People who were not asked, declined, or do not know"),
)
def by_group(period, sites, program):
    rows = with_group(served_in(period, sites, program))
    counts = dict(rows.order_by().values_list("group").annotate(people=Count("participant", distinct=True)))
    unknown = counts.pop(None, 0)
    parts = tuple(
        Part(code=code, label=label, value=counts.get(code, 0), rows=rows.filter(group=code))
        for code, label in groups()
    )
    return {
        "numerator": sum(part.value for part in parts),
        "rows": rows.filter(group__isnull=False),
        "parts": parts,
        "not_counted": (
            NotCounted(
                count=unknown,
                rows=rows.filter(group=None),
                reason=gettext("Not asked, declined, or not known"),
                effect=gettext("Served, and in no group of this table"),
            ),
        )
        if unknown
        else (),
    }


@dataclass
class Group:
    """How it went for one group. `days` are those each waited for a first match.

    `known` counts matched people of whom and of whose mentor a group is known, `same` those among them who share one
    with their mentor. `ended` counts children who had been placed and whose outcome became known, `home` those who
    came home.
    """

    days: list = field(default_factory=list)
    known: int = 0
    same: int = 0
    ended: int = 0
    home: int = 0

    @property
    def waited(self):
        """The median, in days; None where nobody was matched."""
        return median(self.days) if self.days else None


def year_to(last):
    """The year that ends with the day."""
    return Span(anniversary(last, -1) + timedelta(days=1), last)


def by_groups(period, sites, program):
    """Waiting and match of the people served in the period, and outcomes of the year that ends with it, by group.

    Five statements, however many people. Who is in no group is left out.
    """
    found: dict[str, Group] = defaultdict(Group)
    served = served_in(period, sites, program)
    group_of = dict(with_group(served).filter(group__isnull=False).order_by().values_list("pk", "group"))
    agreed = matches(sites, program).filter(enrollment__in=served, starts_on__lte=period.last)
    first = agreed.order_by().values("enrollment").annotate(first_on=Min("starts_on"))
    for pk, enrolled_on, first_on in first.values_list("enrollment", "enrollment__enrolled_on", "first_on"):
        if pk in group_of:
            found[group_of[pk]].days.append(max((first_on - enrolled_on).days, 0))
    pairs = dict(
        agreed.order_by("starts_on", "pk").values_list("enrollment", "pk")  # the latest match of each
    )
    people = list(
        agreed.filter(pk__in=list(pairs.values())).values_list(
            "enrollment", "enrollment__participant", "mentor__person"
        )
    )
    chosen = _chosen({person for _pk, one, mentor in people for person in (one, mentor)})
    for pk, participant, mentor in people:
        if pk in group_of and chosen.get(mentor):
            found[group_of[pk]].known += 1
            found[group_of[pk]].same += bool(chosen[mentor] & chosen[participant])
    ended = latest_in(year_to(period.last), sites, program).exclude(kind=AT_HOME)
    for group, kind in with_group(ended, "enrollment__participant").order_by().values_list("group", "kind"):
        if group:
            found[group].ended += 1
            found[group].home += kind == HOME
    return found


def _chosen(people):
    """The categories of each of the people."""
    found = defaultdict(set)
    rows = RaceEthnicity.objects.filter(
        background__person__in=people, background__race_answer=Answer.GIVEN, background__voided_at=None
    )
    for person, category in rows.values_list("background__person", "category"):
        found[person].add(category)
    return found
