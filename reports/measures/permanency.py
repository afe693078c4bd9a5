"""What came of court cases in MPMP: for each child and each family, whether it lasted, and how parents rate their lives."""

from collections import defaultdict
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programs.casework.enrollments.models import Enrollment
from programs.casework.parameters.values.overlay import parameters_for
from programs.mpmp.court.clock import months_after
from programs.mpmp.models import APART, ChildOutcome, ChildPlacement, NewReport, ParentPicture
from programs.mpmp.progress.standing import CAN_RETURN
from reports.measures.caseload import enrollments, served_in
from reports.measures.measure import NotCounted, Part, Unit, measure

HOME = ChildOutcome.Kind.REUNIFIED
AT_HOME = ChildOutcome.Kind.STAYED_HOME
NEVER_PLACED_LEFT_OUT = _(
    "Children who were never placed, voided outcomes; a child with two outcomes counts by the later"
)


def outcomes(sites, program):
    """The outcomes of children that stand, at the sites."""
    return ChildOutcome.objects.not_voided().filter(enrollment__in=enrollments(sites, program))


def latest_in(period, sites, program):
    """Of each child the latest outcome of the period, in the case it belongs to."""
    here = outcomes(sites, program).filter(on__range=(period.first, period.last))
    later = here.filter(enrollment=OuterRef("enrollment"), child=OuterRef("child")).order_by("-on", "-pk")
    return here.filter(pk=Subquery(later.values("pk")[:1]))


def value_of(name, program, on):
    """A dated value of the program's rules, of the whole installation."""
    return parameters_for(program.code).value_on(name, on)


@measure(
    code="child_outcomes",
    name=_("Children whose outcome became known"),
    unit=Unit.PEOPLE,
    numerator=_("Children with an outcome in the quarter, by the outcome"),
    period=_("the day of the outcome lies in the quarter"),
    source=_("Outcomes of children"),
    left_out=_("Voided outcomes; a child with two outcomes counts by the later"),
)
def child_outcomes(period, sites, program):
    rows = latest_in(period, sites, program)
    kinds = list(rows.values_list("kind", flat=True))
    parts = tuple(
        Part(code=kind.value, label=kind.label, value=kinds.count(kind), rows=rows.filter(kind=kind))
        for kind in ChildOutcome.Kind
    )
    return {"numerator": len(kinds), "rows": rows, "parts": parts}


@measure(
    code="reunified",
    name=_("Children reunified"),
    unit=Unit.PEOPLE,
    numerator=_("Children of the denominator who came home to the parent"),
    denominator=_("Children who had been placed and whose outcome became known"),
    period=_("the day of the outcome lies in the quarter"),
    source=_("Outcomes of children"),
    left_out=NEVER_PLACED_LEFT_OUT,
)
def reunified(period, sites, program):
    rows = latest_in(period, sites, program).exclude(kind=AT_HOME)
    home = rows.filter(kind=HOME)
    return {"numerator": home.count(), "denominator": rows.count(), "rows": rows}


@measure(
    code="families_home",
    name=_("Families with all children home"),
    unit=Unit.PEOPLE,
    numerator=_("Cases of the denominator in which every placed child with an outcome came home"),
    denominator=_("Cases in which the outcome of a child who had been placed became known"),
    period=_("the day of the outcome lies in the quarter"),
    source=_("Outcomes of children, enrollments"),
    left_out=NEVER_PLACED_LEFT_OUT,
)
def families_home(period, sites, program):
    """A family with some children home, and others not, is partly reunified, and told apart."""
    kinds = defaultdict(set)
    rows = latest_in(period, sites, program).exclude(kind=AT_HOME)
    for enrollment, kind in rows.values_list("enrollment", "kind"):
        kinds[enrollment].add(kind == HOME)
    told = {
        "all": [pk for pk, found in kinds.items() if found == {True}],
        "partly": [pk for pk, found in kinds.items() if found == {True, False}],
        "other": [pk for pk, found in kinds.items() if found == {False}],
    }
    labels = {"all": gettext("All children home"), "partly": gettext("Some of them home"), "other": gettext("None")}
    cases = enrollments(sites, program)
    return {
        "numerator": len(told["all"]),
        "denominator": len(kinds),
        "rows": cases.filter(pk__in=list(kinds)),
        "parts": tuple(
            Part(code=code, label=labels[code], value=len(pks), rows=cases.filter(pk__in=pks))
            for code, pks in told.items()
        ),
    }


@measure(
    code="stayed_home",
    name=_("Children who stayed home"),
    unit=Unit.PEOPLE,
    numerator=_("Outcomes of the denominator after which the child did not come back into placement within the time"),
    denominator=_("Outcomes of children reunified or with a relative, of which the time to look at ended"),
    period=_("the time to look at, twelve months unless a rule says otherwise, ends in the quarter"),
    source=_("Outcomes and placements of children; federal measure of re-entry"),
    left_out=_("Adoptions and other outcomes; trial home visits and running away are no placements"),
)
def stayed_home(period, sites, program):
    """Before the time has passed nobody knows: such an outcome is never counted as a success."""
    months = value_of("reentry_months", program, period.last)
    can_return = outcomes(sites, program).filter(kind__in=CAN_RETURN, on__lte=period.last)
    due, waiting = [], []
    for row in can_return:
        ends = months_after(row.on, months)
        if period.first <= ends <= period.last:
            due.append(row)
        elif ends > period.last:
            waiting.append(row)
    placed = _placements_of({row.child_id for row in due}, period.last)
    stayed = [
        row
        for row in due
        if not any(row.on <= day < months_after(row.on, months) for day in placed.get(row.child_id, ()))
    ]
    rows = can_return.filter(pk__in=[row.pk for row in due])
    kept = [row.pk for row in stayed]
    return {
        "numerator": len(stayed),
        "denominator": len(due),
        "rows": rows,
        "parts": (
            Part(code="stayed", label=gettext("Stayed"), value=len(kept), rows=rows.filter(pk__in=kept)),
            Part(
                code="returned",
                label=gettext("Came back into placement"),
                value=len(due) - len(kept),
                rows=rows.exclude(pk__in=kept),
            ),
        ),
        "not_counted": (
            NotCounted(
                count=len(waiting),
                rows=can_return.filter(pk__in=[row.pk for row in waiting]),
                reason=gettext("Not yet observable: the time to look at has not passed"),
                effect=gettext("Counted in the quarter in which it ends"),
            ),
        )
        if waiting
        else (),
    }


def _placements_of(children, last):
    """Days on which placements of the children began, up to the day."""
    found: dict[int, list[date]] = defaultdict(list)
    rows = ChildPlacement.objects.not_voided().filter(child__in=children, starts_on__lte=last)
    for child, starts_on in rows.exclude(kind__in=APART).values_list("child", "starts_on"):
        found[child].append(starts_on)
    return found


@measure(
    code="no_new_report",
    name=_("No new maltreatment found"),
    unit=Unit.PEOPLE,
    numerator=_("Cases of the denominator without a report in that time in which maltreatment was found"),
    denominator=_("Cases of which the time to look at, after the enrollment, ended"),
    period=_("the time to look at, twelve months unless a rule says otherwise, ends in the quarter"),
    source=_("New reports to child protection, enrollments"),
    left_out=_("Reports screened out, or after which nothing was found"),
)
def no_new_report(period, sites, program):
    """The rows are all cases of the denominator. Which of them had a report is restricted, and no list tells it."""
    months = value_of("new_report_months", program, period.last)
    begun = enrollments(sites, program).filter(enrolled_on__lte=period.last)
    ends = {row.pk: months_after(row.enrolled_on, months) for row in begun.only("pk", "enrolled_on")}
    due = {pk for pk, day in ends.items() if period.first <= day <= period.last}
    waiting = {pk for pk, day in ends.items() if day > period.last}
    reports = NewReport.objects.not_voided().filter(enrollment__in=due)
    found, undecided = set(), set()
    for pk, day, finding in reports.values_list("enrollment", "reported_on", "finding"):
        if day < ends[pk]:
            {NewReport.Finding.MADE: found, NewReport.Finding.WAITING: undecided}.get(finding, set()).add(pk)
    undecided -= found
    gaps = (
        (waiting, gettext("Not yet observable: the time to look at has not passed")),
        (undecided, gettext("A new report is not decided yet; which one it is, no list tells")),
    )
    return {
        "numerator": len(due - found - undecided),
        "denominator": len(due - undecided),
        "rows": begun.filter(pk__in=due),
        "not_counted": tuple(
            NotCounted(
                count=len(pks),
                # Which of them has an open report is restricted: the list shows all of that time.
                rows=begun.filter(pk__in=pks if pks is waiting else due),
                reason=reason,
                effect=gettext("Counted once it is known"),
            )
            for pks, reason in gaps
            if pks
        ),
    }


@measure(
    code="better_life",
    name=_("Life rated higher than at first"),
    unit=Unit.PEOPLE,
    numerator=_("Parents of the denominator whose latest rating is higher than their first"),
    denominator=_("Parents served who rated their quality of life in the quarter, and at least once before"),
    period=_("the latest rating lies in the quarter"),
    source=_("The parents' own ratings, from 1 to 5"),
    left_out=_("Parents who rated it once, or not at all"),
)
def better_life(period, sites, program):
    said = defaultdict(list)
    rows = ParentPicture.objects.not_voided().filter(
        enrollment__in=served_in(period, sites, program), quality_of_life__isnull=False, on__lte=period.last
    )
    for enrollment, on, rating in rows.order_by("on", "pk").values_list("enrollment", "on", "quality_of_life"):
        said[enrollment].append((on, rating))
    both = {pk: ratings for pk, ratings in said.items() if len(ratings) > 1 and ratings[-1][0] >= period.first}
    better = [pk for pk, ratings in both.items() if ratings[-1][1] > ratings[0][1]]
    cases = Enrollment.objects.filter(pk__in=list(both))
    return {
        "numerator": len(better),
        "denominator": len(both),
        "rows": cases,
        "parts": (
            Part(code="higher", label=gettext("Higher"), value=len(better), rows=cases.filter(pk__in=better)),
            Part(
                code="not_higher",
                label=gettext("The same or lower"),
                value=len(both) - len(better),
                rows=cases.exclude(pk__in=better),
            ),
        ),
    }
