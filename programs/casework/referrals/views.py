"""Pages of the inbox: what came in, one referral, and taking one in."""

import uuid

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.ui.lists.listing import Tab, listed
from mmp_portal.ui.sending import refuse, sent
from programs.casework.referrals import workflow
from programs.casework.referrals.filters import LISTS, ReferralFilter
from programs.casework.referrals.forms import CorrectForm, ReferralForm
from programs.casework.referrals.limits import limits
from programs.casework.referrals.look_alikes import look_alikes
from programs.casework.referrals.models import OPEN, Attempt, Referral, Status
from programs.casework.referrals.partners.models import CommunityPartner
from programs.casework.referrals.story import story_of
from programs.casework.referrals.tables import ReferralTable

# What one tap can say about a try, in the order in which it is asked.
TAPS = (
    (Attempt.Way.CALL, Attempt.Outcome.NO_ANSWER, "telephone-x"),
    (Attempt.Way.CALL, Attempt.Outcome.MESSAGE, "telephone-forward"),
    (Attempt.Way.TEXT, Attempt.Outcome.MESSAGE, "chat-text"),
    (Attempt.Way.CALL, Attempt.Outcome.REACHED, "telephone"),
)


def sites_of(request):
    """Where the person may take referrals in: the site at hand first."""
    sites = {grant.site for grant in request.user.grants if grant.role in CASEWORK_ROLES}
    return sorted(sites, key=lambda site: (site != request.site, site.name))


def referral_at_hand(request, pk):
    rows = Referral.objects.not_voided().for_user(request.user).with_people().with_attempts()
    return get_object_or_404(rows, pk=pk)


@requires(Permission.REFERRAL_VIEW)
def inbox(request):
    """Every referral the person works on, the open ones first, with its age and what is late."""
    rows = Referral.objects.not_voided().for_user(request.user)
    if request.site:
        rows = rows.at_site(request.site)
    today = timezone.localdate()
    allowed = limits(on=today)
    filterset = ReferralFilter(
        request.GET, queryset=rows.with_people().with_attempts(), request=request, limits=allowed
    )
    counts = _counts(rows, allowed, request.user)
    listing = listed(
        request,
        ReferralTable,
        filterset,
        name="referrals",
        total=counts["all"],
        tabs=_tabs(request.GET.get("list", ""), counts),
        today=today,
        limits=allowed,
    )
    return listing.file or render(
        request, "programs/casework/referrals/inbox.html", {"listing": listing, "counts": counts}
    )


def _counts(rows, allowed, user):
    """How many stand under each tab. One statement."""
    each = {str(status): Count("pk", filter=Q(status=status)) for status in Status}
    is_open = Q(status__in=OPEN)
    return rows.aggregate(
        **each,
        open=Count("pk", filter=is_open),
        late=Count("pk", filter=is_open & allowed.late_q()),
        mine=Count("pk", filter=is_open & Q(intake_worker=user)),
        all=Count("pk"),
    )


def _tabs(which, counts):
    return [
        Tab(
            _("%(list)s (%(count)d)") % {"list": label, "count": counts[code or "open"]},
            f"list={code}" if code else "",
            code == which,
        )
        for code, label in LISTS
    ]


@requires(Permission.REFERRAL_EDIT)
def create(request):
    """Take in a referral; whoever could be meant is offered before anything is stored."""
    form = ReferralForm(
        sent(request), user=request.user, sites=sites_of(request), cancel_url=reverse("referrals:inbox")
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = workflow.receive(by=request.user, **form.facts())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Taken in under %(number)s.") % {"number": row.number})
            return redirect(row)
    return render(request, "programs/casework/referrals/create.html", {"form": form})


@requires(Permission.REFERRAL_EDIT)
@require_POST
def look(request):
    """Those who could be meant by what is typed so far: the fragment of the form that asks about them."""
    form = ReferralForm(request.POST, user=request.user, sites=sites_of(request))
    form.full_clean()
    typed = form.cleaned_data
    found = []
    if typed.get("given_name") and typed.get("site"):
        found = look_alikes(
            user=request.user,
            site=form.chosen_site,
            name=f"{typed['given_name']} {typed.get('family_name', '')}",
            born_on=typed.get("born_on"),
            phone=typed.get("phone", ""),
        )
    return render(
        request,
        "programs/casework/referrals/look_alikes.html",
        {"look_alikes": found, "said": form.said, "typed": typed},
    )


@requires(Permission.REFERRAL_VIEW)
def referral(request, pk):
    """One referral: who it is about, how to reach them, what was done, and what comes next."""
    row = referral_at_hand(request, pk)
    today = row.site.today()
    allowed = limits(on=today)
    attempts = row.attempts.not_voided().select_related("recorded_by")
    others = Referral.objects.not_voided().for_user(request.user).of_person(row.person).exclude(pk=row.pk)
    cases = row.person.enrollments.not_voided().for_casework(request.user).select_related("site")
    context = {
        "referral": row,
        "person": row.person,
        "today": today,
        "age": row.person.age_in_words(today),
        "days": row.age_on(today).days,
        "waited": row.waited_on(today),
        "late_days": allowed.late_days(row),
        "next_step": allowed.next_step(row),
        "next_by": allowed.next_by(row),
        "lines": story_of(row, attempts),
        "others": others[:5],
        "cases": cases[:5],
        "partner": CommunityPartner.objects.not_voided().for_user(request.user).who_sent(row).first(),
        "taps": [
            {"way": way, "outcome": outcome, "icon": icon, "words": f"{way.label}: {outcome.label}"}
            for way, outcome, icon in TAPS
        ],
        "uid": uuid.uuid4(),
        "is_divisions": row.source == Referral.Source.CHILDRENS_DIVISION or row.division_reports.not_voided().exists(),
        "report_is_open_to_me": Referral.objects.with_report_open_to(request.user).filter(pk=row.pk).exists(),
        "screenings": row.person.screenings.in_force().for_user(request.user).filter(site=row.site),
        "screen_url": screen_url(row) if request.user.may(Permission.SCREENING_STORE) else "",
        "may_edit": request.user.may(Permission.REFERRAL_EDIT),
        "enroll_url": _enroll_url(row, today) if request.user.may(Permission.ENROLLMENT_CREATE) else "",
    }
    return render(request, "programs/casework/referrals/referral.html", context)


def screen_url(row):
    """The page on which the person is screened, for the program of the referral where one is wished for."""
    if row.program:
        return reverse("screenings:screen", args=[row.person_id, row.program])
    return reverse("screenings:begin", args=[row.person_id])


def _enroll_url(row, today):
    """The page on which the person is enrolled, with the program of the referral chosen."""
    offer = row.site.programs.in_force(today).filter(program=row.program).first() if row.program else None
    page = reverse("enrollments:enroll", args=[row.person_id])
    return f"{page}?offer={offer.pk}" if offer else page


@requires(Permission.REFERRAL_EDIT)
def edit(request, pk):
    """Correct what is written about a referral; a lost update is refused with both versions shown."""
    row = referral_at_hand(request, pk)
    form = CorrectForm(sent(request), instance=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(referral=row, by=request.user, version=form.cleaned_data["version"], **form.facts())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return render(
        request,
        "programs/casework/referrals/form.html",
        {"form": form, "referral": row, "title": _("Correct the referral")},
    )
