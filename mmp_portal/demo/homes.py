"""Who lives with whom: relationships, grandmothers, second homes, children born early; children are registered, too."""

import random
from datetime import timedelta

from participants.models import Household, HouseholdMember, Person, Registration

Part, Relationship, LivesHere = HouseholdMember.Part, HouseholdMember.Relationship, HouseholdMember.LivesHere

ELDERS = ("Ottilie", "Rosalba", "Philomena", "Ambrosia", "Leopold", "Serafina", "Hortense", "Evangeline", "Cornelius")
HOME_NAMES = ("At Grandma’s", "At Dad’s", "At Aunt Nell’s")


class Homes:
    """Drawn from a generator of its own, so that nobody else's rows change with it."""

    def __init__(self, story, cases, *, seed):
        self.story = story
        self.random = random.Random(f"homes {seed}")
        self.cases = {id(case.enrollment.participant): case for case in cases.cases}

    def tell(self):
        homes: dict[int, list] = {}
        for member in self.story.of(HouseholdMember):
            homes.setdefault(id(member.household), []).append(member)
        for members in homes.values():
            parent = next((one for one in members if one.part == Part.PARENT), None)
            case = self.cases.get(id(parent.person)) if parent else None
            if case is None:
                continue
            self._name_the_places(members, case)
            self._register_children(members, case)
            if self._chance(0.16):
                self._elder(parent, case)
            if self._chance(0.1):
                self._second_home(members, parent)

    def _chance(self, share):
        return self.random.random() < share

    def _name_the_places(self, members, case):
        for member in members:
            member.recorded_at = case.enrollment.recorded_at
            member.recorded_by = case.plan.worker
            if member.part == Part.PARENT:
                father = member.person.gender == "male"
                member.relationship = Relationship.FATHER if father else Relationship.MOTHER
                continue
            member.relationship = Relationship.CHILD
            if self._chance(0.6):
                weeks = self.random.choices(range(31, 42), (1, 1, 1, 2, 3, 5, 9, 15, 24, 25, 14))[0]
                member.person.born_at_weeks = weeks

    def _register_children(self, members, case):
        enrolled_on = case.enrollment.enrolled_on
        for member in members:
            if member.part == Part.CHILD:
                starts_on = max(enrolled_on, member.person.born_on or enrolled_on)
                self.story.add(Registration, person=member.person, site=case.enrollment.site, starts_on=starts_on)

    def _person(self, case, *, family_name, years, gender):
        story, enrollment = self.story, case.enrollment
        born_on = (story.on - timedelta(days=365 * years + self.random.randint(0, 364))).replace(day=14)
        person = story.add(
            Person,
            given_name=self.random.choice(ELDERS),
            family_name=family_name,
            gender=gender,
            born_on=born_on,
            language=enrollment.participant.language,
            city=case.place.city,
            recorded_at=enrollment.recorded_at,
            recorded_by=case.plan.worker,
        )
        story.add(Registration, person=person, site=enrollment.site, starts_on=enrollment.enrolled_on)
        return person

    def _elder(self, parent, case):
        """A grandmother who lives there; in some homes she has moved out again."""
        elder = self._person(
            case, family_name=parent.person.family_name, years=self.random.randint(44, 62), gender="female"
        )
        begins = max(parent.starts_on, case.enrollment.enrolled_on - timedelta(days=200))
        last = self.story.on - timedelta(days=self.random.randint(10, 60))
        self.story.add(
            HouseholdMember,
            household=parent.household,
            person=elder,
            part=Part.RELATIVE,
            relationship=Relationship.GRANDPARENT,
            starts_on=begins,
            ends_on=last if self._chance(0.25) and last > begins else None,
            recorded_at=case.enrollment.recorded_at,
            recorded_by=case.plan.worker,
        )

    def _second_home(self, members, parent):
        """The oldest child lives in another home part of the time."""
        children = [one for one in members if one.part == Part.CHILD and one.person.born_on]
        if not children:
            return
        child = min(children, key=lambda one: one.person.born_on)
        begins = max(child.starts_on, self.story.on - timedelta(days=self.random.randint(40, 300)))
        child.lives_here = LivesHere.PART
        name = self.random.choice(HOME_NAMES)
        fields = {"recorded_at": child.recorded_at, "recorded_by": child.recorded_by}
        home = self.story.add(Household, name=name, **fields)
        self.story.add(
            HouseholdMember,
            household=home,
            person=child.person,
            part=Part.CHILD,
            relationship=Relationship.CHILD,
            lives_here=LivesHere.PART,
            starts_on=begins,
            **fields,
        )
