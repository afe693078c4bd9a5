"""Who could be meant by somebody who is being referred: people of the site alone, side by side with what was typed."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from participants.duplicates.finding import candidates_for
from participants.models import HouseholdMember, Person
from programs.casework.referrals.models import Referral

MOST_SHOWN = 4


@dataclass(frozen=True)
class LookAlike:
    """Somebody known at the site, and why they could be meant; with home, cases and open referrals in words."""

    person: Any
    reasons: tuple
    lives_with: str
    cases: tuple
    referrals: tuple

    @property
    def value(self):
        return str(self.person.pk)


def look_alikes(*, user, site, name, born_on=None, phone=""):
    """Those at the site who could be the person described, the likeliest first. Five queries, or none without a name."""
    among = Person.objects.not_voided().living().for_user(user).filter(registrations__site=site).distinct()
    found = candidates_for(name=name, born_on=born_on, phone=phone, among=among, most=MOST_SHOWN) if name else []
    people = [candidate.person for candidate in found]
    if not people:
        return []
    homes = _homes_of(people, site)
    cases = _by_person(people[0].enrollments.model.objects.open().for_casework(user), "participant_id", people)
    referred = _by_person(Referral.objects.open().for_user(user), "person_id", people)
    return [
        LookAlike(
            person=candidate.person,
            reasons=tuple(candidate.reason_labels),
            lives_with=homes.get(candidate.person.pk, ""),
            cases=tuple(cases.get(candidate.person.pk, ())),
            referrals=tuple(referred.get(candidate.person.pk, ())),
        )
        for candidate in found
    ]


def _by_person(rows, key, people):
    found: dict = {}
    for row in rows.filter(**{f"{key}__in": [person.pk for person in people]}):
        found.setdefault(getattr(row, key), []).append(row)
    return found


def _homes_of(people, site):
    """“Lives with Clover and 2 more” for each, as far as those others are registered at the site."""
    places = HouseholdMember.objects.in_force(site.today())
    own = dict(places.filter(person__in=people).values_list("household", "person"))
    others: dict = {}
    known = Person.objects.filter(registrations__site=site).values("pk")
    rows = places.filter(household__in=list(own), person__in=known).select_related("person").order_by("pk")
    for place in rows:
        if place.person_id != own[place.household_id]:
            others.setdefault(own[place.household_id], []).append(place.person.called)
    return {person: _in_words(names) for person, names in others.items()}


def _in_words(names):
    more = len(names) - 2
    listed = ", ".join(names[:2])
    if more <= 0:
        return listed
    return ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", more) % {
        "names": listed,
        "count": more,
    }
