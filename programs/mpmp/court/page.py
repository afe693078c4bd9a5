"""What a page about the court case of a family shows, and who meets it: staff at a desk, the mentor on a phone."""

from collections import defaultdict

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mmp_portal.ui.sending import refuse
from programs.casework.enrollments.models import Enrollment
from programs.casework.parameters.values.overlay import parameters_for
from programs.mpmp.court.children import children_of, clocks_of, family_removal
from programs.mpmp.court.deadlines import CourtFacts, deadlines_of
from programs.mpmp.models import ChildPlacement, CourtCase, Deadline, Hearing, HearingStatus
from programs.mpmp.workflow import CannotWrite

PROGRAM = "mpmp"


def cases():
    return Enrollment.objects.not_voided().in_program(PROGRAM).with_people().with_matches()


def case_at_hand(request, pk, *, is_open=False):
    """The case for somebody who works on it. 404 for any other."""
    rows = cases().for_casework(request.user)
    return get_object_or_404(rows.open() if is_open else rows, pk=pk)


def case_for(request, pk):
    """The case and whether the person works on it; else they are the mentor of its open match. 404 for any other."""
    row = cases().for_casework(request.user).filter(pk=pk).first()
    if row is not None:
        return row, True
    return get_object_or_404(cases().open().matched_with(request.user), pk=pk), False


def row_for(request, rows, pk):
    """A row that the mentor may see as well, and whether the person works on its case. 404 for any other."""
    row = get_object_or_404(rows.not_voided().for_user(request.user).with_people(), pk=pk)
    timezone.activate(row.enrollment.site.zone)
    return row, type(row).objects.for_casework(request.user).filter(pk=pk).exists()


def row_at_hand(request, rows, pk):
    """A row for somebody who works on its case. 404 for any other."""
    return get_object_or_404(rows.not_voided().for_casework(request.user).with_people(), pk=pk)


def about(enrollment, **context):
    """What every page of the case begins with."""
    return {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "today": enrollment.site.today(),
        **context,
    }


def is_written(request, form, verb, sentence):
    """Whether the form was sent and kept by `verb()`; what the workflow refuses stands beside its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        verb()
    except CannotWrite as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, sentence)
    return True


# --- Reading --------------------------------------------------------------------------------


def children_at(enrollment, parameters, on):
    """The children of one case with their placements and clocks."""
    placements = list(ChildPlacement.objects.not_voided().filter(enrollment=enrollment).with_children())
    return clocks_of(list(children_of(enrollment)), placements, parameters.on(on), on)


def facts_of(court_case, clocks, hearings, notes, zone):
    """What the rules of deadlines ask, from rows that were read already; None without a court case."""
    if court_case is None:
        return None
    held = defaultdict(list)
    for hearing in hearings:
        if hearing.status == HearingStatus.HELD:
            held[hearing.kind].append(timezone.localtime(hearing.starts_at, zone).date())
    removed_on, earlier_days = family_removal(clocks)
    return CourtFacts(
        opened_on=court_case.opened_on,
        removed_on=removed_on,
        earlier_days=earlier_days,
        is_tribal=court_case.is_tribal in (CourtCase.Tribal.YES, CourtCase.Tribal.ASKED),
        told_tribe_on=court_case.tribe_told_on,
        ended_on=court_case.ended_on,
        held={kind: tuple(sorted(days)) for kind, days in held.items()},
        notes={(note.rule, note.counted_from): note for note in notes},
    )


def deadlines_at(enrollment, on):
    """The deadlines of one case, by the rules of the day."""
    parameters = parameters_for(PROGRAM, site=enrollment.site)
    court_case = CourtCase.objects.not_voided().filter(enrollment=enrollment).first()
    facts = facts_of(
        court_case,
        [one.clock for one in children_at(enrollment, parameters, on)],
        list(Hearing.objects.not_voided().filter(enrollment=enrollment)),
        list(Deadline.objects.not_voided().filter(enrollment=enrollment)),
        enrollment.site.zone,
    )
    return deadlines_of(facts, parameters, on=on) if facts else []
