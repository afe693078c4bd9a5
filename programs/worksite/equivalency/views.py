"""HiSET and GED: what was taken, what is passed, and what is still missing."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import refuse, sent
from programs.worksite.equivalency import workflow
from programs.worksite.equivalency.forms import SubTestForm
from programs.worksite.equivalency.rules import known_tests, standing_of
from programs.worksite.models.equivalency import SubTest
from programs.worksite.placements.cases import case_at_hand, shown

SHOWN = 60


@requires(Permission.CASE_VIEW)
def equivalency(request, pk):
    """Each test with its subtests, the best score of each, and every try."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    rows = list(SubTest.objects.not_voided().filter(enrollment=enrollment).order_by("-taken_on", "-pk")[:SHOWN])
    for row in rows:
        test = known_tests()[row.test]
        row.words = f"{test.name}, {test.subject(row.subject).title}"
    return shown(
        request,
        "equivalency/tests",
        enrollment,
        standings=[standing_of(test, rows) for test in known_tests().values()],
        rows=rows,
        may_edit=request.user.may(Permission.ENROLLMENT_CHANGE) and enrollment.is_open,
    )


@requires(Permission.ENROLLMENT_CHANGE)
def note(request, pk):
    """Note a subtest."""
    enrollment = case_at_hand(request, pk, is_open=True)
    form = SubTestForm(
        sent(request),
        initial={"taken_on": enrollment.site.today()},
        cancel_url=reverse("worksite:equivalency", args=[enrollment.pk]),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.note(enrollment=enrollment, by=request.user, **form.details())
        except workflow.CannotNote as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Noted."))
            return redirect("worksite:equivalency", pk=enrollment.pk)
    return shown(request, "work/form", enrollment, form=form, title=_("A subtest"))
