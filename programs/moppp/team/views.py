"""The home visitors: what each carries, their supervision, and the files that were reviewed."""

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentors.models import Kind, Mentor
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import Site
from mmp_portal.audit import trail
from mmp_portal.ui.sending import refuse, sent
from programs.casework.enrollments.models import Enrollment
from programs.moppp.definition import PROGRAM
from programs.moppp.models import FileReview, Supervision
from programs.moppp.team import workflow
from programs.moppp.team.forms import ReviewForm, SupervisionForm
from programs.moppp.team.points import loads_of
from programs.moppp.team.tables import Visitors
from programs.moppp.visits.expected import HFA
from programs.moppp.visits.footing import offers_with_a_model, paces_of
from programs.moppp.visits.views import case_at_hand

ENTRIES_SHOWN = 12


def quarter_of(site, day):
    """The first day of the quarter of the site's year that holds the day."""
    months = (day.month - site.fiscal_year_starts) % 3
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=year, month=month + 1, day=1)


@requires(Permission.DAY_VIEW)
def team(request):
    """Each home visitor's points, supervision of this month and files of this quarter; and families nobody visits."""
    today = timezone.localdate()
    rows = Enrollment.objects.open().in_program(PROGRAM.code).for_casework(request.user)
    works_at = {
        grant.site_id for grant in request.user.grants if grant.site_id and grant.program in ("", PROGRAM.code)
    }
    sites = Site.objects.filter(pk__in=works_at & {request.site.pk} if request.site else works_at)
    sites = list(sites.filter(pk__in=Site.objects.offering(PROGRAM.code, on=today)))
    cases = list(rows.filter(site__in=sites).with_people())
    loads, waiting = loads_of(sites, on=today, cases=cases)
    _add_supervision(request.user, loads, sites, today)
    context = {
        "program": PROGRAM,
        "today": today,
        "table": Visitors(loads),
        "has_visitors": bool(loads),
        "waiting": waiting,
        "may_review": request.user.may(Permission.REVIEW),
    }
    return render(request, "programs/moppp/team/team.html", context)


def _add_supervision(user, loads, sites, today):
    """Minutes and entries of the running month, as far as the user may know of them, and files of the quarter."""
    visitors = [load.visitor.pk for load in loads]
    month = Supervision.objects.not_voided().for_user(user).filter(visitor__in=visitors, on__gte=today.replace(day=1))
    found = {
        row["visitor"]: row
        for row in month.order_by()
        .values("visitor")
        .annotate(taken=Sum("minutes"), kept=Count("minutes"), planned=Count("pk"))
    }
    begins = {site.pk: quarter_of(site, today) for site in sites}
    in_quarter = Q(pk__in=[])
    for site, day in begins.items():
        in_quarter |= Q(visitor__site=site, on__gte=day)
    files = FileReview.objects.not_voided().filter(in_quarter, visitor__in=visitors).order_by()
    reviewed = dict(files.values_list("visitor").annotate(count=Count("enrollment", distinct=True)))
    models = dict(offers_with_a_model(sites).in_force(today).values_list("site", "home_visiting_model"))
    paces = paces_of(sites)
    known = set(_supervised_by(user, loads))
    for load in loads:
        site, values = load.visitor.site_id, paces[load.visitor.site_id].parameters
        load.files = reviewed.get(load.visitor.pk, 0)
        load.asked = {
            "minutes": values.value_on(f"{models.get(site, HFA)}_supervision_minutes", today),
            "files": values.value_on("files_reviewed_a_quarter", today),
        }
        if load.visitor.pk in known:
            load.supervision = found.get(load.visitor.pk, {"taken": 0, "kept": 0, "planned": 0})


def _supervised_by(user, loads):
    """The keys of the visitors whose supervision the user may know of: a supervisor's own, and oneself."""
    supervised = {
        grant.site_id for grant in user.grants_with(Permission.REVIEW) if grant.program in ("", PROGRAM.code)
    }
    return [
        load.visitor.pk
        for load in loads
        if load.visitor.site_id in supervised or load.visitor.person.user_id == user.pk
    ]


@requires(Permission.REVIEW)
def supervise(request, pk):
    """Note supervision of one home visitor, beside what was noted before."""
    supervised = [
        grant.site_id for grant in request.user.grants_with(Permission.REVIEW) if grant.program in ("", PROGRAM.code)
    ]
    visitors = Mentor.objects.not_voided().filter(kind=Kind.HOME_VISITOR, site__in=supervised).with_person()
    visitor = get_object_or_404(visitors, pk=pk)
    form = SupervisionForm(sent(request), initial={"on": visitor.site.today()}, cancel_url=reverse("moppp:team"))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.keep_supervision(visitor=visitor, by=request.user, **form.facts)
        except workflow.CannotKeep as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The supervision is kept."))
            return redirect("moppp:supervise", pk=pk)
    entries = Supervision.objects.not_voided().filter(visitor=visitor).select_related("recorded_by")
    context = {"program": PROGRAM, "visitor": visitor, "entries": entries[:ENTRIES_SHOWN], "form": form}
    return render(request, "programs/moppp/team/supervise.html", context)


@requires(Permission.REVIEW)
def review_file(request, pk):
    """Note that a case file was read through, beside the reviews before."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    url = reverse("moppp:plan", args=[pk])
    form = ReviewForm(sent(request), initial={"on": enrollment.site.today()}, cancel_url=url)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.review_file(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotKeep as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The review is kept."))
            return redirect("moppp:review_file", pk=pk)
    reviews = FileReview.objects.not_voided().filter(enrollment=enrollment).select_related("recorded_by")
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "reviews": reviews[:ENTRIES_SHOWN],
        "form": form,
    }
    return render(request, "programs/moppp/team/review.html", context)
