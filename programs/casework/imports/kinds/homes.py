"""Households: who lives with whom. Rows with the same word for the home are one household."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from participants.facts import CannotWrite
from participants.households import workflow as homes
from participants.models import Household, HouseholdMember
from participants.sounds import folded
from programs.casework.imports.cells import BadCell, as_day, one_of
from programs.casework.imports.fields import CREATED, UNCHANGED, Field, Kind, name_key, people_at, same_name
from programs.casework.imports.keys import digest_of, record_of, remember
from programs.casework.imports.kinds.people import BORN_ON, FAMILY_NAME, GIVEN_NAME
from programs.casework.imports.models import Subject

Part, Relationship, LivesHere = HouseholdMember.Part, HouseholdMember.Relationship, HouseholdMember.LivesHere


def _known_as(row, site):
    """The one person the row names, or None where nobody has this name yet. Raises BadCell for several."""
    found = same_name(people_at(site), row)
    if row["born_on"]:
        found = found.filter(born_on=row["born_on"])
    people = list(found.distinct()[:2])
    if len(people) > 1:
        raise BadCell(_("Several people here have this name. Add the birth date."), "born_on")
    return people[0] if people else None


def _home_of(row, person, site):
    """The household of the row's word for it: as the last file said, else the only one the person has now."""
    known = record_of(site, Subject.HOUSEHOLDS, _home_digest(row))
    if known:
        return Household.objects.not_voided().filter(pk=known).first()
    if person is None:
        return None
    places = HouseholdMember.objects.in_force(site.today()).filter(person=person, household__voided_at=None)
    homes_now = list(places.values_list("household", flat=True).distinct()[:2])
    return Household.objects.get(pk=homes_now[0]) if len(homes_now) == 1 else None


def _home_digest(row):
    return digest_of("home", folded(row["home"]))


def take_member(row, *, site, by):
    """Give somebody a place in a household: somebody known here, or somebody new, who is registered here."""
    starts_on: date = row["starts_on"] or row["born_on"] or site.today()
    if starts_on > site.today():
        raise BadCell(_("The day lies in the future. Check the date."), "starts_on")
    person = _known_as(row, site)
    home = _home_of(row, person, site)
    place = {
        "part": row["part"],
        "relationship": row["relationship"] or "",
        "lives_here": row["lives_here"] or LivesHere.ALWAYS,
        "starts_on": starts_on,
    }
    outcome = CREATED
    if (
        person
        and home
        and HouseholdMember.objects.in_force(site.today()).filter(person=person, household=home).exists()
    ):
        outcome = UNCHANGED
    elif person and home:
        homes.join(household=home, person=person, by=by, site=site, **place)
    elif person:
        home = homes.start_home(person=person, by=by, site=site, **place).household
    else:
        home = home or Household.objects.create(recorded_by=by)
        who = {name: row[name] or "" for name in ("given_name", "family_name")}
        homes.join_new(household=home, by=by, site=site, on=site.today(), born_on=row["born_on"], **who, **place)
    remember(site, Subject.HOUSEHOLDS, _home_digest(row), record=home.pk)
    return outcome


HOUSEHOLDS = Kind(
    subject=Subject.HOUSEHOLDS,
    fields=(
        Field(
            "home",
            _("Household"),
            is_required=True,
            longest=60,
            also=("household id", "family", "family id", "home"),
            samples=("Sampleton home", "Sampleton home"),
        ),
        GIVEN_NAME,
        FAMILY_NAME,
        BORN_ON,
        Field(
            "part", _("Part"), is_required=True, read=one_of(Part.choices), also=("role",), samples=("Parent", "Child")
        ),
        Field(
            "relationship",
            _("Relationship"),
            read=one_of([(code, label) for code, label in Relationship.choices if code]),
            samples=("Mother", "Son or daughter"),
        ),
        Field("lives_here", _("Lives here"), read=one_of(LivesHere.choices), samples=("All the time", "")),
        Field("starts_on", _("Since"), read=as_day, also=("from", "start date"), samples=("01/01/2025", "")),
    ),
    key=lambda row: (folded(row["home"]), *name_key(row)),
    take=take_member,
    note=_("Each row is one person in a household. Rows with the same word under “Household” live together."),
    refusals=(CannotWrite,),
)
