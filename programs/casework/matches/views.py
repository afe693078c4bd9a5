"""Pages of mentors with their matches, of proposals, and of one match."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentors.models import LivedExperience, Mentor, MentorProfile
from mentors.models import Status as MentorStatus
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches import sign_in, workflow
from programs.casework.matches.filters import MentorFilter
from programs.casework.matches.forms import (
    AcceptForm,
    EndForm,
    LetInForm,
    MatchForm,
    PauseForm,
    RenewForm,
    ReopenForm,
    ResumeForm,
)
from programs.casework.matches.models import EndReason, Match, MatchSay, MatchWishes
from programs.casework.matches.passport import passport_of, rules_of
from programs.casework.matches.promises import first_meeting, first_met_on, promises_of
from programs.casework.matches.proposals import proposals_for, waiting_for, with_held
from programs.casework.matches.tables import STATUS_KINDS, Mentors

SHOWN_PROPOSALS = 9


@requires(Permission.MENTOR_VIEW)
def mentors(request):
    """Mentors of the person's sites, and with whom they are matched."""
    everyone = Mentor.objects.not_voided().for_user(request.user)
    if request.site:
        everyone = everyone.filter(site=request.site)
    open_matches = Match.objects.open().for_casework(request.user).select_related("enrollment__participant")
    rows = (
        with_held(everyone)
        .with_person()
        .prefetch_related("qualifications", Prefetch("matches", queryset=open_matches, to_attr="open_matches"))
    )
    filterset = MentorFilter(request.GET, queryset=rows, request=request)
    total = everyone.exclude(status=MentorStatus.LEFT).count()
    listing = listed(request, Mentors, filterset, name="mentors", total=total)
    return listing.file or render(request, "programs/casework/matches/mentors.html", {"listing": listing})


@requires(Permission.MENTOR_VIEW)
def mentor(request, pk):
    """One mentor: how to reach them, their matches, training and qualifications."""
    found = get_object_or_404(
        with_held(Mentor.objects.not_voided().for_user(request.user)).with_person().with_papers(), pk=pk
    )
    today = found.site.today()
    matches = found.matches.not_voided().for_casework(request.user).with_people()
    open_matches = [match for match in matches if match.is_open]
    passport = passport_of(found, rules_of(found.site, found.kind, on=today), on=today)
    lived = LivedExperience.objects.known().for_user(request.user).filter(mentor=found).first()
    if lived:
        trail.opened(request.user, found, what="lived experience")
    context = {
        "mentor": found,
        "profile": MentorProfile.objects.filter(mentor=found).prefetch_related("counties").first(),
        "lived": lived,
        "introduced": [match for match in matches if match.is_introduced],
        "waiting": waiting_for(found, user=request.user),
        "person": found.person,
        "status_kind": STATUS_KINDS[found.status],
        "free": max(0, found.capacity - found.held),
        "open_matches": [(match, match.day_number(today)) for match in open_matches],
        "ended_matches": [match for match in matches if not match.is_open and not match.is_introduced],
        "left_with_open_match": found.status == MentorStatus.LEFT and bool(open_matches),
        "may_invite": request.user.may(Permission.USER_INVITE) and not found.person.user_id,
        "passport": passport,
        "stamps": [(stamp, _where(stamp, found)) for stamp in passport.stamps],
        "today": today,
    }
    return render(request, "programs/casework/matches/mentor.html", context)


def _where(stamp, mentor):
    """The history of the paper that counts, or where to add one."""
    if stamp.row:
        return reverse("casefile:record_history", args=["qualification", stamp.row.pk])
    return f"{reverse('mentors:qualification', args=[mentor.pk])}?what={stamp.what}"


@requires(Permission.USER_INVITE)
def let_sign_in(request, pk):
    """Invite a mentor to sign in; from then on they find their families on the phone."""
    found = get_object_or_404(Mentor.objects.not_voided().for_user(request.user).with_person(), pk=pk)
    form = LetInForm(request.POST or None, initial={"email": found.person.email}, cancel_url=found.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            user = sign_in.let_in(mentor=found, by=request.user, **form.cleaned_data)
        except sign_in.CannotLetIn as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("A letter is on its way to %(email)s.") % {"email": user.email})
            return redirect(found)
    return render(request, "programs/casework/matches/let_sign_in.html", {"form": form, "mentor": found})


@requires(Permission.MATCH_CHANGE)
def start(request, pk):
    """Propose mentors for a case, with reasons; and match the chosen one, with both agreements."""
    enrollment = get_object_or_404(Enrollment.objects.open().for_casework(request.user).with_people(), pk=pk)
    today = enrollment.site.today()
    free, barred = proposals_for(enrollment, today=today)
    chosen = _chosen(free, request.POST.get("mentor") or request.GET.get("mentor"))
    form = None
    if chosen or request.method == "POST":
        form = MatchForm(
            request.POST or None,
            mentors=Mentor.objects.filter(pk__in=[proposal.mentor.pk for proposal in free]),
            initial={"mentor": chosen.mentor if chosen else None, "starts_on": today},
            cancel_url=request.path,
        )
    starts_on = today
    if request.method == "POST" and form.is_valid():
        starts_on = form.cleaned_data["starts_on"]
        try:
            match = _start_or_introduce(enrollment, request.user, **form.cleaned_data)
        except workflow.CannotMatch as refusal:
            form.add_error(None, str(refusal))
        else:
            if match.is_introduced:
                messages.success(request, _("Introduced. The match begins when both have said yes."))
            else:
                messages.success(request, _("Matched. Both can begin."))
            return redirect(match)
    others = [proposal for proposal in free if proposal is not chosen]
    shown = others if "all" in request.GET else others[:SHOWN_PROPOSALS]
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "form": form,
        "chosen": chosen,
        "proposals": shown,
        "has_free": bool(free),
        "left_out": len(others) - len(shown),
        "barred": barred,
        "promised_until": workflow.commitment_end(enrollment.definition, starts_on),
        "starts_on": starts_on,
        "waiting_days": (today - enrollment.enrolled_on).days,
        "wishes": MatchWishes.objects.filter(enrollment=enrollment).first(),
        "says": MatchSay.objects.not_voided().filter(enrollment=enrollment).select_related("mentor__person"),
        "introduced": Match.objects.introduced().filter(enrollment=enrollment).select_related("mentor__person"),
    }
    return render(request, "programs/casework/matches/start.html", context)


def _start_or_introduce(enrollment, by, *, mentor, starts_on, participant_agreed_on, mentor_agreed_on):
    """With both agreements the match begins; while one is missing the two are introduced."""
    agreed = {"participant_agreed_on": participant_agreed_on, "mentor_agreed_on": mentor_agreed_on}
    if all(agreed.values()):
        return workflow.start(enrollment=enrollment, mentor=mentor, starts_on=starts_on, by=by, **agreed)
    return workflow.introduce(enrollment=enrollment, mentor=mentor, on=starts_on, by=by, **agreed)


def _chosen(proposals, asked):
    return next((proposal for proposal in proposals if str(proposal.mentor.pk) == str(asked)), None)


@requires(Permission.MATCH_VIEW)
def match(request, pk):
    """One match: the promise and its days, the agreements, and what they did together."""
    found = _match(request, pk)
    today = found.enrollment.site.today()
    made = found.contacts.model.objects.made().of_matches([found.pk])
    context = {
        "match": found,
        "enrollment": found.enrollment,
        "person": found.enrollment.participant,
        "program": found.enrollment.definition,
        "today": today,
        "day_number": found.day_number(today),
        "milestones": [*first_meeting(found, first_met_on(made)), *found.milestones(today)],
        "promises": promises_of(found, today),
        "renewals": found.renewals.not_voided(),
        "pauses": found.pauses.not_voided(),
        "total_minutes": made.total_minutes(),
        "contact_count": made.count(),
        "without_minutes": made.filter(duration_minutes=None).count(),
        "last_contacts": made.order_by("-started_at").select_related("enrollment")[:6],
        "ends_soon": found.is_open
        and found.commitment_ends_on is not None
        and found.commitment_ends_on <= today + timedelta(days=60),
    }
    return render(request, "programs/casework/matches/match.html", context)


def _match(request, pk):
    return get_object_or_404(Match.objects.not_voided().for_casework(request.user).with_people(), pk=pk)


def _page(request, found, form, *, title, lead, status=200):
    """A page with one form about a match."""
    context = {
        "match": found,
        "enrollment": found.enrollment,
        "person": found.enrollment.participant,
        "form": form,
        "title": title,
        "lead": lead,
    }
    return render(request, "programs/casework/matches/change.html", context, status=status)


@requires(Permission.MATCH_CHANGE)
def accept(request, pk):
    """Note who of two introduced people said yes; with both, the match begins."""
    found = _match(request, pk)
    if not found.is_introduced:
        messages.warning(request, _("This match has begun already, or has ended."))
        return redirect(found)
    form = AcceptForm(
        sent(request),
        initial={
            "participant_agreed_on": found.participant_agreed_on,
            "mentor_agreed_on": found.mentor_agreed_on,
            "starts_on": found.enrollment.site.today(),
        },
        cancel_url=found.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = workflow.accept(match=found, by=request.user, **form.cleaned_data)
        except workflow.CannotMatch as refusal:
            refuse(form, refusal)
        else:
            begun = changed.is_open
            messages.success(request, _("Both said yes: the match begins.") if begun else _("Noted."))
            return redirect(found)
    return _page(
        request,
        found,
        form,
        title=_("Who said yes?"),
        lead=_("Each side's yes has its day. Until both have said it, the mentor sees nothing of the family."),
    )


@requires(Permission.MATCH_CHANGE)
def pause(request, pk):
    """Let a match rest for a while, or let a paused one go on."""
    found = _match(request, pk)
    if not found.is_open:
        messages.warning(request, _("Only a match that has begun can be paused."))
        return redirect(found)
    verb, form_class = (workflow.resume, ResumeForm) if found.is_paused else (workflow.pause, PauseForm)
    form = form_class(
        sent(request), initial={"on": found.enrollment.site.today()}, cancel_url=found.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = verb(match=found, by=request.user, **form.cleaned_data)
        except workflow.CannotMatch as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The match is paused.") if changed.is_paused else _("The match goes on."))
            return redirect(found)
    return _page(
        request,
        found,
        form,
        title=_("Go on") if found.is_paused else _("Pause the match"),
        lead=_("While it rests nothing is expected of the two. The promised time is not made longer."),
    )


@requires(Permission.MATCH_CHANGE)
def reopen(request, pk):
    """Take up a match again that had ended."""
    found = _match(request, pk)
    if found.is_open or found.is_introduced:
        messages.warning(request, _("Only a match that has ended can be opened again."))
        return redirect(found)
    form = ReopenForm(sent(request), cancel_url=found.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.reopen(match=found, by=request.user, **form.cleaned_data)
        except workflow.CannotMatch as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The match goes on."))
            return redirect(found)
    return _page(
        request,
        found,
        form,
        title=_("Open the match again"),
        lead=_("It goes on as it was, with the promise that both made."),
    )


@requires(Permission.MATCH_CHANGE)
def renew(request, pk):
    """Let the promise go on, as both agreed."""
    found = _match(request, pk)
    if not found.is_open or found.commitment_ends_on is None:
        messages.warning(request, _("There is no promise to renew."))
        return redirect(found)
    today = found.enrollment.site.today()
    form = RenewForm(
        sent(request),
        initial={
            "until": workflow.longest_promise(found.enrollment.definition, found.commitment_ends_on),
            "participant_agreed_on": today,
            "mentor_agreed_on": today,
        },
        cancel_url=found.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.renew(match=found, by=request.user, **form.cleaned_data)
        except workflow.CannotRenew as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The promise goes on."))
            return redirect(found)
    context = {"match": found, "enrollment": found.enrollment, "person": found.enrollment.participant, "form": form}
    return render(request, "programs/casework/matches/renew.html", context)


@requires(Permission.MATCH_CHANGE)
def end(request, pk):
    """End a match on a day, for a reason."""
    found = _match(request, pk)
    today = found.enrollment.site.today()
    kept = found.commitment_ends_on is not None and found.commitment_ends_on <= today
    form = EndForm(
        request.POST or None,
        initial={"on": today, "reason": EndReason.COMMITMENT_KEPT if kept else None},
        cancel_url=found.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.end(match=found, by=request.user, **form.cleaned_data)
        except workflow.CannotEnd as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The match has ended."))
            return redirect(found.enrollment)
    context = {
        "match": found,
        "enrollment": found.enrollment,
        "person": found.enrollment.participant,
        "form": form,
        "day_number": found.day_number(timezone.localdate()),
    }
    return render(request, "programs/casework/matches/end.html", context)
