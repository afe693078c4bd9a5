"""Enrollments with their matches, contacts, pauses and closings."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from mmp_portal.demo import places, sign_ins, words
from programs import registry
from programs.casework.closings.models import Closing
from programs.casework.contacts.models import Contact, ContactTopic, Vocabulary
from programs.casework.enrollments.models import Enrollment, NumberSeries, Pause, RestrictedFact
from programs.casework.matches.models import EndReason, Match
from programs.casework.matches.workflow import commitment_end


@dataclass(frozen=True)
class Rhythm:
    """How a program's cases run: when they are matched, how often people meet, how long they stay."""

    ages: tuple[int, int]
    matched_after: tuple[int, int]
    every: tuple[int, int]
    minutes: dict
    kinds: dict
    settings: dict
    stays: tuple[int, int]  # days from enrollment to a closing in good order
    share_unmatched: float
    share_ended_early: float
    good_end: str
    miles: float = 0.0


RHYTHMS = {
    "worksite": Rhythm(
        ages=(16, 20),
        matched_after=(20, 75),
        every=(6, 9),
        minutes={30: 6, 20: 2, 45: 2, 60: 1, None: 0.3},
        kinds={"met": 7, "call": 1, "text": 1, "worksite_visit": 1},
        settings={"workplace": 8, "office": 1, "out": 1},
        stays=(120, 330),
        share_unmatched=0.2,
        share_ended_early=0.22,
        good_end="self_sufficient",
    ),
    "young_parent": Rhythm(
        ages=(16, 20),
        matched_after=(7, 40),
        every=(5, 9),
        minutes={60: 8, 90: 2, 45: 2, 30: 1, 120: 0.5, None: 0.35},
        kinds={"met": 8, "call": 1.2, "text": 0.8, "video": 0.5},
        settings={"home": 5, "library": 2, "out": 2, "clinic": 0.7, "school": 0.6},
        stays=(372, 420),
        share_unmatched=0.05,
        share_ended_early=0.2,
        good_end="year_kept",
        miles=0.3,
    ),
    "mpmp": Rhythm(
        ages=(22, 41),
        matched_after=(3, 14),
        every=(5, 8),
        minutes={60: 4, 90: 5, 120: 3, 45: 1, None: 0.3},
        kinds={"met": 7, "call": 2, "text": 1, "video": 1, "court": 0.8, "family_meeting": 0.7},
        settings={
            "home": 4,
            "community_living": 2,
            "community_agency": 2,
            "justice": 0.7,
            "virtual": 1,
            "shelter": 0.4,
        },
        stays=(180, 480),
        share_unmatched=0.05,
        share_ended_early=0.15,
        good_end="reunified",
        miles=0.5,
    ),
    "moppp": Rhythm(
        ages=(19, 34),
        matched_after=(0, 10),
        every=(7, 16),
        minutes={60: 7, 75: 2, 90: 2, 45: 1, None: 0.25},
        kinds={"home_visit": 9, "call": 1, "text": 0.6, "video": 0.7},
        settings={"home": 9, "out": 0.6, "clinic": 0.3, "virtual": 0.5},
        stays=(300, 800),
        share_unmatched=0.03,
        share_ended_early=0.08,
        good_end="completed",
        miles=0.8,
    ),
}

EARLY_ENDS = (
    EndReason.PARTICIPANT_WISHED,
    EndReason.MENTOR_WISHED,
    EndReason.MOVED,
    EndReason.LOST_TOUCH,
)
VIRTUAL = {"call", "text", "video"}


def _days_old_when_visited_first(days, order):
    """Most families come to MOPPP with a newborn, some with an older brother or sister; a few children are older."""
    if order:
        return 420 + days // 3
    return days if days % 8 == 0 else 5 + days // 15


@dataclass
class Plan:
    """What happens in a case. What is None is drawn by chance or does not happen."""

    enrolled_on: date
    matched_on: date | None = None
    match_ends_on: date | None = None
    end_reason: str = ""
    closed_on: date | None = None
    closing_reason: str = ""
    quiet_since: date | None = None
    pause: tuple | None = None
    mentor: object = None
    worker: object = None
    restricted: tuple = ()
    rematched_on: date | None = None


@dataclass
class Case:
    """An enrollment of the story, with what the meetings need to know of it."""

    place: places.Place
    program: str
    enrollment: Enrollment
    matches: list = field(default_factory=list)
    pauses: list = field(default_factory=list)

    def is_open_on(self, day):
        row = self.enrollment
        return row.enrolled_on <= day and (row.closed_on is None or day <= row.closed_on)

    def is_paused_on(self, day):
        return any(pause.starts_on <= day and (pause.ends_on is None or day < pause.ends_on) for pause in self.pauses)

    def matches_on(self, day):
        return [m for m in self.matches if m.starts_on <= day and (m.ended_on is None or day <= m.ended_on)]


class Cases:
    def __init__(self, story, people):
        self.story = story
        self.people = people
        self.cases: list[Case] = []
        self.closings_made: dict[str, int] = {}

    # --- Everything -------------------------------------------------------------------------

    def tell(self):
        """Everybody with a part of their own first, then the rest of each site, by chance."""
        self._featured()
        for place in places.PLACES:
            for program, serves in place.serves.items():
                if serves:
                    self._ordinary(place, program, serves)
        self._extra_mentors()
        self._number()
        for case in self.cases:
            self._contacts_of(case)

    def _number(self):
        """Case numbers follow the day of enrollment, one series a program."""
        for program in registry.all_programs():
            rows = [case.enrollment for case in self.cases if case.program == program.code]
            for count, row in enumerate(sorted(rows, key=lambda row: row.enrolled_on), start=1):
                row.number = f"{program.number_prefix}-{count:04d}"
            self.story.add(NumberSeries, program=program.code, last=len(rows))

    # --- By chance --------------------------------------------------------------------------

    def _ordinary(self, place, program, serves):
        story, rhythm = self.story, RHYTHMS[program]
        first = story.since - timedelta(days=min(330, rhythm.stays[1]))
        span = (story.on - first).days - 3
        stay = sum(rhythm.stays) / 2 / 365 * 0.85
        count = story.number(serves / (1 + stay) * span / 365)
        days = [first + timedelta(days=int((order + story.random.random()) * span / count)) for order in range(count)]
        # Those with a part of their own take the places of others, so that a year stays as full as it is.
        for case in self.cases:
            if case.place is place and case.program == program and len(days) > 1:
                days.remove(min(days, key=lambda day: abs(day - case.enrollment.enrolled_on)))
        for order, day in enumerate(days):
            self._case(place, program, self._plan(place, program, day, order))

    def _plan(self, place, program, enrolled_on, order):
        story, rhythm, on = self.story, RHYTHMS[program], self.story.on
        yesterday = on - timedelta(days=1)
        plan = Plan(enrolled_on=enrolled_on, worker=self.people.worker_of(place.code, program, order + 1))
        good_end = enrolled_on + timedelta(days=story.between(*rhythm.stays))
        matched_on = enrolled_on + timedelta(days=story.between(*rhythm.matched_after))
        if matched_on <= yesterday and not story.chance(rhythm.share_unmatched):
            plan.matched_on = matched_on
        if plan.matched_on and story.chance(rhythm.share_ended_early):
            ends = plan.matched_on + timedelta(days=story.between(25, 200))
            if ends <= yesterday:
                plan.match_ends_on, plan.end_reason = ends, story.pick(EARLY_ENDS)
                good_end = max(good_end, ends)
                if story.chance(0.5):
                    good_end = ends + timedelta(days=story.between(0, 30))
                elif story.chance(0.7):
                    plan.rematched_on = ends + timedelta(days=story.between(8, 45))
        elif not plan.matched_on and story.chance(0.5):
            good_end = enrolled_on + timedelta(days=story.between(30, 120))
        if good_end <= yesterday:
            plan.closed_on = good_end
            plan.closing_reason = self._closing_reason(program, plan)
            if plan.matched_on and plan.matched_on > plan.closed_on:
                plan.matched_on = plan.match_ends_on = None
                plan.end_reason = ""
        if plan.closed_on is None and plan.matched_on and story.chance(0.2):
            plan.quiet_since = max(plan.matched_on, on - timedelta(days=story.between(15, 45)))
        if story.chance(0.09):
            starts = enrolled_on + timedelta(days=story.between(40, 160))
            ends = starts + timedelta(days=story.between(14, 45))
            last = plan.closed_on or yesterday
            if starts < last:
                plan.pause = (starts, ends if ends <= last else (last if plan.closed_on else None))
        elif plan.closed_on is None and story.chance(0.05):
            plan.pause = (max(enrolled_on, on - timedelta(days=story.between(4, 40))), None)
        if story.chance(0.05):
            plan.restricted = (story.pick(words.RESTRICTED),)
        return plan

    def _closing_reason(self, program, plan):
        """Mostly the good end; every reason of the program comes up in turn."""
        reasons = [choice.code for choice in registry.get(program).closing_reasons]
        made = self.closings_made.get(program, 0)
        self.closings_made[program] = made + 1
        if plan.matched_on and not plan.match_ends_on and made % 2 == 0:
            return RHYTHMS[program].good_end
        others = [code for code in reasons if code != "year_kept"] if not plan.matched_on else reasons
        if plan.match_ends_on:
            others = [code for code in others if code not in ("year_kept", "reunified", "completed")]
        return others[(made // 2) % len(others)]

    # --- One case ---------------------------------------------------------------------------

    def _participant(self, place, program, enrolled_on):
        story, people, rhythm = self.story, self.people, RHYTHMS[program]
        born_on = people.years_before(enrolled_on, story.between(*rhythm.ages))
        fields = {"school": story.pick(words.SCHOOLS) if program in ("worksite", "young_parent") else ""}
        mothers = {"female": 8, "male": 2, "another": 0.2}
        if program != "worksite":
            fields["gender"] = story.weigh(mothers)
        expects = program in ("young_parent", "moppp") and story.chance(0.25)
        if expects:
            due_on = enrolled_on + timedelta(days=story.between(20, 170))
            if due_on > story.on:
                fields["due_on"] = due_on
        person = people.person(place, born_on=born_on, registered_on=enrolled_on, **fields)
        if program != "worksite":
            if expects and due_on <= story.on:
                people.child(person, place, born_on=due_on)
            elif not expects:
                oldest = {"young_parent": 900, "moppp": 1000, "mpmp": 5400}[program]
                for order in range(story.weigh({1: 7, 2: 2}) if program != "mpmp" else story.between(1, 4)):
                    days = story.between(10, oldest)
                    if program == "moppp":
                        days = _days_old_when_visited_first(days, order)
                    people.child(person, place, born_on=enrolled_on - timedelta(days=days))
        elif story.chance(0.08):
            people.child(person, place, born_on=enrolled_on - timedelta(days=story.between(30, 700)))
        return person

    def _case(self, place, program, plan, *, person=None):
        story, people = self.story, self.people
        person = person or self._participant(place, program, plan.enrolled_on)
        worker = plan.worker
        paused_now = plan.pause and plan.pause[1] is None and plan.closed_on is None
        enrollment = story.add(
            Enrollment,
            number="",
            participant=person,
            program=program,
            site=people.sites[place.code],
            worker=worker,
            status="closed" if plan.closed_on else "paused" if paused_now else "enrolled",
            enrolled_on=plan.enrolled_on,
            closed_on=plan.closed_on,
            recorded_at=story.no_later(story.daytime(plan.enrolled_on)),
            recorded_by=worker,
            version=2 if plan.closed_on else 1,
        )
        case = Case(place, program, enrollment)
        case.plan = plan
        self.cases.append(case)
        if plan.matched_on:
            self._match(case, plan, plan.matched_on, plan.match_ends_on, plan.end_reason)
        last = plan.closed_on or story.on - timedelta(days=1)
        if plan.rematched_on and plan.rematched_on < last:
            self._match(case, plan, plan.rematched_on, None, "")
        if plan.pause:
            case.pauses.append(
                story.add(
                    Pause,
                    enrollment=enrollment,
                    starts_on=plan.pause[0],
                    ends_on=plan.pause[1],
                    reason=story.pick(words.PAUSE_REASONS),
                    paused_by=worker,
                )
            )
        if plan.closed_on:
            story.add(
                Closing,
                enrollment=enrollment,
                on=plan.closed_on,
                reason=plan.closing_reason,
                what_follows=story.pick(words.WHAT_FOLLOWS),
                recorded_at=story.no_later(story.daytime(plan.closed_on + timedelta(days=story.between(0, 3)))),
                recorded_by=worker,
            )
        for about, says in plan.restricted:
            story.add(
                RestrictedFact,
                enrollment=enrollment,
                about=about,
                words=says,
                recorded_at=story.no_later(story.daytime(plan.enrolled_on + timedelta(days=story.between(0, 30)))),
                recorded_by=worker,
            )
        return case

    def _match(self, case, plan, starts_on, ended_on, reason):
        story, people, program = self.story, self.people, registry.get(case.program)
        promised = commitment_end(program, starts_on)
        if ended_on is None and plan.closed_on:
            ended_on = plan.closed_on
            reason = EndReason.ENROLLMENT_CLOSED
            if promised and promised <= ended_on:
                ended_on, reason = promised, EndReason.COMMITMENT_KEPT
        mentor = plan.mentor or people.take_mentor(case.place, case.program, starts_on, ended_on)
        agreed = starts_on - timedelta(days=story.between(0, min(5, (starts_on - plan.enrolled_on).days)))
        match = story.add(
            Match,
            enrollment=case.enrollment,
            mentor=mentor,
            status="ended" if ended_on else "active",
            starts_on=starts_on,
            commitment_ends_on=promised,
            participant_agreed_on=agreed,
            mentor_agreed_on=agreed,
            ended_on=ended_on,
            end_reason=reason if ended_on else "",
            end_note=story.pick(words.END_NOTES) if ended_on else "",
            recorded_at=story.no_later(story.daytime(starts_on)),
            recorded_by=plan.worker,
            version=2 if ended_on else 1,
        )
        case.matches.append(match)
        return match

    # --- Contacts ---------------------------------------------------------------------------

    def _contacts_of(self, case):
        story, plan, rhythm = self.story, case.plan, RHYTHMS[case.program]
        yesterday = story.on - timedelta(days=1)
        for match in case.matches:
            last = min(match.ended_on or yesterday, plan.quiet_since or yesterday, yesterday)
            gap_at = story.between(30, 200) if story.chance(0.25) else None
            day = match.starts_on + timedelta(days=story.between(0, 6))
            written_by = match.mentor.person.user or plan.worker
            while day <= last:
                if not case.is_paused_on(day):
                    self._contact(case, match, day, written_by)
                day += timedelta(days=story.between(*rhythm.every))
                if gap_at and (day - match.starts_on).days >= gap_at:
                    day += timedelta(days=story.between(18, 38))
                    gap_at = None
        # The worker stays in touch too, match or none.
        day = plan.enrolled_on + timedelta(days=story.between(0, 10))
        last = min(plan.closed_on or yesterday, plan.quiet_since or yesterday, yesterday)
        step = (12, 25) if case.program == "worksite" and not case.matches else (28, 60)
        while day <= last:
            if not case.is_paused_on(day):
                self._contact(case, None, day, plan.worker)
            day += timedelta(days=story.between(*step))

    def _contact(self, case, match, day, by, *, is_new=False, **given):
        story, rhythm, program = self.story, RHYTHMS[case.program], registry.get(case.program)
        tried = story.chance(0.09)
        if match:
            kind = story.weigh(rhythm.kinds)
        else:
            kind = story.weigh({"call": 5, "text": 3})
        at_distance = kind in VIRTUAL
        minutes = None
        if not tried:
            minutes = story.weigh({15: 3, 20: 2, 10: 1, 30: 1}) if at_distance else story.weigh(rhythm.minutes)
        where = "" if at_distance or tried else story.weigh(rhythm.settings)
        if kind == "court":
            where = "justice"
        moment = story.daytime(day, 10, 19)
        # Most write on the same day; some remember at the end of the week, a few in the next month.
        late = story.weigh({0: 7, 1: 2, 3: 0.6, 7: 0.5, 14: 0.3, 24: 0.15})
        recorded = moment + timedelta(minutes=(minutes or 10) + story.between(5, 90), days=late)
        if recorded > story.last_evening:
            recorded = max(moment + timedelta(minutes=minutes or 1), story.last_evening)
        if tried:
            note = story.pick(words.TRIES)
        elif match:
            note = story.pick(words.NOTES[case.program]) if story.chance(0.7) else ""
        else:
            note = story.pick(words.STAFF_NOTES) if story.chance(0.6) else ""
        wants_help = bool(match) and not tried and by is not case.plan.worker and story.chance(0.022)
        if wants_help:
            note = story.pick(words.HELP)
        values = {
            "kind": kind,
            "outcome": "attempted" if tried else "made",
            "started_at": moment,
            "duration_minutes": minutes,
            "setting": where,
            "note": note,
            "miles_driven": story.between(2, 38) if where and rhythm.miles and story.chance(rhythm.miles) else None,
            "help_wanted": wants_help,
            "recorded_at": recorded,
        }
        values.update(given)
        contact = story.add(
            Contact, uid=story.uuid(), enrollment=case.enrollment, match=match, recorded_by=by, **values
        )
        if not is_new:
            self._answered(case, contact, by)
        if contact.outcome == "made":
            vocabulary = Vocabulary.TOPIC if program.contact_topics else Vocabulary.FACTOR
            codes = [choice.code for choice in getattr(program, vocabulary.of_program)]
            for code in sorted(story.random.sample(codes, story.weigh({1: 4, 2: 4, 3: 1}))):
                story.add(ContactTopic, contact=contact, vocabulary=vocabulary, code=code)
            here = [case.enrollment.participant]
            if match and contact.kind not in VIRTUAL:
                here += [
                    child
                    for child in self.people.children_of(case.enrollment.participant)
                    if child.born_on <= day and story.chance(0.7)
                ]
            for person in here:
                story.add(Contact.present.through, contact=contact, person=person)
        if story.chance(0.004) and day < story.on - timedelta(days=20) and case.plan.worker:
            contact.voided_at = story.no_later(recorded + timedelta(days=story.between(1, 9)))
            contact.voided_by = case.plan.worker
            contact.void_reason = story.pick(words.VOID_REASONS)
            contact.version = 2
        return contact

    def _answered(self, case, contact, by):
        """What the worker did with it: seen, thanked, and help answered unless it was asked lately."""
        story, worker = self.story, case.plan.worker
        if worker is by or contact.match is None:
            return
        seen = contact.recorded_at + timedelta(days=story.between(1, 4), minutes=story.between(3, 300))
        recent = seen > story.last_evening
        if recent or not (contact.help_wanted or story.chance(0.55)):
            return
        contact.seen_at, contact.seen_by = seen, worker
        if contact.help_wanted:
            contact.help_answered_at = seen
            contact.thanks = story.pick(words.ANSWERS)
        elif story.chance(0.35):
            contact.thanks = story.pick(words.THANKS)

    # --- Those with a part of their own -----------------------------------------------------

    def _featured(self):
        people, on = self.people, self.story.on
        gre = people.places["GRE"]
        rosalind = people.users[sign_ins.COORDINATOR.email]
        days = lambda count: on - timedelta(days=count)  # noqa: E731  a word for one page

        def young_parent(given, family, *, years, enrolled, matched, child_months=None, mentor=None, **plan):
            fields = plan.pop("fields", {})
            child = plan.pop("child", None)
            person = people.person(
                gre,
                name=(given, family),
                born_on=people.years_before(on, years, spread_days=300),
                registered_on=days(enrolled),
                **fields,
            )
            if child_months is not None:
                people.child(person, gre, born_on=days(round(child_months * 30.4) + 9), name=child)
            return self._case(
                gre,
                "young_parent",
                Plan(
                    enrolled_on=days(enrolled),
                    matched_on=days(matched) if matched else None,
                    worker=plan.pop("worker", rosalind),
                    mentor=mentor,
                    **plan,
                ),
                person=person,
            )

        # Juniper and Hattie, about half way through their year.
        hattie = people.mentor(gre, "young_parent", trained_on=days(240), known=sign_ins.MENTOR, capacity=1)
        people.reserve(gre, "young_parent", hattie, days(180))
        juniper = young_parent(
            "Juniper",
            "Fableton",
            years=19,
            enrolled=203,
            matched=180,
            child_months=13,
            child="Clover",
            mentor=hattie,
            restricted=(words.RESTRICTED[0], words.RESTRICTED[2]),
            quiet_since=days(4),
            fields={
                "gender": "female",
                "pronouns": "she/her",
                "language": "en",
                "needs_interpreter": False,
                "preferred_name": "",
                "phone": "(417) 555-0142",
                "email": "juniper.fableton@people.example",
                "reach_by": "text",
                "may_text": True,
                "may_email": True,
                "may_leave_voicemail": False,
                "best_time": "After 2:30 pm on school days",
                "school": "Evening classes, Fable College",
            },
        )
        juniper.help_asked = True
        # Otto: nobody has met him for sixteen days.
        young_parent(
            "Otto",
            "Gladwell",
            years=20,
            enrolled=150,
            matched=128,
            child_months=8,
            quiet_since=days(16),
            fields={"gender": "male", "pronouns": "he/him", "preferred_name": ""},
        )
        # Beatrix: the promised year ends within the month.
        young_parent("Beatrix", "Talesworth", years=21, enrolled=362, matched=338, child_months=20)
        young_parent("Dahlia", "Quillfeather", years=20, enrolled=330, matched=310, child_months=16)
        # Promised time is over, and nobody has asked yet.
        young_parent("Ivy", "Lullabyrd", years=20, enrolled=392, matched=374, child_months=22)
        # Two without a mentor, one of them for long.
        young_parent("Wren", "Mockingham", years=18, enrolled=41, matched=None, child_months=3)
        young_parent(
            "Maple",
            "Wishbourne",
            years=17,
            enrolled=9,
            matched=None,
            fields={"due_on": on + timedelta(days=75), "gender": "female", "preferred_name": ""},
        )
        # Resting for some weeks.
        young_parent("Lark", "Gossamere", years=19, enrolled=220, matched=198, child_months=6, pause=(days(13), None))
        # A year kept, two years ago; now a mentor herself.
        tamsin_plan = {"match_ends_on": None, "closed_on": days(520), "closing_reason": "year_kept"}
        tamsin = young_parent(
            "Tamsin", "Onceward", years=23, enrolled=910, matched=892, child_months=40, **tamsin_plan
        )
        mentor = people.mentor(
            gre, "young_parent", trained_on=days(260), person=tamsin.enrollment.participant, capacity=1
        )
        people.reserve(gre, "young_parent", mentor, days(210))
        young_parent("Poppy", "Inventado", years=18, enrolled=231, matched=210, child_months=10, mentor=mentor)
        # One person in two programs.
        marigold = young_parent("Marigold", "Inkwell", years=19, enrolled=170, matched=150, child_months=11)
        self._case(
            gre,
            "worksite",
            Plan(enrolled_on=days(120), matched_on=days(82), worker=rosalind),
            person=marigold.enrollment.participant,
        )
        self._case(
            gre,
            "worksite",
            Plan(enrolled_on=days(75), matched_on=days(33), worker=rosalind),
            person=people.person(
                gre,
                name=("Ezra", "Fictionberg"),
                born_on=people.years_before(on, 18),
                registered_on=days(75),
                gender="male",
                preferred_name="",
            ),
        )
        self._amina(days)
        self._noor(days)

    def _amina(self, days):
        """A Parent Mentor with three families."""
        people = self.people
        place = people.places["HEN"]
        amina = people.mentor(place, "mpmp", trained_on=days(500), known=sign_ins.PARENT_MENTOR, capacity=5)
        for order, (enrolled, matched) in enumerate(((20, 12), (130, 122), (240, 233))):
            people.reserve(place, "mpmp", amina, days(matched))
            plan = Plan(
                enrolled_on=days(enrolled),
                matched_on=days(matched),
                mentor=amina,
                worker=people.worker_of("HEN", "mpmp", order),
                restricted=(words.RESTRICTED[3],) if order == 1 else (),
            )
            self._case(place, "mpmp", plan)

    def _noor(self, days):
        """A baby of nearly three months, and no visit yet."""
        people = self.people
        place = people.places["SIK"]
        person = people.person(
            place,
            name=("Noor", "Kindly"),
            born_on=people.years_before(self.story.on, 22),
            registered_on=days(30),
            gender="female",
            preferred_name="",
        )
        people.child(person, place, born_on=days(88), name="Sami")
        worker = people.users[sign_ins.HOME_VISITOR.email]
        self._case(place, "moppp", Plan(enrolled_on=days(30), matched_on=None, worker=worker), person=person)

    def ask_for_help(self):
        """Hattie's question of this week, open; and her try of two weeks ago."""
        story, on = self.story, self.story.on
        case = next(case for case in self.cases if getattr(case, "help_asked", False))
        match, by = case.matches[0], case.matches[0].mentor.person.user
        self._thank(match, by)
        saturday = on - timedelta(days=2)
        common = {"miles_driven": None}
        self._contact(
            case,
            match,
            on - timedelta(days=13),
            by,
            kind="text",
            outcome="attempted",
            duration_minutes=None,
            setting="",
            note="No answer. She wrote back the next day.",
            help_wanted=False,
            **common,
        )
        moment = story.at(saturday, time(10, 30))
        self._contact(
            case,
            match,
            saturday,
            by,
            kind="met",
            outcome="made",
            started_at=moment,
            recorded_at=moment + timedelta(minutes=75),
            duration_minutes=60,
            setting="library",
            note="She needs a bus pass for school. The old one ran out. Clover walked four steps!",
            help_wanted=True,
            is_new=True,
            **common,
        )

    def _thank(self, match, by):
        """The newest note that Hattie wrote was read, and answered with thanks."""
        own = [row for row in self.story.of(Contact) if row.match is match and row.recorded_by is by]
        newest = max((row for row in own if row.outcome == "made"), key=lambda row: row.started_at)
        newest.seen_at = self.story.no_later(newest.recorded_at + timedelta(hours=20))
        newest.seen_by = match.enrollment.worker
        newest.thanks = words.THANKS[0]

    # --- Mentors without a match ------------------------------------------------------------

    def _extra_mentors(self):
        """Those who applied, are in training, rest, have left, or wait for a match."""
        story, people = self.story, self.people
        for place in places.PLACES:
            for program, serves in place.serves.items():
                if not serves or program == "moppp":
                    continue
                for status, share in (
                    ("applied", 16),
                    ("in_training", 20),
                    ("resting", 22),
                    ("left", 14),
                    ("active", 12),
                ):
                    for _mentor in range(story.number(serves / share) if serves >= share / 2 else 0):
                        trained = status in ("resting", "left", "active")
                        days = story.between(70, 500)
                        people.mentor(
                            place,
                            program,
                            trained_on=story.on - timedelta(days=days) if trained else None,
                            status=status,
                        )
