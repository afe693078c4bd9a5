"""Group events: held and to come, who was asked and who came."""

from calendar import monthrange
from datetime import date, time, timedelta

from holidays import country_holidays

from mmp_portal.demo import places, words
from programs import registry
from programs.casework.meetings.models import Attendance, Meeting

HOLIDAYS = country_holidays("US")
# program: (kind, every so many months, hour, how many occasions in such a month)
CALENDAR = {
    "young_parent": (("support", 1, 18, 1), ("mentor_training", 3, 9, 1)),
    "worksite": (("readiness", 1, 16, 2), ("downtime", 3, 17, 1)),
    "mpmp": (("refresher", 1, 17, 2), ("peer_group", 2, 17, 1)),
    "moppp": (("group_connection", 1, 10, 1), ("parent_cafe", 1, 17, 1)),
}
MENTORS_ONLY = {"mentor_training", "refresher", "training"}
WITH_CHILDREN = {"support", "group_connection", "parent_cafe", "banquet"}
COMES = {"support": 0.68, "readiness": 0.75, "downtime": 0.5, "banquet": 0.7, "refresher": 0.85}


def nth_weekday(year, month, weekday, count):
    """The `count`-th such weekday of a month, the first being 1."""
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (count - 1)
    return date(year, month, min(day, monthrange(year, month)[1]))


def months(first, last):
    """Pairs of year and month, from that of `first` to that of `last`."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


class Gatherings:
    def __init__(self, story, people, cases):
        self.story = story
        self.people = people
        self.by_room = {}
        for case in cases.cases:
            self.by_room.setdefault((case.place.code, case.program), []).append(case)

    def tell(self):
        for order, place in enumerate(places.PLACES):
            for program, serves in place.serves.items():
                if serves:
                    self._of(place, program, weekday=(order + 1) % 4 + (1 if program == "worksite" else 0))

    def _of(self, place, program, *, weekday):
        """The program's calendar at a place, from the beginning of the history to two months ahead."""
        story = self.story
        until = story.on + timedelta(days=70)
        count = 0
        for kind, every, hour, times in CALENDAR[program]:
            for year, month in months(story.since, until):
                if month % every:
                    continue
                for occasion in range(times):
                    day = nth_weekday(year, month, weekday, 2 + occasion)
                    if day > until:
                        continue
                    self._meeting(place, program, kind, day, hour, count)
                    count += 1
        if program == "worksite":
            for year in range(story.since.year, until.year + 1):
                day = nth_weekday(year, 5, 3, 2)
                if story.since <= day <= until:
                    self._meeting(place, program, "banquet", day, 18, 0)
        # One within the week at every place, so that its reminder leaves.
        kind, hour = CALENDAR[program][0][0], CALENDAR[program][0][2]
        soon = next(day for day in self._coming_days(2 + weekday % 3) if day.weekday() < 5 and day not in HOLIDAYS)
        self._meeting(place, program, kind, soon, hour, count, is_extra=True)

    def _coming_days(self, first):
        """The days of the coming week, beginning `first` days from now and coming round."""
        return [self.story.on + timedelta(days=1 + (first - 1 + step) % 6) for step in range(6)]

    def _meeting(self, place, program, kind, day, hour, count, *, is_extra=False):
        story, site = self.story, self.people.sites[place.code]
        if not is_extra and -1 <= (day - story.on).days <= 7:
            return  # the one of this week is planned apart
        options = words.MEETING_TOPICS[kind]
        by = self.people.workers[place.code][0]
        planned_on = min(day - timedelta(days=story.between(14, 40)), story.on - timedelta(days=story.between(1, 20)))
        planned = story.daytime(planned_on, 9, 16)
        meeting = story.add(
            Meeting,
            site=site,
            program=program,
            kind=kind,
            topic=options[count % len(options)],
            starts_at=story.at(day, time(hour, 0)),
            duration_minutes=self._length(program, kind),
            place=story.pick(("Library, room 2", "The office, big room", "Story Hill church hall")),
            speaker=story.pick(words.SPEAKERS),
            has_child_care=kind in WITH_CHILDREN,
            has_meal=kind in ("support", "banquet", "parent_cafe", "downtime"),
            has_rides=story.chance(0.3),
            recorded_at=planned,
            recorded_by=by,
        )
        past = day < story.on
        if not is_extra and story.chance(0.035):
            meeting.called_off_at = max(
                planned, min(story.at(day - timedelta(days=1), time(15, 0)), story.last_evening - timedelta(hours=6))
            )
            meeting.called_off_reason = story.pick(("Snow and ice.", "The speaker is ill.", "The building is closed."))
            meeting.version = 2
        self._ask(place, program, kind, meeting, day, planned, past=past)

    @staticmethod
    def _length(program, kind):
        return next(choice.usual_minutes for choice in registry.get(program).meeting_kinds if choice.code == kind)

    def _ask(self, place, program, kind, meeting, day, planned, *, past):
        story = self.story
        known_until = min(day, story.on - timedelta(days=1))
        noted = past and not meeting.called_off_at
        # The newest one at Greene County still waits for its attendance.
        if noted and place.code == "GRE" and (story.on - day).days <= 14:
            noted = False
        likely = COMES.get(kind, 0.6)
        asked = {}
        for case in self.by_room.get((place.code, program), ()):
            if not case.is_open_on(known_until):
                continue
            if kind not in MENTORS_ONLY:
                asked[id(case.enrollment.participant)] = (case.enrollment.participant, case)
            if kind != "readiness" and program != "moppp":
                for match in case.matches_on(known_until):
                    person = match.mentor.person
                    asked.setdefault(id(person), (person, None))
        for person, case in asked.values():
            self._attendance(meeting, person, case, day, planned, noted=noted, likely=likely, kind=kind)

    def _attendance(self, meeting, person, case, day, planned, *, noted, likely, kind):
        story = self.story
        paused = case is not None and case.is_paused_on(min(day, story.on))
        if kind == "readiness" and case is not None and (day - case.enrollment.enrolled_on).days > 100:
            return
        answer = story.weigh({"yes": 5, "no": 1.2, "": 4}) if not paused else ""
        late = case is not None and case.enrollment.enrolled_on > day - timedelta(days=2)
        answered_at = None
        if answer:
            answered_at = story.no_later(planned + timedelta(days=story.between(0, 9), hours=story.between(0, 9)))
        came, children = None, 0
        if noted:
            chance = {"yes": likely + 0.2, "no": 0.05, "": likely - 0.1}[answer] if not paused else 0.05
            came = story.chance(chance)
            if came and case is not None and kind in WITH_CHILDREN:
                own = [child for child in self.people.children_of(person) if child.born_on <= day]
                children = story.between(0, len(own)) if own else 0
        is_walk_in = bool(noted and came and late)
        story.add(
            Attendance,
            meeting=meeting,
            person=person,
            enrollment=case.enrollment if case else None,
            answer="" if is_walk_in else answer,
            answered_at=None if is_walk_in else answered_at,
            came=came,
            children_came=children,
            is_walk_in=is_walk_in,
        )
