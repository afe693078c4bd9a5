"""Noting who may be one person, and what was said about it. Comparing and merging lie in the hall."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants.duplicates.finding import candidates_for, probable_pairs, weight_of
from participants.duplicates.models import ProbableDuplicate, Status
from participants.models import Person, Registration


class CannotSettle(Exception):
    """Why it cannot be settled so, in a sentence for the user."""


def registered_people():
    """Everybody with a record that stands at some site."""
    return Person.objects.not_voided().filter(pk__in=Registration.objects.values("person"))


@transaction.atomic
def look_around(*, person):
    """Note everybody who is probably the same person, at the own sites and at others; returns the new notes.

    Called for somebody who was just added or received. Whoever calls it shows nobody of another site: what is
    across sites is a flag to the administrators alone.
    """
    others = registered_people().exclude(pk=person.pk)
    address = f"{person.street}, {person.zip_code}" if person.street else ""
    found = candidates_for(
        name=f"{person.given_name} {person.family_name}",
        born_on=person.born_on,
        phone=person.phone,
        address=address,
        among=others,
    )
    found = [candidate for candidate in found if candidate.is_probable]
    if not found:
        return []
    sites = _sites_of([person.pk, *(candidate.person.pk for candidate in found)])
    return [note for candidate in found if (note := _note(person, candidate, sites))]


@transaction.atomic
def flag_across_sites(*, person):
    """Flag to the administrators whoever at another site is probably the same person; returns how many are new.

    The number is all that the caller learns. Whoever is at one of the person's own sites is noted for the queue there.
    """
    return sum(note.is_across_sites for note in look_around(person=person))


def _note(person, candidate, sites):
    one, other = sorted((person.pk, candidate.person.pk))
    note, is_new = ProbableDuplicate.objects.get_or_create(
        one_id=one,
        other_id=other,
        defaults={
            "reasons": [str(reason) for reason in candidate.reasons],
            "weight": candidate.weight,
            "is_across_sites": not sites[one] & sites[other],
        },
    )
    return note if is_new else None


def _sites_of(numbers=None):
    """The sites that know each person, now or once."""
    rows = Registration.objects.all() if numbers is None else Registration.objects.filter(person__in=numbers)
    sites: dict[int, set] = {}
    for person, site in rows.values_list("person", "site"):
        sites.setdefault(person, set()).add(site)
    return sites


@transaction.atomic
def find_all():
    """Compare everybody with everybody who could be them, and note new pairs; returns how many. Safe to repeat."""
    known = set(ProbableDuplicate.objects.values_list("one", "other"))
    sites = _sites_of()
    found = [
        ProbableDuplicate(
            one_id=pair.one,
            other_id=pair.other,
            reasons=[str(reason) for reason in pair.reasons],
            weight=weight_of(pair.reasons),
            is_across_sites=not sites[pair.one] & sites[pair.other],
        )
        for pair in probable_pairs(registered_people())
        if (pair.one, pair.other) not in known
    ]
    ProbableDuplicate.objects.bulk_create(found, batch_size=500, ignore_conflicts=True)
    return len(found)


# --- What was said about it -------------------------------------------------------------------


@transaction.atomic
def note_pair(*, person, another):
    """The note about two people whom somebody compares, made where there is none yet."""
    one, other = sorted((person.pk, another.pk))
    sites = _sites_of([one, other])
    note, _is_new = ProbableDuplicate.objects.get_or_create(
        one_id=one,
        other_id=other,
        defaults={"is_across_sites": not sites.get(one, set()) & sites.get(other, set())},
    )
    return note


@transaction.atomic
def settle(*, duplicate, status, by, words="", site=None):
    """Remember what was decided about two records. Raises CannotSettle where it was decided otherwise already."""
    duplicate = ProbableDuplicate.objects.select_for_update().get(pk=duplicate.pk)
    if duplicate.status == status:
        return duplicate
    if not duplicate.may_become(status):
        raise CannotSettle(_("This was settled already: %(status)s.") % {"status": duplicate.get_status_display()})
    before = duplicate.status
    duplicate.status, duplicate.words = status, words
    is_open = status == Status.OPEN
    duplicate.settled_at, duplicate.settled_by = (None, None) if is_open else (timezone.now(), by)
    duplicate.save()
    trail.record(
        by, "duplicate.settled", duplicate, site=site, before={"status": before}, after={"status": str(status)}
    )
    return duplicate
