"""The same person twice: found by the name's sound and spelling, the birth date, the phone, the address, the home.

    found = candidates_for(name="Yesenia Fabelton", born_on=day, phone="417 555 0142", among=people)
    for candidate in found:
        candidate.person, candidate.reasons, candidate.is_probable

Nothing is decided here: whoever asks shows the reasons, and a person decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participants.models import HouseholdMember, Person, ReachWay
from participants.phones import digits_of
from participants.sounds import names_sound_alike, sounds_of, words_of


class Reason(models.TextChoices):
    NAME_SAME = "name_same", _("same name")
    NAME_ALIKE = "name_alike", _("the name sounds or is spelled alike")
    BORN_SAME = "born_same", _("same birth date")
    BORN_NEAR = "born_near", _("birth dates one slip apart")
    BORN_DIFFERS = "born_differs", _("the birth dates differ")
    PHONE_SAME = "phone_same", _("same phone")
    ADDRESS_SAME = "address_same", _("same address")
    HOME_SAME = "home_same", _("same household")


WEIGHTS = {
    Reason.NAME_SAME: 3,
    Reason.NAME_ALIKE: 2,
    Reason.BORN_SAME: 3,
    Reason.BORN_NEAR: 2,
    # A father and a son of one name share phone, address and household.
    Reason.BORN_DIFFERS: -4,
    Reason.PHONE_SAME: 2,
    Reason.ADDRESS_SAME: 1,
    Reason.HOME_SAME: 1,
}
# A name alone is worth a look while somebody types; for the queue it takes a second sign.
PROBABLE = 4

SHORTEST_PHONE = 7  # digits
MOST_LOOKED_AT = 500
MOST_SHOWN = 8
# More people than this with one birth date or one sound are told apart by something else.
LARGEST_BLOCK = 60

ZIP_CODE = re.compile(r"\b(\d{5})(?:-\d{4})?\s*$", re.ASCII)


@dataclass(frozen=True)
class Known:
    """What two records are compared by. `names` are whole names; `phones` digits alone."""

    names: tuple[str, ...] = ()
    born_on: date | None = None
    phones: frozenset[str] = frozenset()
    address: str = ""
    homes: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be meant, and why."""

    person: Person
    reasons: tuple[Reason, ...]

    @property
    def weight(self):
        return weight_of(self.reasons)

    @property
    def is_probable(self):
        """Whether there is more than a name that looks alike."""
        return self.weight >= PROBABLE

    @property
    def reason_labels(self):
        return [reason.label for reason in self.reasons]


@dataclass(frozen=True)
class Pair:
    """Two people who may be one; `one` has the lower number."""

    one: int
    other: int
    reasons: tuple[Reason, ...]


def weight_of(reasons) -> int:
    """How much speaks for one person behind two records; reasons may be codes."""
    return sum(WEIGHTS[Reason(reason)] for reason in reasons)


# --- While somebody types ---------------------------------------------------------------------


def candidates_for(*, name, among, born_on=None, phone="", address="", most=MOST_SHOWN) -> list[Candidate]:
    """People of the queryset `among` who could be the one described, the likeliest first, each with its reasons.

    `name` is the whole name as it was said, in any order and spelling; half a word is enough. `phone` is compared by
    its digits, `address` by number and street; whoever lives with somebody of that phone shares the household. `among`
    decides who may be found: give it `Person.objects.not_voided().for_user(user)`, and nobody of another site is ever
    shown. Always two queries, and two more where a phone is given.
    """
    words = words_of(name)
    digits = digits_of(phone)
    if not words:
        return []
    phones = frozenset({digits} if len(digits) >= SHORTEST_PHONE else ())
    homes = _homes_reached_by(phones, among)
    typed = Known((name,), born_on, phones, address_key(address), homes)
    people = list(among.filter(_could_be(words, born_on, phones, homes)).order_by("pk")[:MOST_LOOKED_AT])
    known = known_of(people, with_homes=bool(homes))
    found = [Candidate(person, _compare_typed(typed, known[person.pk])) for person in people]
    return sorted(
        (one for one in found if one.weight >= WEIGHTS[Reason.NAME_ALIKE]),
        key=lambda one: (-one.weight, one.person.pk),
    )[:most]


def _compare_typed(typed, known):
    """Whose own phone it is shares the household with nobody but themselves."""
    reasons = compare(typed, known, is_typed=True)
    return tuple(one for one in reasons if one != Reason.HOME_SAME or Reason.PHONE_SAME not in reasons)


def _reached_by(phones):
    """People with one of the phones, whichever of their ways it is."""
    ways = ReachWay.objects.in_use().filter(digits__in=phones, only_at=None)
    return Q(phone_digits__in=phones) | Q(pk__in=ways.values("person"))


def _homes_reached_by(phones, among):
    """The households in which somebody of `among` with one of the phones lives."""
    if not phones:
        return frozenset()
    people = among.filter(_reached_by(phones)).order_by().values("pk")
    places = HouseholdMember.objects.not_voided().filter(ends_on=None, person__in=people)
    return frozenset(places.values_list("household", flat=True))


def _could_be(words, born_on, phones, homes):
    """Whom to look at: both ends of the name alike, or one word of it together with birth date, phone or household."""
    ends = list(dict.fromkeys((words[0], words[-1])))
    by_name = Q(pk__in=Person.objects.named_like(*ends).values("pk"))
    one_word = Q(pk__in=Person.objects.named_like(words[0]).values("pk")) | Q(
        pk__in=Person.objects.named_like(words[-1]).values("pk")
    )
    second = Q(pk__in=[])
    if born_on:
        second |= Q(born_on=born_on)
    if phones:
        second |= _reached_by(phones)
    if homes:
        places = HouseholdMember.objects.not_voided().filter(ends_on=None, household__in=homes)
        second |= Q(pk__in=places.values("person"))
    return by_name | (second & one_word)


# --- Among all who are known ------------------------------------------------------------------


def probable_pairs(people) -> Iterator[Pair]:
    """Every two of the queryset `people` who are probably one person. Two queries more than `people`'s own.

    Only those are compared who share a birth date, a phone, or the sound of their names.
    """
    people = list(people)
    known = known_of(people)
    blocks = defaultdict(list)
    for person in people:
        for key in _blocks_of(person, known[person.pk]):
            blocks[key].append(person.pk)
    seen = set()
    for block in blocks.values():
        if len(block) > LARGEST_BLOCK:
            continue
        for one, other in combinations(sorted(set(block)), 2):
            if (one, other) in seen:
                continue
            seen.add((one, other))
            reasons = compare(known[one], known[other])
            if weight_of(reasons) >= PROBABLE:
                yield Pair(one, other, reasons)


def _blocks_of(person, known):
    if known.born_on:
        yield ("born", known.born_on, next(iter(words_of(person.family_name)), "")[:1])
    for digits in known.phones:
        yield ("phone", digits)
    given, family = words_of(person.given_name), words_of(person.family_name)
    if given and family:
        for sound in sounds_of(given[0]):
            for surname in sounds_of(family[-1]):
                yield ("sound", sound, surname)


def known_of(people, *, with_homes=True) -> dict[int, Known]:
    """What the people are compared by, by their number."""
    numbers = [person.pk for person in people]
    phones, homes = defaultdict(set), defaultdict(set)
    ways = ReachWay.objects.in_use().filter(kind=ReachWay.Kind.PHONE, only_at=None)
    for pk, digits in _of(ways, numbers).values_list("person", "digits"):
        phones[pk].add(digits)
    if with_homes:
        places = HouseholdMember.objects.not_voided().filter(ends_on=None)
        for pk, home in _of(places, numbers).values_list("person", "household"):
            homes[pk].add(home)
    return {person.pk: _known(person, phones[person.pk], homes[person.pk]) for person in people}


def _of(rows, numbers):
    """A long list of numbers is not sent to the database: then all rows are read."""
    return rows.filter(person__in=numbers) if len(numbers) <= MOST_LOOKED_AT else rows


def _known(person, phones, homes):
    names = (
        f"{person.given_name} {person.family_name}",
        f"{person.preferred_name} {person.family_name}" if person.preferred_name else "",
        person.legal_name,
    )
    return Known(
        tuple(name.strip() for name in names if name.strip()),
        person.born_on,
        frozenset(digits for digits in {person.phone_digits, *phones} if len(digits) >= SHORTEST_PHONE),
        address_key(f"{person.street}, {person.zip_code}") if person.street else "",
        frozenset(homes),
    )


# --- Two descriptions -------------------------------------------------------------------------


def compare(one, other, *, is_typed=False) -> tuple[Reason, ...]:
    """What speaks for and against one person behind both; nothing where not even the names look alike.

    `is_typed`: the first is still being written, and half a word may stand for a whole one.
    """
    name = _compare_names(one.names, other.names, is_typed=is_typed)
    if name is None:
        return ()
    reasons = [name]
    if one.born_on and other.born_on:
        reasons.append(_compare_days(one.born_on, other.born_on))
    if one.phones & other.phones:
        reasons.append(Reason.PHONE_SAME)
    if one.address and one.address == other.address:
        reasons.append(Reason.ADDRESS_SAME)
    if one.homes & other.homes:
        reasons.append(Reason.HOME_SAME)
    return tuple(reasons)


def _compare_names(some, others, *, is_typed):
    pairs = [(one, other) for one in some for other in others]
    if any(set(words_of(one)) == set(words_of(other)) for one, other in pairs):
        return Reason.NAME_SAME
    if any(names_sound_alike(one, other) or (is_typed and _begins(one, other)) for one, other in pairs):
        return Reason.NAME_ALIKE
    return None


def _begins(typed, name):
    """Whether each typed word is the beginning of a word of the name."""
    return all(any(word.startswith(half) for word in words_of(name)) for half in words_of(typed))


def _compare_days(one, other):
    if one == other:
        return Reason.BORN_SAME
    is_swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    wrong_digits = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    return Reason.BORN_NEAR if is_swapped or wrong_digits == 1 else Reason.BORN_DIFFERS


def address_key(address) -> str:
    """Number, street and ZIP code of an address as it is compared: “12 Oak St., Springfield 65806” is “12 oak 65806”.

    Empty where it has no number and street.
    """
    zip_code = ZIP_CODE.search(str(address).strip())
    words = words_of(str(address).split(",")[0])
    if len(words) < 2 or not words[0][:1].isdigit():
        return ""
    return f"{words[0]} {words[1]} {zip_code.group(1) if zip_code else ''}".strip()
