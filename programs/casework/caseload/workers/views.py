"""Pages on which a supervisor says who is away, how much a worker carries, and hands cases over."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import Site
from mmp_portal.ui.sending import sent
from programs.casework.caseload.models.handovers import Handover, Status
from programs.casework.caseload.models.workers import Absence, Capacity
from programs.casework.caseload.workers import workflow
from programs.casework.caseload.workers.forms import AbsenceForm, BackForm, CapacityForm, HandoverForm
from programs.casework.enrollments.forms import workers_of
from programs.casework.enrollments.models import Enrollment

TEMPLATES = "programs/casework/caseload/workers"


def supervised_sites(request):
    """The site at hand if one supervises it, or every site one supervises."""
    sites = {grant.site for grant in request.user.grants if grant.role == Role.SUPERVISOR and grant.site}
    if request.site:
        sites &= {request.site}
    return sorted(sites, key=lambda site: site.name)


def supervised_cases(request):
    cases = Enrollment.objects.open().filter(case_q(request.user, roles=(Role.SUPERVISOR,)))
    return cases.at_site(request.site) if request.site else cases


def site_and_worker(request, pk):
    """A worker, and the site one supervises at which they work or have cases. 404 for any other."""
    worker = get_object_or_404(User, pk=pk)
    for site in supervised_sites(request):
        has_cases = supervised_cases(request).filter(site=site, worker=worker).exists()
        if has_cases or workers_of(site, "").filter(pk=worker.pk).exists():
            return site, worker
    raise Http404


# --- Handing cases over ------------------------------------------------------------------------


@requires(Permission.CASE_REASSIGN)
@require_safe
def reassign(request):
    """From whom: every worker with open cases, and what was handed over lately."""
    counted = (
        supervised_cases(request)
        .exclude(worker=None)
        .order_by("worker__name", "site__name")
        .values("worker", "worker__name", "site", "site__name")
        .annotate(cases=Count("pk"))
    )
    rows = Handover.objects.not_voided().for_user(request.user).with_people().annotate(count=Count("cases"))
    if request.site:
        rows = rows.filter(site=request.site)
    return render(request, f"{TEMPLATES}/reassign.html", {"workers": counted, "handovers": rows[:20]})


@requires(Permission.CASE_REASSIGN)
def hand_over(request, pk):
    """Which cases of the worker, to whom, from when, until when, and why."""
    worker = get_object_or_404(User, pk=pk)
    cases = supervised_cases(request).filter(worker=worker).select_related("participant", "site")
    wanted = request.GET.get("site", "")
    if wanted.isdecimal() and len(wanted) < 12:
        cases = cases.filter(site=int(wanted))
    site = Site.objects.filter(pk__in=cases.order_by().values("site")[:1]).first()
    if site is None:
        return _without_cases(request, pk)
    cases = cases.filter(site=site).order_by("participant__family_name", "participant__given_name", "pk")
    form = HandoverForm(
        sent(request),
        cases=cases,
        takers=workers_of(site, "").exclude(pk=worker.pk),
        away=dict(Absence.objects.in_force(site.today()).filter(site=site).values_list("worker", "ends_on")),
        today=site.today(),
        cancel_url=reverse("caseload:reassign"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = workflow.hand_over(site=site, worker=worker, by=request.user, **form.facts)
        except workflow.CannotHandOver as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, words_of(row))
            return redirect(row)
    return render(request, f"{TEMPLATES}/hand_over.html", {"form": form, "worker": worker, "site": site})


def _without_cases(request, pk):
    """A worker one may see and who has no case; 404 for any other."""
    site, worker = site_and_worker(request, pk)
    messages.info(request, _("%(name)s has no open case at %(site)s.") % {"name": worker.name, "site": site.name})
    return redirect("caseload:reassign")


def words_of(handover):
    count = handover.cases.count()
    if handover.status == Status.PLANNED:
        return _("Planned. On the day it stands on My day, to be carried out by one click.")
    return ngettext(
        "%(count)d case changed hands, and everybody was told.",
        "%(count)d cases changed hands, and everybody was told.",
        count,
    ) % {"count": count}


def handover_at_hand(request, pk):
    return get_object_or_404(Handover.objects.not_voided().for_user(request.user).with_people(), pk=pk)


@requires(Permission.CASE_REASSIGN)
@require_safe
def handover(request, pk):
    """One handover: which case went to whom, and the way back."""
    row = handover_at_hand(request, pk)
    cases = row.cases.select_related("enrollment__participant", "enrollment__site", "enrollment__worker", "to")
    return render(request, f"{TEMPLATES}/handover.html", {"handover": row, "cases": cases, "today": row.site.today()})


@requires(Permission.CASE_REASSIGN)
@require_POST
def carry_out(request, pk):
    """Carry out what was planned."""
    return _move(request, pk, workflow.carry_out)


@requires(Permission.CASE_REASSIGN)
@require_POST
def give_back(request, pk):
    """Give back what was lent."""
    return _move(request, pk, workflow.give_back)


@requires(Permission.CASE_REASSIGN)
@require_POST
def call_off(request, pk):
    """Call off what was planned."""
    row = handover_at_hand(request, pk)
    try:
        workflow.call_off(handover=row, by=request.user)
    except workflow.CannotHandOver as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Called off. Every case stays where it is."))
    return redirect(row)


def _move(request, pk, verb):
    row = handover_at_hand(request, pk)
    try:
        count = verb(handover=row, by=request.user)
    except workflow.CannotHandOver as refusal:
        messages.warning(request, str(refusal))
    else:
        words = ngettext(
            "%(count)d case changed hands, and everybody was told.",
            "%(count)d cases changed hands, and everybody was told.",
            count,
        )
        messages.success(request, words % {"count": count})
    return redirect(row)


# --- Away, and how much somebody carries -------------------------------------------------------


@requires(Permission.CASE_REASSIGN)
@require_safe
def absences(request):
    """Who is away now or soon, and who stands in."""
    rows = (
        Absence.objects.not_over(timezone.localdate())
        .for_user(request.user)
        .select_related("site", "worker", "stands_in")
        .order_by("starts_on", "pk")
    )
    if request.site:
        rows = rows.filter(site=request.site)
    return render(request, f"{TEMPLATES}/absences.html", {"absences": rows[:50], "today": timezone.localdate()})


@requires(Permission.CASE_REASSIGN)
def note_absence(request):
    """Note that somebody is away, and who stands in."""
    sites = supervised_sites(request)
    if not sites:
        raise Http404
    people = User.objects.none()
    for site in sites:
        people = people | workers_of(site, "")
    form = AbsenceForm(
        sent(request),
        people=User.objects.filter(pk__in=people.values("pk")).order_by("name"),
        today=sites[0].today(),
        initial={"worker": request.GET.get("worker", "")},
        cancel_url=reverse("caseload:absences"),
    )
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("worker", "stands_in", "starts_on", "ends_on")}
        site = next((site for site in sites if workers_of(site, "").filter(pk=facts["worker"].pk).exists()), sites[0])
        try:
            workflow.note_absence(site=site, by=request.user, **facts)
        except workflow.CannotBeAway as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, _("Noted. Whoever stands in was told."))
            return redirect("caseload:absences")
    return render(
        request,
        f"{TEMPLATES}/form.html",
        {"form": form, "title": _("Who is away?"), "back": reverse("caseload:absences")},
    )


@requires(Permission.CASE_REASSIGN)
def end_absence(request, pk):
    """Somebody is back earlier, or away for longer."""
    row = get_object_or_404(
        Absence.objects.not_voided()
        .filter(case_q(request.user, program=None, roles=(Role.SUPERVISOR,)))
        .select_related("site", "worker"),
        pk=pk,
    )
    form = BackForm(
        sent(request),
        today=row.site.today(),
        initial={"ends_on": row.ends_on},
        cancel_url=reverse("caseload:absences"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.end_absence(absence=row, by=request.user, **form.cleaned_data)
        except workflow.CannotBeAway as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("caseload:absences")
    title = _("%(name)s is away") % {"name": row.worker.name}
    return render(
        request, f"{TEMPLATES}/form.html", {"form": form, "title": title, "back": reverse("caseload:absences")}
    )


@requires(Permission.CASE_REASSIGN)
def capacity(request, pk):
    """How many open cases a worker carries at most, and since when which number."""
    site, worker = site_and_worker(request, pk)
    numbers = Capacity.objects.not_voided().filter(site=site, worker=worker).order_by("-starts_on", "-pk")
    now = numbers.filter(starts_on__lte=site.today()).first()
    form = CapacityForm(
        sent(request),
        today=site.today(),
        initial={"cases": now.cases if now else None},
        cancel_url=reverse("caseload:caseloads"),
    )
    if request.method == "POST" and form.is_valid():
        workflow.set_capacity(site=site, worker=worker, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("caseload:caseloads")
    title = _("How many cases for %(name)s?") % {"name": worker.name}
    return render(
        request,
        f"{TEMPLATES}/form.html",
        {"form": form, "title": title, "back": reverse("caseload:caseloads"), "numbers": numbers[:10]},
    )
