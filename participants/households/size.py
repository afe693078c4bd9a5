"""How many people live together on a day, for rules that ask for the size of a household."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from participants.models import HouseholdMember, Person

# A pregnancy is dated 40 weeks back from the expected day, and goes on for two weeks after it at most.
PREGNANCY = timedelta(weeks=40)
OVERDUE = timedelta(weeks=2)
# A child born this long before the expected day or later is the child that was expected.
EARLY = timedelta(weeks=20)


@dataclass(frozen=True)
class Size:
    """People living together, each counted once, and apart from them the children still expected."""

    people: int
    unborn: int
    homes: int = 1


def living_with(person, *, on):
    """Everybody who lives in a home of `person` on the day, `person` included, each once; the dead no more.

    Whoever only visits does not live there. Nobody at all where no home of theirs is on record.
    """
    homes = HouseholdMember.objects.living_here().homes_of(person, on=on)
    return _people_in(HouseholdMember.objects.filter(household__in=homes), on=on)


def living_in(household, *, on):
    """Everybody who lives in the household on the day."""
    return _people_in(household.members.all(), on=on)


def _people_in(members, *, on):
    alive = Q(died_on=None) | Q(died_on__gt=on)
    here = members.in_force(on).living_here().values("person")
    return Person.objects.not_voided().filter(alive, pk__in=here)


def size_of(household, *, on):
    """The size of one household on the day."""
    return _counted(living_in(household, on=on), on=on, homes=1)


def size_for(person, *, on):
    """The size of the household of `person` on the day; None where no home of theirs is on record.

    Somebody with two homes lives with the people of both, each counted once; `homes` says how many they are.
    """
    homes = HouseholdMember.objects.living_here().homes_of(person, on=on).distinct().count()
    return _counted(living_with(person, on=on), on=on, homes=homes) if homes else None


def _counted(people, *, on, homes):
    facts = list(people.values_list("born_on", "due_on", "children_expected"))
    births = [born_on for born_on, _due_on, _expected in facts if born_on and born_on <= on]
    unborn = sum(
        expected or 1 for _born_on, due_on, expected in facts if due_on and _is_expected(due_on, births, on=on)
    )
    born = sum(1 for born_on, _due_on, _expected in facts if born_on is None or born_on <= on)
    return Size(people=born, unborn=unborn, homes=homes)


def _is_expected(due_on, births, *, on):
    """Whether the pregnancy that should end on `due_on` lasts on the day: begun, not long past, no such child born."""
    is_running = -OVERDUE <= due_on - on <= PREGNANCY
    return is_running and not any(due_on - born_on < EARLY for born_on in births)
