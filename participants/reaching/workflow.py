"""Noting a further way to reach somebody, putting it first, and saying that one is no longer in use."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants import facts
from participants.facts import CannotWrite
from participants.models import Person, ReachBy, ReachWay
from participants.phones import digits_of
from participants.workflow import REACH_FIELDS

Kind = ReachWay.Kind

# What the person's own row calls each fact of the first phone and the first address.
FIRST = {
    Kind.PHONE: {
        "value": "phone",
        "is_of": "phone_is_of",
        "may_text": "may_text",
        "may_leave_voicemail": "may_leave_voicemail",
        "hours": "best_time",
        "seen_by": "phone_seen_by",
    },
    Kind.EMAIL: {"value": "email", "may_email": "may_email", "seen_by": "email_seen_by"},
}
EMPTY = {"may_text": None, "may_leave_voicemail": None, "may_email": None}
WISHES = {Kind.PHONE: (ReachBy.TEXT, ReachBy.CALL), Kind.EMAIL: (ReachBy.EMAIL,)}


@transaction.atomic
def add(*, person, by, site, **details):
    """Note a further way. Raises CannotWrite when the person has it already."""
    way = ReachWay(person=person, **details)
    _check_is_new(way, site)
    way.recorded_by = by
    way.save()
    trail.record(by, "person.way_added", person, site=site, after={"kind": way.kind})
    return way


@transaction.atomic
def correct(*, way, by, site, version, **details):
    """Change what is written about a way. Raises CannotWrite if somebody changed it since `version` was read."""
    return facts.correct(way, by=by, version=version, verb="person.way_corrected", site=site, **details)


def _check_is_new(way, site):
    first = getattr(way.person, FIRST[way.kind]["value"]) if way.kind in FIRST else ""
    ways = way.person.reach_ways.in_use().filter(Q(only_at=None) | Q(only_at=site), kind=way.kind)
    known = [first, *ways.values_list("value", flat=True)]
    if any(_same(way.kind, way.value, value) for value in known if value):
        raise CannotWrite(_("This way to reach them is written down already."), about="value")


def _same(kind, one, other):
    if kind == Kind.PHONE:
        return digits_of(one) == digits_of(other)
    return one.casefold() == other.casefold()


@transaction.atomic
def stop(*, way, by, site, on):
    """From `on`, the way no longer reaches the person. It stays written, because somebody may still call from it."""
    way = ReachWay.objects.select_for_update().get(pk=way.pk)
    if way.voided_at or way.ended_on:
        raise CannotWrite(_("This way is no longer in use already."))
    way.ended_on = on
    way.version += 1
    way.save()
    trail.record(by, "person.way_ended", way.person, site=site, after={"kind": way.kind})
    return way


@transaction.atomic
def prefer(*, way, by, site):
    """Make a way the first of its kind; what was first becomes a further way, with all that was safe on it."""
    way = ReachWay.objects.select_for_update().get(pk=way.pk)
    person = Person.objects.select_for_update().get(pk=way.person_id)
    if way.voided_at or way.ended_on:
        raise CannotWrite(_("This way is no longer in use. It cannot come first."))
    if way.kind not in FIRST:
        raise CannotWrite(_("Only a phone or an e-mail address can come first."))
    names = FIRST[way.kind]
    before = {name: getattr(person, column) for name, column in names.items()}
    way.only_at = None
    for name, column in names.items():
        setattr(person, column, getattr(way, name))
    person.version += 1
    person.save()
    if before["value"]:
        for name, value in before.items():
            setattr(way, name, value)
    else:
        way.voided_at, way.voided_by, way.void_reason = timezone.now(), by, _("It is the first one now.")
    way.version += 1
    way.save()
    trail.record(by, "person.way_preferred", person, site=site, after={"kind": way.kind})
    return person


@transaction.atomic
def stop_first(*, person, kind, by, site, on):
    """From `on`, the first phone or address no longer reaches the person; it stays among the ways not in use."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    names = FIRST[kind]
    if not getattr(person, names["value"]):
        raise CannotWrite(_("There is none to take out of use."))
    facts_of_it = {name: getattr(person, column) for name, column in names.items()}
    way = ReachWay.objects.create(person=person, kind=kind, ended_on=on, recorded_by=by, **facts_of_it)
    for name, column in names.items():
        setattr(person, column, EMPTY.get(name, ""))
    if person.reach_by in WISHES[kind]:
        person.reach_by = ReachBy.NOT_ASKED
    person.version += 1
    person.save()
    trail.record(by, "person.way_ended", person, site=site, after={"kind": kind})
    return way


@transaction.atomic
def leave_behind(*, person, site, by):
    """Keep every way to reach somebody, and where they live, at `site` alone; their record no longer says it.

    For a transfer to which nobody agreed so far. The site after it asks anew.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.reach_ways.filter(only_at=None).update(only_at=site)
    for kind, names in FIRST.items():
        if getattr(person, names["value"]):
            facts_of_it = {name: getattr(person, column) for name, column in names.items()}
            ReachWay.objects.create(person=person, kind=kind, only_at=site, recorded_by=by, **facts_of_it)
    address = ", ".join(filter(None, (person.street, person.city, f"{person.state} {person.zip_code}".strip())))
    if address:
        address = (_("Lived at %(address)s") % {"address": address})[:120]
        ReachWay.objects.create(person=person, kind=Kind.OTHER, value=address, only_at=site, recorded_by=by)
    for field in person._meta.concrete_fields:
        if field.name in REACH_FIELDS:
            setattr(person, field.attname, field.get_default())
    person.version += 1
    person.save()
