"""Somebody's way to work: the tab of the case, being sent to companies, and the job."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mentors.models import Industry
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.links import workflow as links
from mmp_portal.links.purposes import path_of
from mmp_portal.ui.sending import refuse, sent
from programs.casework.enrollments.models import Enrollment
from programs.worksite.definition import PROGRAM
from programs.worksite.models import (
    Candidate,
    FundRequest,
    JobWishes,
    MentorWeek,
    NamedMentor,
    NytdRecord,
    Opening,
    Placement,
    Shift,
    SubTest,
)
from programs.worksite.models.nytd import Moment
from programs.worksite.namings.doors import NAME
from programs.worksite.openings.views import opening_at_hand
from programs.worksite.placements import workflow
from programs.worksite.placements.cases import case_at_hand, shown
from programs.worksite.placements.forms import (
    EndForm,
    HireForm,
    MentorForm,
    MentorLeftForm,
    OutsideJobForm,
    PayForm,
    ReferForm,
    StepForm,
    WishesForm,
)
from programs.worksite.placements.ranking import candidates_for, openings_for
from programs.worksite.readiness.standing import readiness_of
from programs.worksite.weeks.workflow import minutes_of

SHOWN = 40
WEEKS_SHOWN = 8


def _done(request, form, verb, said, **details):
    """Carry out the verb; what it made when it was done, None when its refusal stands on the form."""
    try:
        made = verb(by=request.user, **details)
    except workflow.CannotPlace as refusal:
        refuse(form, refusal)
        return None
    messages.success(request, said)
    return made


def _labels(choices, codes):
    return [str(choices(code).label) for code in codes if code in choices.values]


def work_url(enrollment):
    return reverse("worksite:work", args=[enrollment.pk])


@requires(Permission.CASE_VIEW)
def work(request, pk):
    """The case's tab: classes, what they look for, where they were sent, and every job."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    candidates = Candidate.objects.not_voided().filter(enrollment=enrollment).with_opening()
    wishes = JobWishes.objects.not_voided().filter(enrollment=enrollment).first()
    nytd = list(NytdRecord.objects.not_voided().filter(enrollment=enrollment).order_by("taken_on", "pk"))
    return shown(
        request,
        "work/work",
        enrollment,
        standing=readiness_of([enrollment])[enrollment.pk],
        wishes=wishes,
        industry_labels=_labels(Industry, wishes.industries) if wishes else [],
        shift_labels=_labels(Shift, wishes.shifts) if wishes else [],
        candidates=candidates.prefetch_related("steps")[:SHOWN],
        nytd=nytd,
        nytd_missing=[moment for moment in Moment if moment not in {row.moment for row in nytd}],
        subtests=SubTest.objects.not_voided().filter(enrollment=enrollment).count(),
        funds=FundRequest.objects.not_voided().filter(enrollment=enrollment)[:SHOWN],
        placements=Placement.objects.not_voided().filter(enrollment=enrollment).with_job()[:SHOWN],
        may_edit=request.user.may(Permission.ENROLLMENT_CHANGE) and enrollment.is_open,
        may_note=request.user.may(Permission.ENROLLMENT_CHANGE),
        may_waive=request.user.may(Permission.READINESS_WAIVE) and enrollment.is_open,
    )


@requires(Permission.ENROLLMENT_CHANGE)
def wishes(request, pk):
    """Write down what work somebody looks for."""
    enrollment = case_at_hand(request, pk, is_open=True)
    row = JobWishes.objects.filter(enrollment=enrollment).first()
    form = WishesForm(sent(request), instance=row or JobWishes(), cancel_url=work_url(enrollment))
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, workflow.write_wishes, _("Saved."), enrollment=enrollment, **form.cleaned_data)
    ):
        return redirect("worksite:work", pk=enrollment.pk)
    return shown(request, "work/form", enrollment, form=form, title=_("What they look for"))


@requires(Permission.CASE_VIEW)
def find_opening(request, pk):
    """The openings of the site as they fit somebody, the best first, with reasons."""
    enrollment = case_at_hand(request, pk, is_open=True)
    today = enrollment.site.today()
    rows = Opening.objects.open_on(today).filter(partner__site=enrollment.site).with_partner()
    return shown(
        request,
        "work/find",
        enrollment,
        fits=openings_for(enrollment, rows[:SHOWN], on=today),
        standing=readiness_of([enrollment])[enrollment.pk],
        may_edit=request.user.may(Permission.ENROLLMENT_CHANGE),
    )


@requires(Permission.CASE_VIEW)
def candidates(request, pk):
    """Everybody who could be sent to an opening, the best first, with reasons; and who cannot, and why."""
    opening = opening_at_hand(request, pk)
    cases = Enrollment.objects.open().in_program(PROGRAM.code).for_casework(request.user).at_site(opening.site)
    fits = candidates_for(opening, cases.with_people(), on=opening.site.today())
    sent_there = Candidate.objects.not_voided().filter(opening=opening).for_user(request.user).with_opening()
    return render(
        request,
        "programs/worksite/openings/candidates.html",
        {
            "opening": opening,
            "program": PROGRAM,
            "fits": [fit for fit in fits if not fit.barred and not fit.is_working][:SHOWN],
            "working": [fit for fit in fits if not fit.barred and fit.is_working][:SHOWN],
            "barred": [fit for fit in fits if fit.barred][:SHOWN],
            "sent_there": sent_there[:SHOWN],
            "may_edit": request.user.may(Permission.ENROLLMENT_CHANGE),
        },
    )


@requires(Permission.ENROLLMENT_CHANGE)
def refer(request, pk, opening):
    """Send somebody to the company."""
    enrollment = case_at_hand(request, pk, is_open=True)
    row = opening_at_hand(request, opening)
    form = ReferForm(
        sent(request),
        initial={"referred_on": enrollment.site.today().isoformat()},
        cancel_url=reverse("worksite:find_opening", args=[enrollment.pk]),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(
            request,
            form,
            workflow.refer,
            _("Noted. Tell the company whom to expect."),
            enrollment=enrollment,
            opening=row,
            **form.cleaned_data,
        )
    ):
        return redirect("worksite:work", pk=enrollment.pk)
    fit = openings_for(enrollment, [row], on=enrollment.site.today())[0]
    return shown(request, "work/refer", enrollment, form=form, opening=row, fit=fit)


def _candidate(request, pk):
    rows = Candidate.objects.not_voided().for_user(request.user).with_opening()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.ENROLLMENT_CHANGE)
def step(request, pk):
    """Note what became of it: an interview, an offer, or nothing."""
    row = _candidate(request, pk)
    enrollment = row.enrollment
    if not row.is_open:
        messages.info(request, _("It is known already what came of it."))
        return redirect(row)
    form = StepForm(
        sent(request),
        candidate=row,
        initial={"on": enrollment.site.today().isoformat()},
        cancel_url=work_url(enrollment),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, workflow.go_on, _("Noted."), candidate=row, **form.cleaned_data)
    ):
        return redirect(row)
    return shown(request, "work/form", enrollment, form=form, title=f"{row.opening.title}, {row.opening.partner.name}")


@requires(Permission.ENROLLMENT_CHANGE)
def hire(request, pk):
    """The company hires them."""
    row = _candidate(request, pk)
    if not row.is_open:
        messages.info(request, _("It is known already what came of it."))
        return redirect(row)
    opening, enrollment = row.opening, row.enrollment
    form = HireForm(
        sent(request),
        partner=opening.partner,
        initial={
            "title": opening.title,
            "wage_cents": opening.wage_from_cents,
            "hours_a_week": opening.hours_from,
            "starts_on": enrollment.site.today(),
        },
        cancel_url=work_url(enrollment),
    )
    if request.method == "POST" and form.is_valid():
        placement = _done(
            request, form, workflow.hire, _("Congratulations to them!"), candidate=row, **form.cleaned_data
        )
        if placement:
            return redirect(placement)
    return shown(
        request, "work/form", enrollment, form=form, title=_("Hired by %(name)s") % {"name": opening.partner.name}
    )


@requires(Permission.ENROLLMENT_CHANGE)
def outside_job(request, pk):
    """Note a job outside the partners."""
    enrollment = case_at_hand(request, pk, is_open=True)
    form = OutsideJobForm(sent(request), cancel_url=work_url(enrollment))
    if request.method == "POST" and form.is_valid():
        placement = _done(request, form, workflow.note_job, _("Noted."), enrollment=enrollment, **form.cleaned_data)
        if placement:
            return redirect(placement)
    return shown(request, "work/form", enrollment, form=form, title=_("A job elsewhere"))


# --- The job --------------------------------------------------------------------------------


def _placement(request, pk):
    return get_object_or_404(Placement.objects.not_voided().for_user(request.user).with_job(), pk=pk)


@requires(Permission.CASE_VIEW)
def placement(request, pk):
    """One job: pay and hours as they changed, who accompanied them there, and how it ended."""
    row = _placement(request, pk)
    enrollment = case_at_hand(request, row.enrollment_id)
    trail.opened(request.user, enrollment, what="case file")
    return shown(
        request,
        "placements/placement",
        enrollment,
        placement=row,
        mentor_now=row.mentor_now,
        check_ins=row.check_ins.not_voided(),
        today=enrollment.site.today(),
        weeks=MentorWeek.objects.filter(mentorship__placement=row).select_related("mentorship__match__mentor__person")[
            :WEEKS_SHOWN
        ],
        named=NamedMentor.objects.waiting().filter(placement=row).first(),
        weekly_minutes=minutes_of(enrollment.site, enrollment.site.today()),
        may_settle=request.user.may(Permission.ENROLLMENT_CHANGE),
        may_edit=request.user.may(Permission.ENROLLMENT_CHANGE) and enrollment.is_open and row.is_standing,
    )


def _job_form(request, row, form, verb, said, title, **more):
    """A form about a job that goes on."""
    if not row.is_standing:
        messages.info(request, _("This job has ended already."))
        return redirect(row)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, verb, said, placement=row, **form.cleaned_data)
    ):
        return redirect(row)
    return shown(request, "work/form", row.enrollment, form=form, title=title, placement=row, **more)


@requires(Permission.ENROLLMENT_CHANGE)
def pay(request, pk):
    """Note a new wage, or other hours."""
    row = _placement(request, pk)
    now = row.pay_now
    form = PayForm(
        sent(request),
        initial={
            "from_on": row.enrollment.site.today(),
            "wage_cents": now.wage_cents if now else None,
            "hours_a_week": now.hours_a_week if now else None,
        },
        cancel_url=row.get_absolute_url(),
    )
    return _job_form(request, row, form, workflow.change_pay, _("Saved."), _("Wage and hours"))


@requires(Permission.MATCH_CHANGE)
def choose_mentor(request, pk):
    """Note whom the company chose to accompany them at work."""
    row = _placement(request, pk)
    if row.partner is None:
        messages.info(request, _("Only a Corporate Partner chooses a mentor."))
        return redirect(row)
    form = MentorForm(
        sent(request),
        partner=row.partner,
        initial={"from_on": max(row.starts_on, row.enrollment.site.today())},
        cancel_url=row.get_absolute_url(),
    )
    way = links.links_of(NAME, [row.pk]).get(row.pk)
    link = request.build_absolute_uri(path_of(way)) if way else ""
    return _job_form(
        request,
        row,
        form,
        workflow.choose_mentor,
        _("They are matched."),
        _("Who accompanies them at work"),
        link=link,
    )


@requires(Permission.MATCH_CHANGE)
def mentor_left(request, pk):
    """The mentor left the company: their matches at work end, and stay in the story."""
    row = _placement(request, pk)
    now = row.mentor_now
    if now is None:
        messages.info(request, _("Nobody accompanies them at work now."))
        return redirect(row)
    mentor = now.match.mentor
    form = MentorLeftForm(
        sent(request), initial={"on": row.enrollment.site.today()}, cancel_url=row.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        left = _done(
            request,
            form,
            workflow.mentor_left,
            _("Noted. Ask the company whom it chooses next."),
            mentor=mentor,
            **form.cleaned_data,
        )
        if left is not None:
            return redirect(row)
    return shown(
        request,
        "work/form",
        row.enrollment,
        form=form,
        title=_("%(name)s left the company") % {"name": mentor.name},
        placement=row,
    )


@requires(Permission.ENROLLMENT_CHANGE)
def end(request, pk):
    """The job ends."""
    row = _placement(request, pk)
    form = EndForm(sent(request), initial={"on": row.enrollment.site.today()}, cancel_url=row.get_absolute_url())
    return _job_form(request, row, form, workflow.end, _("Noted."), _("The job ends"))
