"""What is planned and what came of it, outings of several families, and the rest that a contact can say."""

import random
import uuid
from collections import defaultdict
from datetime import time, timedelta

from mmp_portal.demo.cases import RHYTHMS, VIRTUAL
from programs import registry
from programs.casework.contacts.models import (
    Appointment,
    AppointmentStatus,
    Contact,
    ContactShare,
    ContactTopic,
    MissedReason,
    Outcome,
    Vocabulary,
)

PLANNED_BACK = 42  # days of history in which appointments are told
OTHERS = ("her aunt", "his grandmother", "their caseworker", "a neighbor", "her sister", "a teacher")
PLACES = {
    "home": ("",),
    "library": ("the library on Oak Street", "the reading room, second floor"),
    "out": ("the park by the river", "the diner at the corner"),
    "clinic": ("the clinic on Maple Avenue",),
    "school": ("the school office",),
    "office": ("our office, room 2",),
    "workplace": ("the break room at work",),
    "community_living": ("the laundromat on Third Street", "the playground behind the church"),
    "community_agency": ("the family resource center",),
}
FOLLOW_UPS = (
    "Call the clinic about the next visit",
    "Bring the form for evening classes",
    "Ask about a crib",
    "Send the bus timetable",
    "Find out when the food pantry is open",
    "Call the school about the schedule",
)
NOTES = ("Bring the form.", "Talk about the week.", "Go through the letter together.", "", "", "")
WHY_MISSED = {
    MissedReason.NO_SHOW: ("Nobody opened the door.", "Waited twenty minutes.", ""),
    MissedReason.CALLED_OFF_BY_FAMILY: ("The baby was sick.", "Had to work a shift.", "No ride that day."),
    MissedReason.CALLED_OFF_BY_US: ("Sick that day.", "The roads were icy."),
}
WHY_MOVED = ("Work shift changed.", "Doctor's visit at the same time.", "Car trouble.", "")
HOURS = (time(10, 0), time(11, 30), time(13, 0), time(14, 30), time(16, 0), time(17, 30))


class Appointments:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, cases, *, seed):
        self.story = story
        self.cases = cases.cases
        self.random = random.Random(f"appointments {seed} {story.on.isoformat()}")
        self.yesterday = story.on - timedelta(days=1)

    def tell(self):
        by_enrollment = {id(case.enrollment): case for case in self.cases}
        by_mentor = defaultdict(list)
        for case in self.cases:
            for match in case.matches:
                by_mentor[id(match.mentor)].append((case, match))
        for contact in list(self.story.of(Contact)):
            case = by_enrollment[id(contact.enrollment)]
            self._say_more(case, contact)
            self._share(case, contact, by_mentor)
            self._had_been_planned(case, contact)
        for case in self.cases:
            if case.is_open_on(self.story.on) and not case.is_paused_on(self.story.on):
                self._plan(case)

    def chance(self, share):
        return self.random.random() < share

    def _uid(self):
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def _at(self, day):
        return self.story.at(day, self.random.choice(HOURS))

    # --- What contacts say besides ----------------------------------------------------------

    def _say_more(self, case, contact):
        definition = registry.get(case.program)
        contact.interpreter_used = bool(
            contact.enrollment.participant.needs_interpreter and contact.kind not in VIRTUAL and contact.match
        )
        if contact.outcome == Outcome.ATTEMPTED:
            contact.tries = self.random.choices((1, 2, 3), (6, 3, 1))[0]
            return
        if contact.miles_driven:
            contact.travel_minutes = int(contact.miles_driven) * 2 + self.random.randint(2, 12)
        if contact.match and contact.match.mentor.person.user is None and self.chance(0.6):
            contact.on_behalf_of = contact.match.mentor
        if self.chance(0.04):
            contact.others_present = self.random.choice(OTHERS)
        if self.chance(0.35):
            code = self.random.choice(definition.components).code
            self.story.add(ContactTopic, contact=contact, vocabulary=Vocabulary.COMPONENT, code=code)
        if contact.match and not contact.voided_at and self.chance(0.03):
            self._to_follow(case, contact)

    def _to_follow(self, case, contact):
        day = contact.started_at.astimezone(self.story.zone).date()
        contact.follow_up = self.random.choice(FOLLOW_UPS)
        contact.follow_up_by = day + timedelta(days=self.random.randint(2, 10))
        done_at = contact.recorded_at + timedelta(days=self.random.randint(1, 8), hours=2)
        is_long_ago = contact.follow_up_by < self.yesterday - timedelta(days=2)
        if contact.recorded_by and done_at < self.story.last_evening and (is_long_ago or self.chance(0.5)):
            contact.follow_up_done_at, contact.follow_up_done_by = done_at, contact.recorded_by

    # --- Several families at once -----------------------------------------------------------

    def _share(self, case, contact, by_mentor):
        """Now and then a mentor of two families goes out with both: one entry, credited to each."""
        if not contact.match or contact.outcome != Outcome.MADE or contact.kind in VIRTUAL or contact.voided_at:
            return
        day = contact.started_at.astimezone(self.story.zone).date()
        beside = [
            (other, match)
            for other, match in by_mentor[id(contact.match.mentor)]
            if other is not case
            and (other.program, other.place) == (case.program, case.place)
            and match in other.matches_on(day)
            and other.is_open_on(day)
            and not other.is_paused_on(day)
            and (other.plan.quiet_since is None or day <= other.plan.quiet_since)
        ]
        if not beside or not self.chance(0.15):
            return
        other, match = beside[0]
        self.story.add(ContactShare, contact=contact, enrollment=other.enrollment, match=match)
        self.story.add(Contact.present.through, contact=contact, person=other.enrollment.participant)

    # --- What was planned -------------------------------------------------------------------

    def _had_been_planned(self, case, contact):
        """Nearly half of the last weeks' meetings stood in a calendar before; some were moved to it."""
        day = contact.started_at.astimezone(self.story.zone).date()
        is_recent = day > self.story.on - timedelta(days=PLANNED_BACK)
        if not is_recent or contact.voided_at or contact.outcome != Outcome.MADE or contact.kind in VIRTUAL:
            return
        if not contact.match or not self.chance(0.45):
            return
        planned_on = contact.started_at - timedelta(days=self.random.randint(2, 6))
        facts = self._facts(case, contact.match, contact.kind, contact.setting, recorded_at=planned_on)
        facts |= {"status": AppointmentStatus.KEPT, "contact": contact, "starts_at": contact.started_at, "version": 2}
        if not self.chance(0.12):
            self.story.add(Appointment, **facts)
            return
        old = self._facts(case, contact.match, contact.kind, contact.setting, recorded_at=planned_on)
        old |= {
            "status": AppointmentStatus.MOVED,
            "starts_at": contact.started_at - timedelta(days=1),
            "moved_reason": self.random.choice(WHY_MOVED),
            "version": 2,
        }
        first = self.story.add(Appointment, **old)

        def finish(row):
            row.moved_from = first
            row.contact = contact

        del facts["contact"]
        self.story.add_later(Appointment, contact, finish, **facts)

    def _facts(self, case, match, kind, setting, *, recorded_at):
        return {
            "uid": self._uid(),
            "enrollment": case.enrollment,
            "match": match,
            "worker": None if match else case.plan.worker,
            "kind": kind,
            "setting": setting,
            "place": self.random.choice(PLACES.get(setting, ("",))),
            "note": self.random.choice(NOTES),
            "recorded_at": recorded_at,
            "recorded_by": (match.mentor.person.user if match else None) or case.plan.worker,
        }

    def _plan(self, case):
        """What is to come, what was missed, and what nobody has said anything about yet."""
        rhythm, on = RHYTHMS[case.program], self.story.on
        match = next((one for one in case.matches if one.ended_on is None), None)
        kind = next(iter(rhythm.kinds)) if match else "call"
        setting = self._weighed(rhythm.settings) if match else ""
        planned_at = self.story.last_evening - timedelta(days=self.random.randint(0, 4), hours=3)

        def told(day, **more):
            facts = self._facts(case, match, kind, setting, recorded_at=planned_at)
            self.story.add(Appointment, **(facts | {"starts_at": self._at(day), **more}))

        is_featured = case.enrollment.participant.given_name == "Juniper"
        if match and (is_featured or self.chance(0.7)):
            first = on + timedelta(days=2 if is_featured else self.random.randint(0, 8))
            if self.chance(0.2):
                self._weekly(told, first)
            else:
                told(first)
        elif not match and self.chance(0.25):
            told(on + timedelta(days=self.random.randint(0, 9)), duration_minutes=30)
        if match and self.chance(0.12):
            reason = self.random.choice(list(WHY_MISSED))
            words = self.random.choice(WHY_MISSED[reason])
            day = on - timedelta(days=self.random.randint(2, PLANNED_BACK))
            if match.starts_on < day:
                told(
                    day,
                    status=AppointmentStatus.MISSED,
                    missed_reason=reason,
                    missed_words=words,
                    version=2,
                    recorded_at=self._at(day - timedelta(days=3)),
                )
        if match and match.starts_on < on - timedelta(days=10) and self.chance(0.05):
            day = on - timedelta(days=self.random.randint(1, 4))
            told(day, recorded_at=self._at(day - timedelta(days=3)))

    def _weekly(self, told, first):
        series, clock = self._uid(), self.random.choice(HOURS)
        for week in range(self.random.randint(3, 6)):
            day = first + timedelta(weeks=week)
            told(day, series=series, starts_at=self.story.at(day, clock))

    def _weighed(self, weights):
        return self.random.choices(list(weights), list(weights.values()))[0]
