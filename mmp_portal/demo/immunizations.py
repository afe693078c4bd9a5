"""What the children were given, whose card was seen, and what a few families declined."""

import random
from datetime import date, time, timedelta

from mmp_portal.demo.circumstances import CLINICS
from participants.immunizations.models import CardSeen, Immunization, ScheduleChoice, Waiver
from participants.immunizations.records import is_current
from participants.immunizations.schedule import USUAL, months_later, schedule
from participants.immunizations.standing import Given, overall
from participants.models import HouseholdMember

# The visits to a clinic by age in months, and what is usually given there.
VISITS = {
    0: ("hepb",),
    2: ("hepb", "rv", "dtap", "hib", "pcv", "ipv"),
    4: ("rv", "dtap", "hib", "pcv", "ipv"),
    6: ("hepb", "rv", "dtap", "hib", "pcv", "ipv"),
    12: ("mmr", "var", "hepa", "hib", "pcv"),
    15: ("dtap",),
    18: ("hepa",),
    48: ("dtap", "ipv", "mmr", "var"),
}
# How families keep to it: the share of them, days late at most, and how likely a visit is missed.
KEEPERS = ((55, 9, 0.0), (25, 45, 0.06), (14, 90, 0.3), (6, 0, 1.0))
DECLINED = (("flu", "declined", "We will ask the doctor next year"), ("var", "immune", "Had chickenpox at two"))


class Immunizations:
    """Drawn from a generator of its own, so that nobody else's rows change with it."""

    def __init__(self, story, cases, *, seed):
        self.story = story
        self.cases = cases.cases
        self.random = random.Random(f"immunizations {seed}")
        self.schedule = schedule(USUAL)

    def tell(self):
        homes: dict[int, list] = {}
        for member in self.story.of(HouseholdMember):
            homes.setdefault(id(member.household), []).append(member)
        children: dict[int, list] = {}
        for members in homes.values():
            young = [
                one.person
                for one in members
                if one.part == HouseholdMember.Part.CHILD and self._is_measured(one.person)
            ]
            for one in members:
                if one.part == HouseholdMember.Part.PARENT:
                    children.setdefault(id(one.person), []).extend(young)
        told = set()
        for case in self.cases:
            for child in children.get(id(case.enrollment.participant), ()):
                if id(child) not in told:
                    told.add(id(child))
                    self._record_of(case, child)
        self._choose(case.enrollment.site for case in self.cases[-1:])

    def _is_measured(self, child):
        return bool(
            child.born_on
            and child.born_on <= self.story.on
            and child.died_on is None
            and self.schedule.covers(child.born_on, self.story.on)
        )

    def _record_of(self, case, child):
        days_late, missed = self._keeper()
        clinic = self.random.choice(CLINICS)
        given: dict[str, list] = {}
        for months, vaccines in VISITS.items():
            on = months_later(child.born_on, months) + timedelta(
                days=self.random.randint(0, days_late) if months else 0
            )
            if self.random.random() >= missed:
                self._visit(case, child, on, vaccines, clinic, given)
        for year in range(child.born_on.year, self.story.on.year + 1):
            on = date(year, 10, self.random.randint(1, 28))
            if on >= months_later(child.born_on, 6) and self.random.random() < 0.75 - missed:
                self._visit(case, child, on, ("flu",), clinic, given)
        if given and self.random.random() < 0.06:
            early = child.born_on + timedelta(days=self.random.randint(33, 40))
            self._visit(case, child, early, ("pcv",), clinic, given)
        if given and self.random.random() < 0.85:
            self._card(case, child, given)
        if self.random.random() < 0.05:
            vaccine, kind, words = self.random.choice(DECLINED)
            self._fact(Waiver, case, child, self._seen(case, child), vaccine=vaccine, kind=kind, note=words)

    def _keeper(self):
        _share, days_late, missed = self.random.choices(KEEPERS, [share for share, _late, _missed in KEEPERS])[0]
        return days_late, missed

    def _visit(self, case, child, on, vaccines, clinic, given):
        if on >= self.story.on:
            return
        for vaccine in vaccines:
            if any(dose.on == on for dose in given.get(vaccine, ())):
                continue
            given.setdefault(vaccine, []).append(Given(on))
            self.story.add(
                Immunization,
                person=child,
                site=case.enrollment.site,
                vaccine=vaccine,
                given_on=on,
                place=clinic if on > child.born_on else "",
                **self._written(case, max(on, case.enrollment.enrolled_on)),
            )

    def _seen(self, case, child):
        """A day on which somebody looked: soon after the enrollment or the birth, or of late."""
        least = max(case.enrollment.enrolled_on, child.born_on) + timedelta(days=14)
        return min(max(least, self.story.on - timedelta(days=self.random.randint(5, 160))), self.story.on)

    def _card(self, case, child, given):
        on = self._seen(case, child)
        found = overall(self.schedule, child.born_on, given, on)
        source = self.random.choices(("card", "clinic", "register"), (6, 2, 2))[0]
        self.story.add(
            CardSeen,
            person=child,
            site=case.enrollment.site,
            seen_on=on,
            source=source,
            is_current=is_current(found),
            **self._written(case, on),
        )

    def _fact(self, model, case, child, on, **fields):
        self.story.add(
            model, person=child, site=case.enrollment.site, starts_on=on, **fields, **self._written(case, on)
        )

    def _written(self, case, on):
        return {
            "recorded_by": case.plan.worker,
            "recorded_at": self.story.no_later(self.story.at(on + timedelta(days=1), time(11, 20))),
        }

    def _choose(self, sites):
        """One site has said which schedule it goes by; the others go by the usual one."""
        for site in sites:
            self.story.add(
                ScheduleChoice,
                site=site,
                schedule="aap_2026",
                starts_on=min(date(2026, 3, 1), self.story.on),
                source="Invented: letter of the health department",
                recorded_at=self.story.no_later(self.story.at(date(2026, 2, 20), time(10, 0))),
            )
