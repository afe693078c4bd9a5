"""Risk factors and stressors of a family, asked again and again: how many at each asking, and to few which."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import refuse, sent
from programs.casework.enrollments.models import Enrollment
from programs.moppp import workflow
from programs.moppp.factors.forms import AskForm
from programs.moppp.factors.lists import factors_of
from programs.moppp.models import FactorReview, FactorReviewDetail
from programs.moppp.visits.views import case_at_hand, open_case_at_hand


@requires(Permission.CASE_VIEW)
def factors(request, pk):
    """Every asking of both lists, the latest first: “5 of 15”, never which."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    rows = FactorReview.objects.not_voided().filter(enrollment=enrollment).select_related("recorded_by", "detail")
    lists = [(about, about.label, [row for row in rows if row.about == about]) for about in FactorReview.About]
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "lists": lists,
        "may_open": Enrollment.objects.with_restricted_open_to(request.user).filter(pk=pk).exists(),
        "may_ask": enrollment.is_open and request.user.may(Permission.RESTRICTED_EDIT),
    }
    return render(request, "programs/moppp/factors/factors.html", context)


@requires(Permission.RESTRICTED_EDIT)
def ask(request, pk, about):
    """Ask one of the lists again. What was answered before is not shown: the family is asked anew."""
    if about not in FactorReview.About.values:
        raise Http404
    enrollment = open_case_at_hand(request, pk)
    today = enrollment.site.today()
    known = factors_of(about, site=enrollment.site, on=today)
    url = reverse("moppp:factors", args=[pk])
    form = AskForm(sent(request), factors=known, initial={"asked_on": today}, cancel_url=url)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.ask_factors(
                enrollment=enrollment, about=about, out_of=len(known), by=request.user, **form.cleaned_data
            )
        except workflow.CannotPlan as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The answers are kept."))
            return redirect(url)
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "form": form,
        "title": FactorReview.About(about).label,
    }
    return render(request, "programs/moppp/factors/ask.html", context)


@requires(Permission.RESTRICTED_VIEW)
def which(request, pk):
    """Which factors there were at one asking, for the assigned worker and the supervisor. The opening is recorded."""
    details = FactorReviewDetail.objects.not_voided().for_user(request.user)
    detail = get_object_or_404(
        details.select_related("review__enrollment__participant", "review__enrollment__site"), pk=pk
    )
    review, enrollment = detail.review, detail.review.enrollment
    trail.opened(
        request.user, enrollment, what="restricted facts", site=enrollment.site, reason=_("Which factors there were")
    )
    words = factors_of(review.about, site=enrollment.site, on=review.asked_on)
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "review": review,
        "factors": [words.get(code, code.replace("_", " ").capitalize()) for code in detail.codes],
    }
    response = render(request, "programs/moppp/factors/which.html", context)
    response["Cache-Control"] = "no-store"
    return response
