"""Who lives with whom: joining a household, leaving it, a second home, and putting right what was written."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants import facts
from participants.facts import CannotWrite
from participants.models import Household, HouseholdMember, Person, Registration

Part, LivesHere = HouseholdMember.Part, HouseholdMember.LivesHere

YOUNGEST_CAREGIVER = 12  # years; whoever is younger is the child of the home they share


def check_place(member):
    """Raise CannotWrite where the place contradicts the person's birth or another place of theirs."""
    person, starts_on = member.person, member.starts_on
    if person.born_on and starts_on < person.born_on:
        raise CannotWrite(_("%(name)s was not born yet on that day.") % {"name": person.name}, "starts_on")
    if member.ends_on and member.ends_on < starts_on:
        raise CannotWrite(_("The last day lies before the first."), "ends_on")
    others = _at_the_same_time(member)
    if others.filter(household=member.household).exists():
        raise CannotWrite(_("%(name)s lives in this household at that time already.") % {"name": person.name})
    if member.lives_here == LivesHere.ALWAYS and others.filter(lives_here=LivesHere.ALWAYS).exists():
        raise CannotWrite(
            _("%(name)s lives in another home all the time. Say “part of the time” here or there, or move them out.")
            % {"name": person.name},
            "lives_here",
        )


def _at_the_same_time(member):
    """Other standing places of the same person that share a day with this one."""
    others = HouseholdMember.objects.not_voided().filter(person=member.person).exclude(pk=member.pk)
    others = others.filter(Q(ends_on=None) | Q(ends_on__gte=member.starts_on))
    return others.filter(starts_on__lte=member.ends_on) if member.ends_on else others


def _lock(household):
    return Household.objects.select_for_update().get(pk=household.pk)


@transaction.atomic
def join(*, household, person, by, site, starts_on, part, **details):
    """Give `person` a place in the household from `starts_on`. Raises CannotWrite."""
    member = HouseholdMember(
        household=_lock(household), person=person, starts_on=starts_on, part=part, recorded_by=by, **details
    )
    check_place(member)
    member.save()
    trail.record(by, "household.joined", member, site=site, after={"on": starts_on.isoformat()})
    return member


@transaction.atomic
def join_new(*, household, by, site, on, given_name, family_name="", born_on=None, gender="", **place):
    """Add a person who is not known yet, register them at the site from the day `on`, and give them a place."""
    person = Person.objects.create(
        given_name=given_name, family_name=family_name, born_on=born_on, gender=gender, recorded_by=by
    )
    Registration.objects.create(person=person, site=site, starts_on=on)
    trail.record(by, "person.added", person, site=site)
    return join(household=household, person=person, by=by, site=site, **place)


@transaction.atomic
def start_home(*, person, by, site, name="", **place):
    """A household of its own, with `person` as its first member: the first home, or a second one."""
    household = Household.objects.create(name=name, recorded_by=by)
    return join(household=household, person=person, by=by, site=site, **place)


@transaction.atomic
def first_home(person, *, by, site, on):
    """A home for somebody who has none on record, as the caregiver in it; for somebody under 12, as its child."""
    age = person.age_on(on)
    part = Part.CHILD if age is not None and age < YOUNGEST_CAREGIVER else Part.PARENT
    return start_home(person=person, by=by, site=site, part=part, starts_on=on).household


@transaction.atomic
def leave(*, member, on, by, site):
    """Somebody moved out: `on` is the last day they lived there. Raises CannotWrite."""
    member = HouseholdMember.objects.select_for_update().get(pk=member.pk)
    if member.voided_at or member.ends_on:
        raise CannotWrite(_("This person has moved out already."))
    if on < member.starts_on:
        raise CannotWrite(_("The last day lies before the first."), "on")
    member.ends_on = on
    member.version += 1
    member.save(update_fields=["ends_on", "version"])
    trail.record(by, "household.left", member, site=site, after={"on": on.isoformat()})
    return member


@transaction.atomic
def correct(*, member, by, site, version, **details):
    """Put right a place that was written wrongly; before and after stay in the trail. Raises CannotWrite."""
    planned = HouseholdMember.objects.select_related("person", "household").get(pk=member.pk)
    for name, value in details.items():
        setattr(planned, name, value)
    _lock(planned.household)
    check_place(planned)
    return facts.correct(member, by=by, version=version, verb="household.corrected", site=site, **details)


@transaction.atomic
def rename(*, household, by, site, version, name):
    """Name a home, so that two of them can be told apart. Raises CannotWrite on a lost update."""
    return facts.correct(household, by=by, version=version, verb="household.named", site=site, name=name)
