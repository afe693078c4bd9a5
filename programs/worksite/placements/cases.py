"""A case of the program, as the pages about somebody's work ask for it."""

from django.shortcuts import get_object_or_404, render

from programs.casework.enrollments.models import Enrollment
from programs.worksite.definition import PROGRAM


def case_at_hand(request, pk, *, is_open=False):
    """The case, if the person works on it and it belongs to this program; 404 otherwise."""
    rows = Enrollment.objects.not_voided().in_program(PROGRAM.code).for_casework(request.user)
    rows = rows.with_people().with_matches()
    return get_object_or_404(rows.open() if is_open else rows, pk=pk)


def shown(request, template, enrollment, **context):
    """A page of the case."""
    context = {"enrollment": enrollment, "person": enrollment.participant, "program": PROGRAM, **context}
    return render(request, f"programs/worksite/{template}.html", context)
