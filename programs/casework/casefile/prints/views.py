"""A case on paper: which days, a page for the printer, and a PDF. Each is recorded with its period."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.printing import as_pdf
from mmp_portal.ui.sending import sent
from programs.casework.casefile.prints.facts import print_of
from programs.casework.casefile.prints.forms import PrintForm
from programs.casework.enrollments.models import Enrollment

USUAL_PERIOD = timedelta(days=90)


def _case(request, pk):
    cases = Enrollment.objects.not_voided().for_casework(request.user).with_people().with_matches()
    return get_object_or_404(cases, pk=pk)


def _usual(enrollment):
    """The last three months of the case, up to today or to its closing."""
    last = enrollment.closed_on or enrollment.site.today()
    return {"first": max(enrollment.enrolled_on, last - USUAL_PERIOD), "last": last}


@requires(Permission.CASE_VIEW)
def choose(request, pk):
    """Ask which days are printed, and how."""
    enrollment = _case(request, pk)
    form = PrintForm(
        sent(request),
        initial=_usual(enrollment),
        cancel_url=enrollment.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        name = "casefile:print_pdf" if "pdf" in request.POST else "casefile:print_page"
        days = form.cleaned_data
        return redirect(f"{reverse(name, args=[pk])}?first={days['first']}&last={days['last']}")
    context = {"enrollment": enrollment, "person": enrollment.participant, "form": form}
    return render(request, "programs/casework/casefile/prints/choose.html", context)


def _printed(request, pk, how):
    """The print that the address asks for, recorded; days that cannot be read are the usual ones."""
    enrollment = _case(request, pk)
    form = PrintForm(request.GET)
    days = form.cleaned_data if form.is_valid() else _usual(enrollment)
    facts = print_of(enrollment, **days)
    period = f"{days['first']} - {days['last']}"
    trail.opened(request.user, enrollment, what="print of the case", reason=f"{how}: {period}")
    trail.record(request.user, "case_file.printed", enrollment, after={"as": how, "days": period})
    return {
        "print": facts,
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "age": enrollment.participant.age_in_words(enrollment.site.today()),
        "printed_at": timezone.now(),
    }


@requires(Permission.CASE_VIEW)
def page(request, pk):
    """The case as a page for the printer."""
    context = _printed(request, pk, "page")
    response = render(request, "programs/casework/casefile/prints/page.html", context)
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.CASE_VIEW)
def pdf(request, pk):
    """The case as a PDF."""
    context = _printed(request, pk, "PDF")
    enrollment = context["enrollment"]
    with timezone.override(enrollment.site.zone):
        html = render_to_string(
            "programs/casework/casefile/prints/pdf.html",
            {**context, "by": request.user.name, "language": get_language() or "en"},
        )
    facts = context["print"]
    name = f"{enrollment.number}-{facts.first}-{facts.last}.pdf"
    response = HttpResponse(
        as_pdf(html, stylesheet="css/case-print.css", identifier=name), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
