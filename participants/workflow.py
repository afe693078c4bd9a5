"""Adding a person, correcting what is known about them, and adding a child to their home."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants.models import Household, HouseholdMember, Person, Registration
from participants.sounds import names_sound_alike, words_of

# More people than this with a name that sounds alike are no help to anybody.
MOST_NAMESAKES = 500

# How to reach somebody, and where they live; a transfer that leaves it behind takes it out of the record.
REACH_FIELDS = (
    "phone",
    "phone_is_of",
    "phone_seen_by",
    "email",
    "email_seen_by",
    "reach_by",
    "may_leave_voicemail",
    "may_text",
    "may_email",
    "best_time",
    "street",
    "city",
    "state",
    "zip_code",
    "county",
    "address_is_confidential",
)
BIRTH_FIELDS = ("due_on", "children_expected", "born_at_weeks")
# What a transfer leaves behind with a part that does not travel.
FIELDS_OF = {
    Registration.Part.HOUSEHOLD: BIRTH_FIELDS,
    Registration.Part.DOCUMENTS: ("school",),
}
FIELDS = (
    "given_name",
    "family_name",
    "preferred_name",
    "legal_name",
    "pronouns",
    "gender",
    "born_on",
    "age_said",
    "age_said_on",
    *BIRTH_FIELDS,
    "language",
    "also_speaks",
    "language_words",
    "needs_interpreter",
    *REACH_FIELDS,
    "device",
    "has_camera",
    "connection",
    "school",
)


class CannotAdd(Exception):
    """Why the person cannot be added so, in a sentence for the user."""


class CannotCorrect(Exception):
    """Why the person cannot be changed now, in a sentence for the user."""


def namesakes(*, given_name, family_name, born_on, sites):
    """People registered at `sites` who could be the same, the likeliest first: perhaps a second record is not needed.

    Their names sound or are spelled alike, and the birth date is the same or not known of one of them.
    """
    here = Registration.objects.filter(site__in=sites).values("person")
    words = words_of(given_name)[:1]
    known = Person.objects.not_voided().filter(pk__in=here)
    known = known.named_like(*words) if words else known.filter(given_name__iexact=given_name)
    if born_on:
        known = known.filter(Q(born_on=born_on) | Q(born_on=None))
    found = [
        person
        for person in known[:MOST_NAMESAKES]
        if _could_be_called(person, given_name) and _could_be_family(person.family_name, family_name)
    ]
    typed = f"{given_name} {family_name}".strip().casefold()
    return sorted(found, key=lambda person: f"{person.given_name} {person.family_name}".strip().casefold() != typed)


def _could_be_called(person, given_name):
    """A name without letters or digits, such as one sign, was compared as it is written."""
    called = (person.given_name, person.preferred_name)
    return not words_of(given_name) or any(names_sound_alike(given_name, name) for name in called)


def _could_be_family(one, other):
    return names_sound_alike(one, other) if one.strip() and other.strip() else one.strip() == other.strip()


@transaction.atomic
def add(*, site, by, on, **details):
    """Add a person and register them at the site from the day `on`. `details` are fields of Person."""
    person = Person.objects.create(recorded_by=by, **details)
    Registration.objects.create(person=person, site=site, starts_on=on)
    trail.record(by, "person.added", person, site=site)
    return person


@transaction.atomic
def correct(*, person, by, version, **details):
    """Change what is known about a person. Raises CannotCorrect if somebody changed it since `version` was read."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.voided_at:
        raise CannotCorrect(_("This person was voided. The record stays as it is."))
    if person.version != version:
        raise CannotCorrect(_("Somebody saved this record after you opened it. Both versions are shown."))
    changed = [name for name, value in details.items() if getattr(person, name) != value]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, details[name])
    person.version += 1
    person.save()
    registration = person.registrations.order_by("-starts_on").select_related("site").first()
    # The trail of fields holds what was before; this row says who, when, and which fields.
    trail.record(
        by,
        "person.corrected",
        person,
        site=registration.site if registration else None,
        after={"fields": sorted(changed)},
    )
    return person


@transaction.atomic
def add_child(
    *,
    parent,
    by,
    on,
    site,
    given_name,
    family_name,
    born_on,
    gender="",
    born_at_weeks=None,
    relationship=HouseholdMember.Relationship.CHILD,
    lives_here=HouseholdMember.LivesHere.ALWAYS,
):
    """Add a child who lives with `parent` from the birth, or from `on` where the birth date is not known.

    The child is registered where the parent is, and lives in the parent's home; without one, a home is made.
    Raises CannotAdd when the child would be older than the parent.
    """
    if born_on and parent.born_on and born_on <= parent.born_on:
        raise CannotAdd(_("This child would be older than the parent. Check the birth date."))
    lives_from = born_on or on
    home = _home_of(parent, lives_from, by)
    child = Person.objects.create(
        given_name=given_name,
        family_name=family_name,
        born_on=born_on,
        born_at_weeks=born_at_weeks,
        gender=gender,
        language=parent.language,
        recorded_by=by,
    )
    Registration.objects.create(person=child, site=site, starts_on=on)
    HouseholdMember.objects.create(
        household=home,
        person=child,
        part=HouseholdMember.Part.CHILD,
        relationship=relationship,
        lives_here=lives_here,
        starts_on=lives_from,
        recorded_by=by,
    )
    trail.record(by, "person.child_added", parent, site=site)
    return child


def _home_of(parent, starts_on, by):
    """The home in which the person is a parent today, or a new one."""
    place = parent.memberships.not_voided().filter(part=HouseholdMember.Part.PARENT, ends_on=None).first()
    if place:
        return place.household
    home = Household.objects.create(recorded_by=by)
    HouseholdMember.objects.create(
        household=home, person=parent, part=HouseholdMember.Part.PARENT, starts_on=starts_on, recorded_by=by
    )
    return home
