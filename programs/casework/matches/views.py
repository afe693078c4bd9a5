"""Pages of mentors with their matches, of proposals, and of one match."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentors.models import Mentor
from mentors.models import Status as MentorStatus
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches import sign_in, workflow
from programs.casework.matches.filters import MentorFilter
from programs.casework.matches.forms import EndForm, LetInForm, MatchForm, RenewForm
from programs.casework.matches.models import EndReason, Match, Status
from programs.casework.matches.promises import first_meeting, promises_of
from programs.casework.matches.proposals import proposals_for
from programs.casework.matches.tables import STATUS_KINDS, Mentors

SHOWN_PROPOSALS = 9


def _with_held(mentors):
    """Each with `held`, the number of open matches."""
    return mentors.annotate(
        held=Count("matches", filter=~Q(matches__status=Status.ENDED) & Q(matches__voided_at=None), distinct=True)
    )


@requires(Permission.MENTOR_VIEW)
def mentors(request):
    """Mentors of the person's sites, and with whom they are matched."""
    everyone = Mentor.objects.not_voided().for_user(request.user)
    if request.site:
        everyone = everyone.filter(site=request.site)
    open_matches = Match.objects.open().for_casework(request.user).select_related("enrollment__participant")
    rows = (
        _with_held(everyone)
        .with_person()
        .prefetch_related(Prefetch("matches", queryset=open_matches, to_attr="open_matches"))
    )
    filterset = MentorFilter(request.GET, queryset=rows, request=request)
    total = everyone.exclude(status=MentorStatus.LEFT).count()
    listing = listed(request, Mentors, filterset, name="mentors", total=total)
    return listing.file or render(request, "programs/casework/matches/mentors.html", {"listing": listing})


@requires(Permission.MENTOR_VIEW)
def mentor(request, pk):
    """One mentor: how to reach them, their matches, training and qualifications."""
    found = get_object_or_404(_with_held(Mentor.objects.not_voided().for_user(request.user)).with_person(), pk=pk)
    today = found.site.today()
    matches = found.matches.not_voided().for_casework(request.user).with_people()
    open_matches = [match for match in matches if match.is_open]
    context = {
        "mentor": found,
        "person": found.person,
        "status_kind": STATUS_KINDS[found.status],
        "free": max(0, found.capacity - found.held),
        "open_matches": [(match, match.day_number(today)) for match in open_matches],
        "ended_matches": [match for match in matches if not match.is_open],
        "left_with_open_match": found.status == MentorStatus.LEFT and bool(open_matches),
        "may_invite": request.user.may(Permission.USER_INVITE) and not found.person.user_id,
        "qualifications": [
            {"row": row, "has_ended": row.valid_until is not None and row.valid_until < today}
            for row in found.qualifications.not_voided()
        ],
        "today": today,
    }
    return render(request, "programs/casework/matches/mentor.html", context)


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
            match = workflow.start(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotMatch as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Matched. Both can begin."))
            return redirect(match)
    others = [proposal for proposal in free if proposal is not chosen]
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "form": form,
        "chosen": chosen,
        "proposals": others[:SHOWN_PROPOSALS],
        "has_free": bool(free),
        "left_out": max(0, len(others) - SHOWN_PROPOSALS),
        "barred": barred,
        "promised_until": workflow.commitment_end(enrollment.definition, starts_on),
        "starts_on": starts_on,
        "waiting_days": (today - enrollment.enrolled_on).days,
    }
    return render(request, "programs/casework/matches/start.html", context)


def _chosen(proposals, asked):
    return next((proposal for proposal in proposals if str(proposal.mentor.pk) == str(asked)), None)


@requires(Permission.MATCH_VIEW)
def match(request, pk):
    """One match: the promise and its days, the agreements, and what they did together."""
    found = get_object_or_404(Match.objects.not_voided().for_casework(request.user).with_people(), pk=pk)
    today = found.enrollment.site.today()
    made = found.contacts.model.objects.made().of_matches([found.pk])
    context = {
        "match": found,
        "enrollment": found.enrollment,
        "person": found.enrollment.participant,
        "program": found.enrollment.definition,
        "today": today,
        "day_number": found.day_number(today),
        "milestones": [*first_meeting(found, made, today), *found.milestones(today)],
        "promises": promises_of(found, today),
        "renewals": found.renewals.not_voided(),
        "total_minutes": made.total_minutes(),
        "contact_count": made.count(),
        "without_minutes": made.filter(duration_minutes=None).count(),
        "last_contacts": made.order_by("-started_at").select_related("enrollment")[:6],
        "ends_soon": found.is_open
        and found.commitment_ends_on is not None
        and found.commitment_ends_on <= today + timedelta(days=60),
    }
    return render(request, "programs/casework/matches/match.html", context)


@requires(Permission.MATCH_CHANGE)
def renew(request, pk):
    """Let the promise go on, as both agreed."""
    found = get_object_or_404(Match.objects.not_voided().for_casework(request.user).with_people(), pk=pk)
    if not found.is_open or found.commitment_ends_on is None:
        messages.warning(request, _("There is no promise to renew."))
        return redirect(found)
    today = found.enrollment.site.today()
    form = RenewForm(
        sent(request),
        initial={
            "until": workflow.commitment_end(found.enrollment.definition, found.commitment_ends_on),
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
    found = get_object_or_404(Match.objects.not_voided().for_casework(request.user).with_people(), pk=pk)
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
