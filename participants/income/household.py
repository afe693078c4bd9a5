"""The income of everybody who lives together on a day, person by person, with what is not known."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from participants.households.known import known_since
from participants.households.size import living_with
from participants.income import yearly
from participants.income.models import IncomeSource
from participants.models import Person, Registration

GROWN = 18  # years; nobody asks a child for income, unless there is some on record


@dataclass(frozen=True)
class PersonIncome:
    """One person's part: the rows in force, what they say together, and their sum."""

    person: Any
    rows: list
    known: yearly.Known
    total: yearly.Total

    @property
    def in_words(self):
        if self.known == yearly.Known.NOT_ASKED:
            return _("Not asked yet")
        if self.known == yearly.Known.DECLINED and self.total.cents is None:
            return _("Did not wish to say")
        if self.known == yearly.Known.NONE:
            return _("No income, said on %(day)s") % {"day": _day(max(row.said_on for row in self.rows))}
        return self.total.in_words


def _day(day):
    from mmp_portal.ui.templatetags.ui import full_day

    return full_day(day)


def income_of(person, rows):
    """What `rows`, those in force on a day, say about one person."""
    rows = list(rows)
    pairs = _pairs(rows)
    return PersonIncome(person, rows, yearly.known_of(answer for answer, _cents in pairs), yearly.total([pairs]))


def _pairs(rows):
    return [(yearly.Known(row.answer), row.yearly_cents) for row in rows]


def household_income(person, *, on, user):
    """Each person living with `person` on the day and their income, and the total of all of them.

    Read by what `user` may see: somebody registered at another site alone is not named, and leaves the total
    incomplete. Children under 18 without a row are left out: nobody asks them. Where no household is on record,
    or it did not come along with a transfer, the person stands alone.
    """
    is_known = known_since(person, user) is None
    people = list(living_with(person, on=on).order_by("born_on", "pk")) if is_known else []
    people, hidden = _seen(people or [person], user, on)
    rows = IncomeSource.objects.in_force(on).for_user(user).filter(person__in=[one.pk for one in people])
    by_person: dict[int, list] = {}
    for row in rows.order_by("pk"):
        by_person.setdefault(row.person_id, []).append(row)
    parts = [
        income_of(one, by_person.get(one.pk, []))
        for one in people
        if one.pk in by_person or (age := one.age_on(on)) is None or age >= GROWN or one.pk == person.pk
    ]
    return parts, yearly.total([*(_pairs(part.rows) for part in parts), *([] for _person in hidden)])


def _seen(people, user, on):
    """The people whom the user may see, and the grown ones whom they may not."""
    registered = set(Registration.objects.filter(person__in=people).values_list("person", flat=True))
    ours = set(Person.objects.for_user(user).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    unseen = registered - ours
    grown = [one for one in people if one.pk in unseen and ((age := one.age_on(on)) is None or age >= GROWN)]
    return [one for one in people if one.pk not in unseen], grown


def yearly_cents_at(person, *, on, site):
    """What everybody living with `person` on the day has in a year, by the rows of one site; None unless all of it is known.

    Rows of another site stay there, but for those that a transfer handed on.
    """
    people = list(living_with(person, on=on)) or [person]
    ours = Q(site=site) | Exists(
        Registration.objects.filter(
            person=OuterRef("person"), site=site, transferred_from=OuterRef("site"), shares_documents=True
        )
    )
    rows = IncomeSource.objects.in_force(on).filter(ours, person__in=people)
    by_person: dict[int, list] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    asked = [
        one
        for one in people
        if one.pk in by_person or (age := one.age_on(on)) is None or age >= GROWN or one.pk == person.pk
    ]
    total = yearly.total([_pairs(by_person.get(one.pk, [])) for one in asked])
    return total.cents if total.is_complete else None
