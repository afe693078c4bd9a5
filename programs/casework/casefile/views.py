"""The list of people, one person's overview, and one family's whole story on a page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.lists.listing import Tab, listed
from participants.consents.standing import to_follow_up as ended_consents
from participants.duplicates.models import ProbableDuplicate
from participants.models import HouseholdMember, Person, Registration
from participants.overview import overview_of
from participants.reaching.hiding import hide_where_moved_on
from participants.tabs import person_at_hand
from programs.casework.casefile import glance, glass
from programs.casework.casefile.filters import LISTS, CaseFilter
from programs.casework.casefile.forms import BreakGlassForm, FindCaseForm, OpenRestrictedForm, RestrictedFactForm
from programs.casework.casefile.history import PAGE as HISTORY_PAGE
from programs.casework.casefile.history import history_of, voided_in
from programs.casework.casefile.owed import owed_by_case, owed_in
from programs.casework.casefile.standing import open_match_of, standing_of
from programs.casework.casefile.story import PAGE, kinds_of, story_of
from programs.casework.casefile.tables import Cases, People
from programs.casework.enrollments import workflow as enrollments
from programs.casework.enrollments.models import Enrollment, RestrictedFact, Status
from programs.casework.meetings.models import Attendance, Meeting

# How many people without a case are shown below a search.
ALSO_KNOWN = 10
# How much of what is planned stands beside the story.
COMING = 3
# The longest story that is read at once.
LONGEST = 2000


# --- People ---------------------------------------------------------------------------------


@requires(Permission.PERSON_VIEW)
def people(request):
    """Every case the person works on, one row each; and those registered who have none."""
    which = request.GET.get("list", "")
    if which == "not_enrolled":
        return _people_without_a_case(request)
    cases = Enrollment.objects.not_voided().for_casework(request.user)
    if request.site:
        cases = cases.at_site(request.site)
    filterset = CaseFilter(
        request.GET, queryset=cases.with_people().with_matches().with_last_contact(), request=request
    )
    listing = listed(
        request,
        Cases,
        filterset,
        name="participants",
        total=cases.count(),
        tabs=_tabs(which),
        prepare=lambda table, records: _owed_into(table, records, request.user),
        today=timezone.localdate(),
    )
    if listing.file:
        return listing.file
    words = request.GET.get("q", "").replace("\0", " ").strip()  # PostgreSQL knows no NUL
    context = {
        "listing": listing,
        "words": words,
        "also_known": _without_a_case(request).matching(words)[:ALSO_KNOWN] if words else [],
        "today": timezone.localdate(),
    }
    return render(request, "programs/casework/casefile/people.html", context)


def _tabs(which):
    """The lists kept ready for everybody."""
    return [Tab(label, f"list={code}" if code else "", code == which) for code, label in LISTS]


def _owed_into(table, records, user):
    """What the cases shown owe next, into their table."""
    shown = Enrollment.objects.filter(pk__in=[record.pk for record in records])
    table.owed = owed_by_case(shown, on=timezone.localdate(), user=user)


def _without_a_case(request):
    """People registered at the person's sites, or the site at hand, who have no case, mentor nobody and are no child."""
    here = Registration.objects.filter(site__in=[request.site] if request.site else request.user.sites)
    return (
        Person.objects.for_user(request.user)
        .not_voided()
        .filter(pk__in=here.values("person"), enrollments=None, mentorships=None)
        .exclude(memberships__part="child")
        .annotate(has_moved_on=Exists(Person.objects.moved_on_from(request.user).filter(pk=OuterRef("pk"))))
        .order_by("family_name", "given_name")
    )


def _people_without_a_case(request):
    found = _without_a_case(request)
    words = request.GET.get("q", "").replace("\0", " ").strip()  # PostgreSQL knows no NUL
    if words:
        found = found.matching(words)
    listing = listed(
        request,
        People,
        None,
        rows=found,
        name="participants",
        tabs=_tabs("not_enrolled"),
        today=timezone.localdate(),
    )
    if listing.file:
        return listing.file
    return render(request, "programs/casework/casefile/not_enrolled.html", {"listing": listing, "words": words})


@requires(Permission.PERSON_VIEW)
def person(request, pk):
    """Who somebody is, how to reach them, with whom they live, and their cases the person works on."""
    someone = person_at_hand(request, pk)
    today = timezone.localdate()
    overview = overview_of(someone, request.user)
    cases = someone.enrollments.not_voided().for_casework(request.user).with_people().with_matches()
    attended = (
        Attendance.objects.filter(person=someone, meeting__in=Meeting.objects.standing().for_user(request.user))
        .filter(meeting__starts_at__lte=timezone.now())
        .select_related("meeting__site")
        .order_by("-meeting__starts_at")
    )
    context = {
        "person": someone,
        "age": someone.age_in_words(today),
        "cases": [(case, standing_of(case)) for case in cases],
        "referrals": someone.referrals.not_voided().for_user(request.user),
        "voided_cases": someone.enrollments.exclude(voided_at=None).for_casework(request.user),
        "is_a_child": someone.memberships.in_force(today).filter(part=HouseholdMember.Part.CHILD).exists(),
        "overview": overview,
        "elsewhere": _elsewhere(someone, overview),
        "ended_consents": ended_consents(someone, today, user=request.user),
        "homes": _homes(someone, request.user, today) if overview.knows_household else [],
        "mentorships": someone.mentorships.not_voided().for_user(request.user).select_related("site"),
        "attended": list(attended[:8]),
        "came": attended.came().count(),
        "asked": attended.count(),
        "today": today,
        "twice": _perhaps_twice(someone, request.user),
        "may_merge": request.user.may(Permission.PERSON_MERGE),
    }
    return render(request, "programs/casework/casefile/person.html", context)


def _perhaps_twice(someone, user):
    """A second record that is probably of the same person, not looked at yet; for those who may merge."""
    if not user.may(Permission.PERSON_MERGE):
        return None
    return ProbableDuplicate.objects.about(someone).open().for_user(user).first()


def _elsewhere(someone, overview):
    """In which programs somebody was at the site they were transferred from, where that may be known."""
    sites = [one.transferred_from for one in overview.registrations if one.transferred_from and one.shares_history]
    if not sites:
        return []
    return someone.enrollments.not_voided().filter(site__in=sites).select_related("site").order_by("-enrolled_on")


def _homes(someone, user, today):
    """The person's households on the day: the others in them, each with age, part and whether their page opens.

    Whoever is registered at another site alone is not among them.
    """
    homes = HouseholdMember.objects.in_force(today).filter(person=someone).values("household")
    members = (
        HouseholdMember.objects.in_force(today)
        .filter(household__in=homes, person__voided_at=None)
        .exclude(person=someone)
        .select_related("person")
        .order_by("part", "person__born_on")
    )
    known = set(Person.objects.for_user(user).filter(pk__in=members.values("person")).values_list("pk", flat=True))
    registered = set(Registration.objects.filter(person__in=members.values("person")).values_list("person", flat=True))
    return [
        {
            "person": member.person,
            "part": member.relationship_in_words,
            "age": member.person.age_in_words(today),
            "url": member.person.get_absolute_url() if member.person_id in known else "",
        }
        for member in members
        if member.person_id not in registered - known
    ]


# --- The case file --------------------------------------------------------------------------


@requires(Permission.CASE_VIEW)
def story(request, pk):
    """The case file. Opening it is recorded."""
    enrollment = get_object_or_404(_cases().for_casework(request.user), pk=pk)
    trail.opened(request.user, enrollment, what="case file")
    return render(request, "programs/casework/casefile/story.html", _story_context(request, enrollment))


def _cases():
    return Enrollment.objects.not_voided().with_people().select_related("follows").with_matches()


def _story_context(request, enrollment):
    today = enrollment.site.today()
    if not enrollment.is_open:
        hide_where_moved_on(enrollment.participant, request.user)
    only = request.GET.get("only", "")
    kinds = kinds_of(enrollment)
    only = only if only in dict(kinds) else ""
    match = open_match_of(enrollment)
    items = owed_in(enrollment, on=today, user=request.user)
    besides = glance.sources_of_panels(enrollment, today=today, user=request.user)
    story = story_of(enrollment, today=today, only=only, limit=_limit(request), besides=besides)
    may_open_restricted = enrollment.restricted_is_open_to(request.user)
    return {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "standing": standing_of(enrollment),
        "today": today,
        "age": enrollment.participant.age_in_words(today),
        "match": match,
        "day_number": match.day_number(today) if match else None,
        "milestones": glance.milestones_of(story.lines, match, today=today),
        "month": (
            glance.month_of(story.lines, enrollment, today=today)
            if match and enrollment.status == Status.ENROLLED
            else []
        ),
        "children": glance.children_of(story.lines, today),
        "photo": glance.photo_of(story.lines),
        "owed": items[0] if items else None,
        "owed_more": max(0, len(items) - 1),
        "owed_is_late": bool(items) and items[0].due_on < today,
        "coming": glance.coming_up(story.lines, enrollment)[:COMING],
        "panels": glance.panels_of(story.lines, enrollment, today=today, user=request.user),
        "story": story,
        "only": only,
        "kinds": [{"code": code, "label": label, "is_current": code == only} for code, label in kinds],
        "may_open_restricted": may_open_restricted,
        "restricted_count": len(glance.of_kind(story.lines, "restricted")) if may_open_restricted else 0,
        "is_paused": enrollment.status == Status.PAUSED,
        "expected_back_on": glance.expected_back_on(story.lines),
    }


def _limit(request, page=PAGE):
    """How much of a story is asked for; anything odd is the first page."""
    try:
        asked = int(request.GET.get("show", page))
    except ValueError:
        return page
    return min(max(asked, page), LONGEST)


@requires(Permission.RESTRICTED_VIEW)
def restricted(request, pk):
    """The restricted facts of a case: a reason first, then the facts; every time they are shown is recorded."""
    enrollment = get_object_or_404(_cases().for_casework(request.user), pk=pk)
    if not Enrollment.objects.with_restricted_open_to(request.user).filter(pk=pk).exists():
        raise PermissionDenied
    opened = glass.restricted.is_open(request, enrollment)
    facts, form = None, None
    if opened is None:
        form = OpenRestrictedForm(request.POST or None, cancel_url=enrollment.get_absolute_url())
        if request.method == "POST" and form.is_valid():
            glass.restricted.open(request, enrollment, reason=form.cleaned_data["reason"])
            return redirect("casefile:restricted", pk=pk)
    else:
        form = RestrictedFactForm(request.POST or None, cancel_url=enrollment.get_absolute_url())
        if request.method == "POST" and request.user.may(Permission.RESTRICTED_EDIT) and form.is_valid():
            enrollments.add_restricted_fact(enrollment=enrollment, by=request.user, **form.cleaned_data)
            messages.success(request, _("Restricted fact added."))
            return redirect("casefile:restricted", pk=pk)
        trail.opened(request.user, enrollment, what="restricted facts", reason=opened.reason)
        facts = RestrictedFact.objects.not_voided().for_user(request.user).filter(enrollment=enrollment)
        facts = facts.select_related("recorded_by")
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "form": form,
        "facts": facts,
        "opened": opened,
    }
    response = render(request, "programs/casework/casefile/restricted.html", context)
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.CASE_VIEW)
def history(request, pk):
    """Who changed what in the case, when, before and after."""
    enrollment = get_object_or_404(_cases().for_casework(request.user), pk=pk)
    limit = _limit(request, HISTORY_PAGE)
    lines, has_older = history_of(enrollment, user=request.user, limit=limit)
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "match": open_match_of(enrollment),
        "lines": lines,
        "has_older": has_older,
        "next_shown": limit + HISTORY_PAGE,
        "voided": voided_in(enrollment, user=request.user),
    }
    return render(request, "programs/casework/casefile/history.html", context)


# --- With a reason, from outside ------------------------------------------------------------


@requires(Permission.CASE_BREAK_GLASS)
def break_glass_by_number(request):
    """Find a case by its number, to open it with a reason."""
    form = FindCaseForm(request.POST or None, cases=_outside(request.user), cancel_url="/")
    if request.method == "POST" and form.is_valid():
        return redirect("casefile:break_glass", pk=form.case.pk)
    return render(request, "programs/casework/casefile/find.html", {"form": form})


@requires(Permission.CASE_BREAK_GLASS)
def break_glass(request, pk):
    """An administrator reads a case for half an hour after giving a reason. Nothing can be changed there."""
    enrollment = get_object_or_404(_outside(request.user), pk=pk)
    opened = glass.broken_glass.is_open(request, enrollment)
    if opened is None:
        form = BreakGlassForm(request.POST or None, cancel_url="/")
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            trail.opened(request.user, enrollment, what="case file, with a reason", reason=reason)
            glass.broken_glass.open(request, enrollment, reason=reason)
            return redirect("casefile:break_glass", pk=pk)
        return render(request, "programs/casework/casefile/break_glass.html", {"form": form, "enrollment": enrollment})
    context = {**_story_context(request, enrollment), "opened": opened, "is_read_only": True}
    response = render(request, "programs/casework/casefile/story.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _outside(user):
    """Cases of the administrator's agency, or of the whole installation."""
    return _cases().within_administration_of(user)
