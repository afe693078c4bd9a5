"""With whom somebody lives, on any day; who joins and who moves out."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.households import workflow
from participants.households.forms import HomeForm, JoinForm, JoinNewForm, MoveOutForm, NewHomeForm, PlaceForm
from participants.households.known import known_since, written
from participants.households.size import Size, size_for, size_of
from participants.models import Household, HouseholdMember, Person, Registration
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "household"
FOUND = 10  # people offered at once


@dataclass
class Home:
    """One household as it was on a day: who lived there, and how many they count as."""

    household: Household
    label: str
    places: list = field(default_factory=list)
    hidden: int = 0
    size: Size | None = None


@dataclass(frozen=True)
class Place:
    """Somebody's place, with their age on the day and whether their page opens."""

    member: HouseholdMember
    person: Person
    age: Any
    opens: bool


@requires(Permission.PERSON_VIEW)
def household(request, pk):
    """With whom somebody lives on a day, and who lived with them before."""
    person = person_at_hand(request, pk)
    today = timezone.localdate()
    on = day_asked_for(request) or today
    since = known_since(person, request.user)
    homes = homes_on(person, on, user=request.user, since=since)
    return show(
        request,
        "participants/household/household.html",
        person=person,
        tab=TAB,
        on=on,
        is_today=on == today,
        homes=homes,
        size=size_for(person, on=on) if since is None else None,
        since=since,
        earlier=earlier_places(person, request.user, today, since=since),
        may_edit=request.user.may(Permission.PERSON_EDIT),
    )


def day_asked_for(request):
    """The day in the address; None where it is none."""
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        return None
    return day if day and day.year >= 1900 else None


def homes_on(person, on, *, user, since=None):
    """The households of the person on the day. Whoever is registered at another site alone is only counted."""
    places = (
        written(HouseholdMember.objects.in_force(on), since)
        .filter(household__in=HouseholdMember.objects.homes_of(person, on=on), person__voided_at=None)
        .select_related("person", "household")
        .order_by("household", "part", "person__born_on", "pk")
    )
    people = places.values("person")
    seen = set(Person.objects.for_user(user).filter(pk__in=people).values_list("pk", flat=True))
    registered = set(Registration.objects.filter(person__in=people).values_list("person", flat=True))
    homes: dict[int, Home] = {}
    for member in places:
        home = homes.setdefault(member.household_id, Home(member.household, ""))
        if member.person_id in registered - seen:
            home.hidden += 1
            continue
        opens = member.person_id in seen and member.person_id != person.pk
        home.places.append(Place(member, member.person, member.person.age_in_words(on), opens))
    for number, home in enumerate(homes.values(), start=1):
        home.label = home.household.name or (_("Home") if len(homes) == 1 else _("Home %(n)d") % {"n": number})
        home.size = size_of(home.household, on=on)
    return list(homes.values())


def earlier_places(person, user, today, *, since=None):
    """Places that have ended, of the person and of others in their homes, the latest first."""
    homes = HouseholdMember.objects.not_voided().filter(person=person).values("household")
    return (
        written(HouseholdMember.objects.not_voided(), since)
        .for_user(user)
        .filter(household__in=homes, ends_on__lt=today)
        .select_related("person", "household")
        .order_by("-ends_on", "pk")[:30]
    )


# --- Joining --------------------------------------------------------------------------------


@requires(Permission.PERSON_EDIT)
def find_member(request, pk):
    """Look for somebody known, before a second record of them is made. Names are offered as one types."""
    person = person_at_hand(request, pk)
    words = request.GET.get("q", "").replace("\0", " ").strip()[:80]  # PostgreSQL knows no NUL
    found = []
    if words:
        people = Person.objects.for_user(request.user).not_voided().exclude(pk=person.pk).matching(words)
        today = timezone.localdate()
        found = [(one, one.age_in_words(today)) for one in people[:FOUND]]
    context = {"words": words, "found": found, "tab_url": address_of(TAB, person)}
    if request.htmx:
        return render(request, "participants/household/find.html#found", {"person": person, **context})
    return show(request, "participants/household/find.html", person=person, tab=TAB, **context)


def homes_to_join(person, today):
    """The homes of a person, named, for the choice of one."""
    homes = Household.objects.filter(pk__in=HouseholdMember.objects.homes_of(person, on=today)).order_by("pk")
    for number, home in enumerate(homes, start=1):
        home.label = home.name or _("Home %(n)d") % {"n": number}
    return homes


def _household_for(form, person, *, by, site):
    """The home that was chosen; for somebody without one, a first home from the day on which the other joins."""
    on = form.cleaned_data["starts_on"]
    return form.chosen_home or workflow.first_home(person, by=by, site=site, on=max(on, person.born_on or on))


@requires(Permission.PERSON_EDIT)
def join_known(request, pk, other):
    """Give somebody known a place in the person's household."""
    person = person_at_hand(request, pk)
    joining = person_at_hand(request, other)
    if joining == person:
        raise Http404
    site = site_at_hand(request, person)
    form = JoinForm(sent(request), homes=homes_to_join(person, site.today()), cancel_url=address_of(TAB, person))

    def save(cleaned):
        household = _household_for(form, person, by=request.user, site=site)
        workflow.join(household=household, person=joining, by=request.user, site=site, **form.place)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Add %(name)s to the household") % {"name": joining.name},
        lead=_("A child with two homes lives in each of them part of the time."),
        done=_("%(name)s was added to the household.") % {"name": joining.name},
    )


@requires(Permission.PERSON_EDIT)
def join_new(request, pk):
    """Add somebody who is not known yet to the person's household."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = JoinNewForm(
        sent(request),
        homes=homes_to_join(person, site.today()),
        initial={"family_name": person.family_name, "given_name": request.GET.get("name", "").replace("\0", "")[:80]},
        cancel_url=address_of(TAB, person),
    )

    def save(cleaned):
        household = _household_for(form, person, by=request.user, site=site)
        workflow.join_new(
            household=household, by=request.user, site=site, on=site.today(), **form.person, **form.place
        )

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Add a new person to the household"),
        lead=_("Only for somebody who has no record yet."),
        done=_("Added to the household."),
    )


@requires(Permission.PERSON_EDIT)
def new_home(request, pk):
    """Another home of the person: a child's second one, or the first that is written down."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = NewHomeForm(sent(request), cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.start_home(person=person, by=request.user, site=site, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Another home"),
        lead=_("For somebody who lives in two homes, or has moved to one of their own."),
        done=_("The home was added. Say who else lives there."),
    )


# --- What is written down -------------------------------------------------------------------


def _place_at_hand(request, person, member):
    """A standing place in a household in which the person has or had a place, not one that a transfer left behind."""
    homes = HouseholdMember.objects.not_voided().filter(person=person).values("household")
    rows = written(HouseholdMember.objects.not_voided(), known_since(person, request.user))
    rows = rows.for_user(request.user).filter(household__in=homes)
    return get_object_or_404(rows.select_related("person", "household"), pk=member)


@requires(Permission.PERSON_EDIT)
def correct_member(request, pk, member):
    """Put right somebody's place in the household."""
    person = person_at_hand(request, pk)
    place = _place_at_hand(request, person, member)
    site = site_at_hand(request, place.person)
    form = PlaceForm(sent(request), instance=place, cancel_url=address_of(TAB, person))

    def save(cleaned):
        version = cleaned.pop("version")
        workflow.correct(member=place, by=request.user, site=site, version=version, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Correct the place of %(name)s") % {"name": place.person.name},
        lead=_("What was before stays in the history."),
        done=_("Saved."),
    )


@requires(Permission.PERSON_EDIT)
def move_out(request, pk, member):
    """Somebody lives here no more; who lived together until then stays known."""
    person = person_at_hand(request, pk)
    place = _place_at_hand(request, person, member)
    site = site_at_hand(request, place.person)
    form = MoveOutForm(sent(request), initial={"on": site.today()}, cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.leave(member=place, by=request.user, site=site, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("%(name)s moved out") % {"name": place.person.name},
        lead=_("From the day after, they no longer count in this household."),
        done=_("%(name)s no longer lives here.") % {"name": place.person.name},
    )


@requires(Permission.PERSON_EDIT)
def home(request, pk, home):
    """Name a home of the person."""
    person = person_at_hand(request, pk)
    places = written(HouseholdMember.objects.not_voided(), known_since(person, request.user))
    homes = places.filter(person=person).values("household")
    household = get_object_or_404(Household.objects.not_voided().filter(pk__in=homes), pk=home)
    form = HomeForm(sent(request), instance=household, cancel_url=address_of(TAB, person))

    def save(cleaned):
        workflow.rename(household=household, by=request.user, site=site_at_hand(request, person), **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=person,
        tab=TAB,
        title=_("Name of the home"),
        done=_("Saved."),
        back=reverse("participants:household", args=[person.pk]),
    )
