"""People at the home site who were written down twice, and a young mother whom two sites know."""

import random
from datetime import time, timedelta

from mmp_portal.agencies.models import Site
from participants.duplicates.finding import Reason, weight_of
from participants.duplicates.models import ProbableDuplicate
from participants.models import Person, Registration
from programs.casework.enrollments.models import Enrollment

HOME = "GRE"
ELSEWHERE = "STL"
# How a name was misheard on the phone: the first that changes anything.
SLIPS = (("ph", "f"), ("ie", "y"), ("y", "i"), ("an", "en"), ("er", "ar"), ("o", "u"), ("e", "a"))


def misheard(name):
    return next((name.replace(old, new, 1) for old, new in SLIPS if old in name[1:]), f"{name}h")


class Duplicates:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, *, seed):
        self.story = story
        self.people = people
        self.random = random.Random(f"duplicates {seed} {story.on.isoformat()}")
        self.sites = {site.code: site for site in story.of(Site)}

    def tell(self):
        here = self._participants(HOME)
        second = self._record(here[0], HOME, phone=here[0].phone)
        self._note(here[0], second, (Reason.NAME_ALIKE, Reason.BORN_SAME, Reason.PHONE_SAME))
        second = self._record(here[1], HOME, phone="")
        self._note(here[1], second, (Reason.NAME_ALIKE, Reason.BORN_SAME))
        second = self._record(here[2], HOME, born_on=self._slip(here[2].born_on), phone=here[2].phone)
        self._note(here[2], second, (Reason.NAME_ALIKE, Reason.BORN_NEAR, Reason.PHONE_SAME))
        if ELSEWHERE in self.sites:
            second = self._record(here[3], ELSEWHERE, phone=here[3].phone)
            reasons = (Reason.NAME_ALIKE, Reason.BORN_SAME, Reason.PHONE_SAME)
            self._note(here[3], second, reasons, is_across_sites=True)

    def _participants(self, code):
        """Grown participants of the site with a birth date and a phone."""
        found = [
            row.participant
            for row in self.story.of(Enrollment)
            if row.site.code == code and row.closed_on is None and row.participant.born_on and row.participant.phone
        ]
        return self.random.sample(list({id(one): one for one in found}.values()), 4)

    @staticmethod
    def _slip(day):
        """The next day of the month, written down wrong by one digit."""
        return day - timedelta(days=1) if day.day % 10 else day + timedelta(days=1)

    def _record(self, person, code, **fields):
        """A second record of somebody, made by another hand a few weeks ago."""
        on = self.story.on - timedelta(days=self.random.randint(5, 40))
        writer = self.people.workers[code][-1]
        same = {"family_name": person.family_name, "born_on": person.born_on, "language": person.language}
        second = self.story.add(
            Person,
            given_name=misheard(person.given_name),
            recorded_by=writer,
            recorded_at=self.story.no_later(self.story.at(on, time(10, 20))),
            **{**same, **fields},
        )
        self.story.add(Registration, person=second, site=self.sites[code], starts_on=on)
        return second

    def _note(self, person, second, reasons, *, is_across_sites=False):
        def finish(row):
            row.one, row.other = sorted((person, second), key=lambda one: one.pk)

        self.story.add_later(
            ProbableDuplicate,
            second,
            finish,
            reasons=[str(reason) for reason in reasons],
            weight=weight_of(reasons),
            is_across_sites=is_across_sites,
            found_at=self.story.last_evening,
        )
