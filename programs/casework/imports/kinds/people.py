"""Participants and mentors."""

from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from mentors import workflow as mentoring
from mentors.models import Kind as MentorKind
from mentors.models import Mentor
from mmp_portal.agencies.models import County, State
from participants import workflow as people
from participants.forms import PersonForm
from participants.models import Gender, Language
from participants.phones import digits_of
from programs.casework.imports.cells import BadCell, as_day, as_number, one_of
from programs.casework.imports.fields import CREATED, UNCHANGED, BadRow, Field, Kind, name_key, people_at, same_name
from programs.casework.imports.models import Subject

GIVEN_NAME = Field(
    "given_name",
    _("Given name"),
    is_required=True,
    longest=80,
    also=("first name", "first", "nombre", "name"),
    samples=("Marisol", "Theodore"),
)
FAMILY_NAME = Field(
    "family_name",
    _("Family name"),
    longest=80,
    also=("last name", "last", "surname", "apellido"),
    samples=("Sampleton", "Examplar"),
)
BORN_ON = Field(
    "born_on",
    _("Birth date"),
    read=as_day,
    also=("dob", "date of birth", "birthdate", "birthday", "fecha de nacimiento"),
    samples=("05/14/2007", "11/02/2008"),
)
PERSON = (
    GIVEN_NAME,
    FAMILY_NAME,
    Field("preferred_name", _("Preferred name"), longest=80, also=("nickname", "goes by"), samples=("Mari", "")),
    BORN_ON,
    Field("gender", _("Gender"), read=one_of(Gender.choices), also=("sex",), samples=("Female", "Male")),
    Field(
        "language",
        _("First language"),
        read=one_of(Language.choices),
        also=("language",),
        samples=("Spanish", "English"),
    ),
    Field(
        "phone",
        _("Phone"),
        longest=30,
        also=("phone number", "cell", "cell phone", "mobile", "telephone"),
        samples=("(417) 555-0142", "(417) 555-0143"),
    ),
    Field("email", _("E-mail"), longest=254, also=("email", "email address"), samples=("", "theodore@people.example")),
    Field("street", _("Street"), also=("address", "street address"), samples=("12 Makebelieve Lane", "")),
    Field("city", _("City"), longest=60, also=("town",), samples=("Springfield", "")),
    Field("state", _("State"), read=one_of(State.choices), also=("st",), samples=("MO", "")),
    Field("zip_code", _("ZIP code"), longest=10, also=("zip", "postal code"), samples=("65806", "")),
    Field("county", _("County"), longest=60, samples=("Greene", "")),
)
TEXTS = tuple(field.name for field in PERSON if field.name not in ("born_on", "county"))


def details_of(row, site):
    """The fields of a new person, checked as the page for adding one checks them. Raises BadRow."""
    data = {name: row.get(name) or "" for name in TEXTS}
    data |= {"site": str(site.pk), "is_somebody_else": "on", "language": data["language"] or Language.ENGLISH}
    born_on: date | None = row.get("born_on")
    data["born_on"] = born_on.isoformat() if born_on else ""
    if row.get("county"):
        county = County.objects.filter(state=data["state"] or site.state, name__iexact=row["county"]).first()
        if county is None:
            raise BadCell(_("There is no county of this name in the state."), "county")
        data["county"] = str(county.pk)
    form = PersonForm(data, sites=[site])
    if not form.is_valid():
        raise BadRow(*((name, sentences[0]) for name, sentences in form.errors.items()))
    return form.details()


def same_person(row, site):
    """Somebody registered here already: the same name and birth date, or without one the same phone."""
    found = same_name(people_at(site), row)
    if row.get("born_on"):
        return found.filter(born_on=row["born_on"]).first()
    if row.get("phone"):
        return found.filter(phone_digits=digits_of(row["phone"])).first()
    return found.filter(born_on=None).first()


def take_participant(row, *, site, by):
    """Add a person; somebody known stays as they are."""
    if same_person(row, site):
        return UNCHANGED
    people.add(site=site, by=by, on=site.today(), **details_of(row, site))
    return CREATED


def take_mentor(row, *, site, by):
    """Take an application, of somebody known here or of somebody new."""
    details = details_of(row, site)
    person = same_person(row, site)
    if person and Mentor.objects.not_voided().filter(person=person, site=site, kind=row["kind"]).exists():
        return UNCHANGED
    applied_on = row["applied_on"] or site.today()
    if applied_on > site.today():
        raise BadCell(_("The day lies in the future. Check the date."), "applied_on")
    apply = partial(mentoring.apply, site=site, by=by, kind=row["kind"], applied_on=applied_on)
    capacity = row["capacity"] or 1
    if not 1 <= capacity <= 30:
        raise BadCell(_("Give a number from 1 to 30."), "capacity")
    interests = row["interests"] or ""
    if person:
        apply(person=person, capacity=capacity, interests=interests)
    else:
        apply(capacity=capacity, interests=interests, **details)
    return CREATED


PARTICIPANTS = Kind(
    subject=Subject.PARTICIPANTS,
    fields=PERSON,
    key=name_key,
    take=take_participant,
    note=_("Each row is a person. They are registered at the site; enroll them afterwards."),
)
MENTORS = Kind(
    subject=Subject.MENTORS,
    fields=(
        *PERSON,
        Field(
            "kind",
            _("Kind of mentor"),
            is_required=True,
            read=one_of(MentorKind.choices),
            also=("mentor type", "type"),
            samples=("Community mentor", "Workplace mentor"),
        ),
        Field("applied_on", _("Applied on"), read=as_day, also=("application date",), samples=("09/01/2026", "")),
        Field("capacity", _("How many at once"), read=as_number, also=("capacity",), samples=("1", "2")),
        Field("interests", _("Interests"), longest=500, samples=("Gardening, cooking", "")),
    ),
    key=lambda row: (*name_key(row), row["kind"]),
    take=take_mentor,
    note=_("Each row is somebody who applied. Training and papers are noted on their page."),
    refusals=(mentoring.CannotAdd,),
)
