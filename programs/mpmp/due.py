"""What an MPMP case owes: the court's deadlines, a word on what came of a hearing, and items of the case plan."""

from collections import defaultdict
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.casework.enrollments.models import Status as EnrollmentStatus
from programs.casework.parameters.values.overlay import parameters_for
from programs.gathering import lines
from programs.mpmp.court.children import clock_by_rules
from programs.mpmp.court.deadlines import deadlines_of
from programs.mpmp.court.page import facts_of
from programs.mpmp.models import ChildPlacement, CourtCase, Deadline, Hearing, HearingKind, PlanItem
from programs.registry import DueItem, DueSource

PROGRAM = "mpmp"
# A deadline of the court stands among what is owed this long before its day; an item of the plan, a week.
DEADLINE_SHOWN_BEFORE = timedelta(days=14)
ITEM_SHOWN_BEFORE = timedelta(days=7)
# What came of a hearing can still be asked this long after it.
ASK_OUTCOME_FOR = timedelta(days=60)


def court_deadlines(enrollments, on, user):
    """Deadlines of open court cases that are near or past and not met; none while a case is paused."""
    running = enrollments.filter(program=PROGRAM, status=EnrollmentStatus.ENROLLED)
    court_cases = list(
        CourtCase.objects.not_voided()
        .filter(enrollment__in=running, ended_on=None)
        .select_related("enrollment__participant", "enrollment__site")
    )
    if not court_cases:
        return
    ids = [one.enrollment_id for one in court_cases]
    placements = _by_case(ChildPlacement.objects.not_voided().filter(enrollment__in=ids))
    hearings = _by_case(Hearing.objects.not_voided().filter(enrollment__in=ids, status="held"))
    notes = _by_case(Deadline.objects.not_voided().filter(enrollment__in=ids))
    parameters = parameters_for(PROGRAM)
    values = parameters.on(on)
    for court_case in court_cases:
        case = court_case.enrollment
        of_children = defaultdict(list)
        for placement in placements[case.pk]:
            of_children[placement.child_id].append(placement)
        clocks = [clock_by_rules(own, values, on) for own in of_children.values()]
        facts = facts_of(court_case, clocks, hearings[case.pk], notes[case.pk], case.site.zone)
        for due in deadlines_of(facts, parameters, on=on):
            if not due.is_met and due.due_on <= on + DEADLINE_SHOWN_BEFORE:
                yield DueItem(
                    rule="court-deadline",
                    program=PROGRAM,
                    enrollment=case,
                    due_on=due.due_on,
                    who=case.participant.name,
                    why=_("%(deadline)s. %(rule)s") % {"deadline": due.label, "rule": due.says},
                    action=_("Open court and plan"),
                    url=reverse("mpmp:court", args=[case.pk]),
                )


def _by_case(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.enrollment_id].append(row)
    return found


def outcomes_missing(enrollments, on, user):
    """A hearing is past, and nobody said what came of it. A mentor is asked by the appointment in the calendar."""
    now = timezone.now()
    rows = Hearing.objects.unanswered(now).filter(
        enrollment__in=enrollments, enrollment__participant__died_on=None, starts_at__gte=now - ASK_OUTCOME_FOR
    )
    return lines(rows, "hearing-outcome", case="enrollment_id", at="starts_at", words="kind")


def outcome(mark, on):
    day = timezone.localtime(mark.at, mark.case.site.zone).date()
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=day + timedelta(days=1),
        who=mark.case.participant.name,
        why=_("What came of it? %(hearing)s.") % {"hearing": HearingKind(mark.words).label},
        action=_("Say what came of it"),
        url=reverse("mpmp:outcome", args=[mark.subject]),
    )


def plan_items(enrollments, on, user):
    """Items of the case plan that are due within a week, or late; none while a case is paused."""
    rows = PlanItem.objects.open().filter(
        enrollment__in=enrollments,
        enrollment__status=EnrollmentStatus.ENROLLED,
        due_on__lte=on + ITEM_SHOWN_BEFORE,
    )
    return lines(rows, "plan-item", case="enrollment_id", day="due_on", words="words")


def plan_item(mark, on):
    return DueItem(
        rule=mark.rule,
        program=PROGRAM,
        enrollment=mark.case,
        due_on=mark.day,
        who=mark.case.participant.name,
        why=_("From the case plan: %(words)s.") % {"words": mark.words},
        action=_("Open court and plan"),
        url=reverse("mpmp:court", args=[mark.case.pk]) + "#plan",
    )


SOURCES = (
    DueSource(
        rule="court-deadline",
        describes=gettext_lazy("A deadline of the court is near or past, and not met."),
        owed=court_deadlines,
    ),
    DueSource(
        rule="hearing-outcome",
        describes=gettext_lazy("A hearing is past, and nobody said what came of it."),
        marks=outcomes_missing,
        item=outcome,
    ),
    DueSource(
        rule="plan-item",
        describes=gettext_lazy("An item of the case plan is due and not done."),
        marks=plan_items,
        item=plan_item,
    ),
)
