"""The way to work: companies and what they offer, classes, whom companies were sent, and the jobs that came of it."""

import random
from datetime import timedelta

from mentors.models import CorporatePartner
from mentors.partners.models import PartnerContact, Talk, Workplace
from programs.casework.contacts.models import Contact
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.supports.models import Account, Book, Entry
from programs.worksite.equivalency.rules import known_tests
from programs.worksite.funds.pots import fiscal_year
from programs.worksite.models import (
    Candidate,
    CandidateStep,
    CheckIn,
    ClassMeeting,
    FundRequest,
    JobWishes,
    MakeUp,
    MentorAtWork,
    MentorWeek,
    NamedMentor,
    NytdAnswer,
    NytdRecord,
    Opening,
    PayStep,
    Placement,
    SubTest,
)
from programs.worksite.models.funds import Fund
from programs.worksite.nytd.elements import outcomes, services
from programs.worksite.readiness.curriculum import classes

WON_OVER = (
    ("Rumpel's Bicycle Shop", "automotive"),
    ("Three Bears Breakfast", "food"),
    ("Golden Goose Poultry Farm", "nature"),
    ("Gingerbread Builders", "building"),
    ("Wishing Well Plumbing", "building"),
    ("Owl and Quill Books", "retail"),
    ("Magic Carpet Couriers", "transport"),
    ("Ever After Events", "hospitality"),
)
OFFERS = (
    "Part-time, mornings, from $13 an hour",
    "Full-time after three months, from $15 an hour",
    "Evenings and weekends, from $12.75 an hour",
    "Summer help, 30 hours a week",
    "Part-time beside school, from $13.50 an hour",
)
NOTES = (
    "Ask for them before the lunch rush.",
    "The owner grew up in foster care and likes to talk about it.",
    "Needs a food handler's card; they pay for it.",
    "",
    "",
)
TALKS = (
    ("call", "Called to ask how the season looks. They expect to need two more hands from next month."),
    ("visit", "Walked through the place. Bright, loud, friendly. The shift lead would make a good mentor."),
    ("email", "Sent the page about the program and the tax credit."),
    ("call", "They liked how the last one worked out and would do it again."),
    ("visit", "Went over what a workplace mentor does: thirty minutes every week, on the clock."),
    ("event", "Met the owner at the chamber breakfast. Wants to hear more after the holidays."),
    ("call", "Not now; ask again in spring."),
)
STEPS = {
    True: ("Ask about openings for the season", "Call back after inventory", "Ask who could be a mentor next"),
    False: ("Send the agreement", "Bring the manager and a youth together", "Call back after the holidays"),
}
JOBS = {
    "food": ("Baker's helper", "Line cook's helper", "Dishwasher and prep"),
    "retail": ("Cashier", "Stock and shelves", "Garden center helper"),
    "health_care": ("Kitchen aide", "Activity helper", "Laundry aide"),
    "child_care": ("Classroom helper", "Kitchen and playground helper"),
    "hospitality": ("Front desk trainee", "Room attendant", "Banquet setup"),
    "building": ("Carpenter's helper", "Paint crew"),
    "automotive": ("Tire and lube trainee", "Bike mechanic's helper"),
    "making": ("Print shop helper", "Bindery helper"),
    "cleaning": ("Laundry attendant", "Wash and fold"),
    "nature": ("Greenhouse helper", "Farm hand"),
    "transport": ("Package sorter", "Delivery helper"),
}
GIVEN = ("Mabel", "Otis", "Perla", "Gus", "Wilma", "Cornelius", "Ivy", "Teodoro", "Ludmila", "Basil")
FAMILY = ("Crumb", "Thistle", "Wren", "Button", "Lantern", "Fiddler", "Marlowe", "Pickett", "Yarrow", "Ambler")
ROLES = ("Owner", "Manager", "Shift lead", "Human resources")
ENDS = (
    ("season", ""),
    ("school", "Wants the diploma first."),
    ("left", "The early shift was too early."),
    ("better", "Found full-time work across town."),
    ("let_go", "Missed three shifts."),
    ("moved", ""),
)
EXPERIENCE = ("", "", "Mowed lawns two summers", "Helped in an aunt's kitchen", "Stocked shelves at a food pantry")
HELPS = ("", "", "", "A second shirt would help.", "Calls in on time. Thank you!", "More hours from January on?")
ASKED_FOR = (
    ("hiset", 2200, "Two subtests"),
    ("hiset", 6000, "The first four subtests and the state fee"),
    ("hiset", 1200, "Retake of writing"),
    ("act", 6800, "April test"),
    ("college", 15000, "Registration, Fable College"),
    ("other", 4500, "Food handler's card and a calculator"),
)
BUDGETS = {"hiset": 150_000, "act": 60_000, "college": 250_000, "other": 40_000}
SERVICES_AT_START = {"needs_assessment": 0.8, "academic": 0.3}
SERVICES_AT_END = {"needs_assessment": 0.6, "career": 0.95, "employment": 0.85, "budget": 0.8, "mentoring": 0.9}
YES_AT_START = {"part_time": 0.2, "skills": 0.15, "enrolled": 0.5, "adult": 0.55, "medicaid": 0.8, "medical": 0.7}
YES_AT_END = {"full_time": 0.3, "part_time": 0.55, "skills": 0.95, "enrolled": 0.45, "adult": 0.9, "medicaid": 0.75}
WEEKS_ASKED = 6
STREETS = ("Elm Street", "Depot Road", "Market Square", "Old Mill Road", "Harvest Avenue")


class Worksite:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = [case for case in cases.cases if case.program == "worksite"]
        self.random = random.Random(f"worksite {seed} {story.on.isoformat()}")
        self.openings: dict = {}
        self.past: dict = {}
        self.ready: set = set()
        self.jobs: list = []
        self.hired: set = set()
        self.doubted: set = set()
        self.pots: dict = {}

    def tell(self):
        for code, partners in self.people.partners.items():
            place = self.people.places[code]
            workers = self.people.workers[code]
            for partner in partners:
                self._signed(partner, place, workers)
            for name, industry in self.random.sample(WON_OVER, 3 if len(partners) < 6 else 5):
                self._prospect(name, industry, place, workers)
        self._classes()
        for case in self.cases:
            self._way_to_work(case)
        for job in self.jobs:
            self._check_ins(job)
        self._weeks()
        self._state_outcomes()
        self._funds()
        self._subtests()

    # --- Companies --------------------------------------------------------------------------

    def _signed(self, partner, place, workers):
        story = self.story
        partner.status = CorporatePartner.Status.SIGNED
        partner.offers = self.random.choice(OFFERS)
        partner.note = self.random.choice(NOTES)
        if self.random.random() < 0.5:
            partner.agreement_ends_on = story.on + timedelta(days=self.random.randint(15, 700))
        self._people_of(partner, 2)
        places = self._places_of(partner, place)
        self._talks_with(partner, workers, self.random.randint(2, 5))
        if self.random.random() < 0.4:
            self._next_step(partner, workers)
        for number in range(self.random.choice((0, 1, 1, 2))):
            opening = self._opening(partner, self.random.choice(places), workers[0], is_past=number > 0)
            if number == 0:
                self.openings.setdefault(place.code, []).append(opening)

    def _prospect(self, name, industry, place, workers):
        story = self.story
        status = self.random.choice(("prospect", "talking", "talking", "declined"))
        since = story.on - timedelta(days=self.random.randint(20, 150))
        partner = story.add(
            CorporatePartner,
            site=self.people.sites[place.code],
            name=name,
            industry=industry,
            city=place.city,
            status=status,
            recorded_at=story.daytime(since, 9, 16),
            recorded_by=workers[0],
        )
        self._people_of(partner, 1)
        if status != "prospect":
            self._talks_with(partner, workers, 2, since=since)
        if status != "declined":
            self._next_step(partner, workers)

    def _people_of(self, partner, count):
        for number in range(count):
            given, family = self.random.choice(GIVEN), self.random.choice(FAMILY)
            word = partner.name.split()[0].lower().replace("'", "")
            self.story.add(
                PartnerContact,
                partner=partner,
                name=f"{given} {family}",
                role=ROLES[number] if number else self.random.choice(ROLES),
                phone=f"(555) 555-01{self.random.randint(0, 99):02d}",
                email=f"{given.lower()}@{word}.example",
                answers_check_ins=number == 0,
                recorded_at=partner.recorded_at,
                recorded_by=partner.recorded_by,
            )

    def _places_of(self, partner, place):
        count = self.random.choice((1, 1, 2))
        return [
            self.story.add(
                Workplace,
                partner=partner,
                name=street,
                address=f"{self.random.randint(100, 990)} {street}",
                city=place.city,
                bus_line=self.random.choice(("Line 4", "Line 12", "Line 7, every hour", "")),
                recorded_at=partner.recorded_at,
                recorded_by=partner.recorded_by,
            )
            for street in self.random.sample(STREETS, count)
        ]

    def _talks_with(self, partner, workers, count, since=None):
        first = since or self.story.since
        span = (self.story.on - first).days - 1
        for offset in sorted(self.random.sample(range(span), min(count, span))):
            on = first + timedelta(days=offset)
            how, said = self.random.choice(TALKS)
            who = self.random.choice(workers)
            self.story.add(
                Talk,
                partner=partner,
                talked_on=on,
                how=how,
                who=who,
                words=said,
                recorded_at=self.story.no_later(self.story.daytime(on, 9, 16)),
                recorded_by=who,
            )

    def _next_step(self, partner, workers):
        partner.next_step = self.random.choice(STEPS[partner.status == CorporatePartner.Status.SIGNED])
        partner.next_step_on = self.story.on + timedelta(days=self.random.randint(-4, 25))
        partner.next_step_by = self.random.choice(workers)

    # --- Openings ---------------------------------------------------------------------------

    def _opening(self, partner, place, worker, *, is_past):
        story, draw = self.story, self.random
        opens_on = story.on - timedelta(days=draw.randint(90, 300) if is_past else draw.randint(2, 30))
        hours = draw.choice((12, 15, 20, 30))
        wage = draw.choice((1250, 1300, 1350, 1425, 1500))
        return story.add(
            Opening,
            partner=partner,
            workplace=place,
            title=draw.choice(JOBS.get(partner.industry, ("Helper",))),
            industry=partner.industry,
            places=1 if is_past else draw.choice((1, 1, 2, 3)),
            hours_from=hours,
            hours_to=hours + draw.choice((0, 5, 10)),
            shifts=draw.sample(["mornings", "afternoons", "evenings", "weekends"], 2),
            wage_from_cents=wage,
            wage_to_cents=wage + draw.choice((0, 100, 250)),
            youngest_age=draw.choice((None, None, 17, 18)),
            needs_experience=draw.random() < 0.15,
            opens_on=opens_on,
            last_day=opens_on + timedelta(days=draw.randint(40, 80)) if draw.random() < 0.6 or is_past else None,
            status="filled" if is_past else "open",
            recorded_at=story.no_later(story.daytime(opens_on, 9, 16)),
            recorded_by=worker,
        )

    # --- Classes ----------------------------------------------------------------------------

    def _classes(self):
        """Which class each meeting was, in turn at every site; then who made up what they missed."""
        story = self.story
        count: dict = {}
        class_of = {}
        for meeting in sorted(story.of(Meeting), key=lambda meeting: meeting.starts_at):
            if meeting.program != "worksite" or meeting.kind != "readiness":
                continue
            number = count[meeting.site.code] = count.get(meeting.site.code, -1) + 1
            one = classes()[number % len(classes())]
            meeting.topic = one.title
            story.add(ClassMeeting, meeting=meeting, code=one.code)
            class_of[id(meeting)] = one.code
        self.done: dict = {}
        for row in story.of(Attendance):
            if row.came and row.enrollment and id(row.meeting) in class_of:
                done = self.done.setdefault(id(row.enrollment), {})
                code, day = class_of[id(row.meeting)], row.meeting.starts_at.date()
                done[code] = min(day, done.get(code, day))

    def _make_ready(self, case, before):
        """What the classes left open is made up one to one before the day."""
        row = case.enrollment
        span = max(0, (before - row.enrolled_on).days - 1)
        for one in classes():
            if self.done.get(id(row), {}).get(one.code, before) >= before:
                on = row.enrolled_on + timedelta(days=self.random.randint(0, span))
                self.story.add(
                    MakeUp,
                    enrollment=row,
                    code=one.code,
                    made_up_on=on,
                    how=self.random.choice(("one_to_one", "one_to_one", "elsewhere", "at_home")),
                    recorded_at=self.story.no_later(self.story.daytime(on, 10, 16)),
                    recorded_by=self._worker(case),
                )

    def _worker(self, case):
        return case.enrollment.worker or self.people.workers[case.place.code][0]

    # --- Jobs -------------------------------------------------------------------------------

    def _way_to_work(self, case):
        row, draw = case.enrollment, self.random
        matches = sorted(case.matches, key=lambda match: match.starts_on)
        if draw.random() < 0.75:
            self._wishes(case)
        job = None
        for match in matches:
            partner = match.mentor.partner
            if job is not None and job.partner is partner and job.ended_on is None:
                self._accompanied(job, match)
                continue
            if job is not None and job.ended_on is None:
                job.ended_on, job.end_reason = match.starts_on, "better"
            job = self._job(case, partner, match)
        if matches:
            last = matches[-1]
            if (
                job.ended_on is None
                and last.ended_on
                and last.end_reason != "enrollment_closed"
                and draw.random() < 0.6
            ):
                job.ended_on = last.ended_on
                job.end_reason, job.end_note = draw.choice(ENDS)
        elif row.closed_on is None and draw.random() < 0.7:
            self._make_ready(case, self.story.on)
            is_ripe = (self.story.on - row.enrolled_on).days > 20
            if is_ripe and case.place.code not in self.hired and self.openings.get(case.place.code):
                self.hired.add(case.place.code)
                self._just_hired(case)
            else:
                self._sent_to_companies(case)

    def _job(self, case, partner, match):
        story, draw, row = self.story, self.random, case.enrollment
        worker = self._worker(case)
        self._make_ready_once(case, match.starts_on)
        title = draw.choice(JOBS.get(partner.industry, ("Helper",)))
        sent_on = max(row.enrolled_on, match.starts_on - timedelta(days=draw.randint(8, 20)))
        candidate = self._candidate(case, self._past_opening(partner), sent_on, "hired", match.starts_on, worker)
        job = story.add(
            Placement,
            enrollment=row,
            partner=partner,
            candidate=candidate,
            title=title,
            starts_on=match.starts_on,
            recorded_at=story.no_later(story.daytime(match.starts_on, 9, 16)),
            recorded_by=worker,
        )
        wage, hours, on = draw.choice((1230, 1275, 1300, 1350, 1400)), draw.choice((12, 15, 20, 25)), match.starts_on
        last = match.ended_on or story.on - timedelta(days=1)
        while True:
            story.add(
                PayStep,
                placement=job,
                from_on=on,
                wage_cents=wage,
                hours_a_week=hours,
                recorded_at=story.no_later(story.daytime(on, 9, 16)),
                recorded_by=worker,
            )
            on += timedelta(days=draw.choice((90, 120, 180)))
            if on > last or draw.random() < 0.35:
                break
            wage, hours = wage + draw.choice((25, 50, 75, 100)), min(40, hours + draw.choice((0, 0, 5)))
        self._accompanied(job, match)
        self.jobs.append(job)
        return job

    def _make_ready_once(self, case, before):
        if id(case) not in self.ready:
            self.ready.add(id(case))
            self._make_ready(case, before)

    def _accompanied(self, job, match):
        self.story.add(MentorAtWork, placement=job, match=match, from_on=match.starts_on)

    def _past_opening(self, partner):
        """One opening of a company for all whom it hired in the past."""
        if id(partner) not in self.past:
            since = self.story.since - timedelta(days=300)
            self.past[id(partner)] = self.story.add(
                Opening,
                partner=partner,
                title=self.random.choice(JOBS.get(partner.industry, ("Helper",))),
                industry=partner.industry,
                places=20,
                opens_on=since,
                status="closed",
                recorded_at=self.story.daytime(since, 9, 16),
                recorded_by=partner.recorded_by,
            )
        return self.past[id(partner)]

    def _candidate(self, case, opening, sent_on, status, on, worker):
        story = self.story
        row = story.add(
            Candidate,
            enrollment=case.enrollment,
            opening=opening,
            status=status,
            referred_on=sent_on,
            stands_since=on,
            recorded_at=story.no_later(story.daytime(sent_on, 9, 16)),
            recorded_by=worker,
        )
        way = {"referred": [], "interview": ["interview"], "offered": ["interview", "offered"]}
        steps = ["referred", *way.get(status, ["interview", status])]
        for number, step in enumerate(steps):
            share = number / max(1, len(steps) - 1)
            day = sent_on + timedelta(days=round((on - sent_on).days * share))
            story.add(CandidateStep, candidate=row, status=step, on=day, by=worker)
        return row

    def _sent_to_companies(self, case):
        """Ready and without a job: one or two companies, from which word came or did not."""
        draw, story = self.random, self.story
        since = case.enrollment.enrolled_on
        fitting = [opening for opening in self.openings.get(case.place.code, ()) if since < story.on]
        for opening in draw.sample(fitting, min(len(fitting), draw.choice((1, 1, 2)))):
            on = story.on - timedelta(days=draw.randint(1, max(1, (story.on - opening.opens_on).days)))
            sent_on = max(since, opening.opens_on, on - timedelta(days=draw.randint(2, 9)))
            status = draw.choice(
                ("referred", "referred", "interview", "interview", "offered", "not_chosen", "declined")
            )
            self._candidate(case, opening, sent_on, status, max(on, sent_on), self._worker(case))

    def _wishes(self, case):
        draw, story = self.random, self.story
        on = case.enrollment.enrolled_on
        hours = draw.choice((10, 15, 20))
        story.add(
            JobWishes,
            enrollment=case.enrollment,
            industries=draw.sample(list(JOBS), draw.choice((1, 2, 3))),
            hours_from=hours,
            hours_to=hours + draw.choice((5, 10, 20)),
            shifts=draw.sample(["mornings", "afternoons", "evenings", "weekends"], draw.choice((2, 3))),
            transport=draw.choice((["bus"], ["bus", "walk"], ["bike"], ["ride"], ["car"], ["bus", "ride"])),
            experience=draw.choice(EXPERIENCE),
            recorded_at=story.no_later(story.daytime(on, 9, 16)),
            recorded_by=self._worker(case),
        )

    # --- How it goes ------------------------------------------------------------------------

    def _check_ins(self, job):
        """Both sides were asked on their days; most answered, some of the latest still wait."""
        draw, story = self.random, self.story
        last = job.ended_on or job.enrollment.closed_on or story.on + timedelta(days=200)
        for number in (30, 60, 90, 180):
            due_on = job.starts_on + timedelta(days=number)
            if due_on > last:
                break
            for side in ("youth", "employer"):
                answered_on = due_on + timedelta(days=draw.randint(0, 6))
                is_late = (story.on - due_on).days < 12 and draw.random() < 0.5
                said: dict = {}
                if answered_on < story.on and not is_late:
                    by_link = side == "employer" and draw.random() < 0.7
                    said = {
                        "answered_on": min(answered_on, story.on - timedelta(days=1)),
                        "through": "link" if by_link else "staff",
                        "noted_by": None if by_link else job.recorded_by,
                        "still_works": True,
                        "first": draw.choice((3, 3, 3, 2)),
                        "second": draw.choice((3, 3, 2, 2, 1)),
                        "words": draw.choice(HELPS),
                    }
                story.add(
                    CheckIn,
                    placement=job,
                    side=side,
                    day_number=number,
                    due_on=due_on,
                    recorded_at=job.recorded_at,
                    recorded_by=job.recorded_by,
                    **said,
                )

    # --- Did you meet? ----------------------------------------------------------------------

    def _weeks(self):
        """Both were asked on the last Fridays; a contact of the week is what they said, and now and then they differ."""
        draw, story = self.random, self.story
        contacts: dict = {}
        for contact in story.of(Contact):
            if contact.match and contact.outcome == "made" and contact.kind == "met":
                day = contact.started_at.date()
                contacts.setdefault((id(contact.match), day - timedelta(days=day.weekday())), contact)
        asked = story.on - timedelta(days=(story.on.weekday() - 4) % 7)
        for mentorship in story.of(MentorAtWork):
            if mentorship.match.ended_on or mentorship.placement.ended_on:
                continue
            for number in range(1, WEEKS_ASKED + 1):
                asked_on = asked - timedelta(days=7 * number)
                if asked_on < mentorship.from_on:
                    break
                monday = asked_on - timedelta(days=4)
                contact = contacts.get((id(mentorship.match), monday))
                self._week(mentorship, monday, asked_on, contact, draw)

    def _week(self, mentorship, monday, asked_on, contact, draw):
        story = self.story
        met = "no" if contact is None else "whole" if (contact.duration_minutes or 0) >= 30 else "shorter"
        youth = met if draw.random() < 0.6 else ""
        mentor = met if draw.random() < 0.85 else ""
        site = mentorship.placement.enrollment.site
        is_old = (story.on - asked_on).days > 14
        if contact is not None and (site.code, is_old) not in self.doubted:
            self.doubted.add((site.code, is_old))
            youth, mentor = "no", met
        at = story.daytime(asked_on, 16, 20)
        said = {"youth_said": youth, "youth_said_at": at if youth else None}
        said |= {"mentor_said": mentor, "mentor_said_at": at if mentor else None}
        if contact is not None and youth == "no" and is_old:
            said |= {"settled_as": met, "settled_on": asked_on + timedelta(days=4)}
            said["settled_by"] = mentorship.placement.recorded_by
        answered = contact if youth or mentor else None
        story.add(MentorWeek, mentorship=mentorship, week_on=monday, asked_on=asked_on, contact=answered, **said)

    # --- Named by the company ---------------------------------------------------------------

    def _just_hired(self, case):
        """Hired last week: the company named who accompanies them, and the orientation is to come."""
        draw, story, worker = self.random, self.story, self._worker(case)
        opening = draw.choice(self.openings[case.place.code])
        on = story.on - timedelta(days=draw.randint(3, 7))
        at = story.daytime(on, 9, 16)
        sent_on = max(case.enrollment.enrolled_on, on - timedelta(days=9))
        job = story.add(
            Placement,
            enrollment=case.enrollment,
            partner=opening.partner,
            candidate=self._candidate(case, self._past_opening(opening.partner), sent_on, "hired", on, worker),
            title=opening.title,
            starts_on=on,
            recorded_at=at,
            recorded_by=worker,
        )
        wage, hours = opening.wage_from_cents, opening.hours_from
        step = {"from_on": on, "wage_cents": wage, "hours_a_week": hours}
        story.add(PayStep, placement=job, recorded_at=at, recorded_by=worker, **step)
        given, family = draw.choice(GIVEN), draw.choice(FAMILY)
        story.add(
            NamedMentor,
            placement=job,
            given_name=given,
            family_name=family,
            role=draw.choice(ROLES),
            phone=f"(555) 555-01{draw.randint(0, 99):02d}",
            email=f"{given.lower()}.{family.lower()}@company.example",
            named_on=story.on - timedelta(days=1),
            recorded_at=story.daytime(story.on - timedelta(days=1), 9, 16),
        )
        self.jobs.append(job)

    # --- What the state asks ----------------------------------------------------------------

    def _state_outcomes(self):
        """Most were asked when they came, and most of those who left when they left."""
        draw = self.random
        for case in self.cases:
            row = case.enrollment
            if draw.random() < 0.7:
                self._nytd(case, "start", row.enrolled_on, is_end=False)
            if row.closed_on and draw.random() < 0.8:
                self._nytd(case, "end", row.closed_on, is_end=True)

    def _nytd(self, case, moment, on, *, is_end):
        story, draw = self.story, self.random
        record = story.add(
            NytdRecord,
            enrollment=case.enrollment,
            moment=moment,
            taken_on=on,
            recorded_at=story.no_later(story.daytime(on, 9, 16)),
            recorded_by=self._worker(case),
        )
        likely = SERVICES_AT_END if is_end else SERVICES_AT_START
        for one in services():
            if draw.random() < likely.get(one.code, 0.08):
                story.add(NytdAnswer, record=record, element=one.number, said="yes")
        for one in outcomes():
            if draw.random() < 0.15:
                continue
            share = YES_AT_END.get(one.code, 0.3) if is_end else YES_AT_START.get(one.code, 0.25)
            said = "yes" if draw.random() < share else draw.choice(("no", "no", "no", "no", "declined", "unknown"))
            if one.code == "certification":
                said = draw.choice(("none", "none", "diploma") if not is_end else ("none", "diploma", "vocational"))
            story.add(NytdAnswer, record=record, element=one.number, said=said)

    # --- Education funds --------------------------------------------------------------------

    def _funds(self):
        """A budget in each fund at the beginning of the fiscal year, and what was asked for since."""
        for case in self.cases:
            row = case.enrollment
            if row.closed_on is None:
                for fund in BUDGETS:
                    self._pot(case, fund)
            if row.closed_on is not None or self.random.random() < 0.6:
                continue
            _year, begins, _ends = fiscal_year(row.site, self.story.on)
            first = max(begins, row.enrolled_on) + timedelta(days=1)
            span = (self.story.on - first).days - 8
            if span > 0:
                self._asked_for(case, first + timedelta(days=self.random.randint(0, span)))

    def _pot(self, case, fund):
        site, place = case.enrollment.site, case.place
        key = (place.code, fund)
        if key not in self.pots:
            year, begins, ends = fiscal_year(site, self.story.on)
            label = dict(Fund.choices)[fund]
            at = self.story.daytime(begins, 9, 10)
            by = self.people.supervisors[place.code]
            account = self.story.add(
                Account,
                book=Book.FUNDS,
                site=site,
                program="worksite",
                code=f"{fund}-{year}",
                name=f"{label}, fiscal year {year}",
                starts_on=begins,
                ends_on=ends,
                balance=0,
                recorded_at=at,
                recorded_by=by,
            )
            self.pots[key] = account
            self._entry(account, BUDGETS[fund], begins, "budget", by, words="From the contract of the year")
        return self.pots[key]

    def _entry(self, account, amount, on, kind, by, *, case=None, words=""):
        account.balance += amount
        return self.story.add(
            Entry,
            account=account,
            amount=amount,
            on=on,
            kind=kind,
            enrollment=case.enrollment if case else None,
            words=words,
            balance_after=account.balance,
            recorded_at=self.story.no_later(self.story.daytime(on, 11, 16)),
            recorded_by=by,
        )

    def _asked_for(self, case, on):
        draw, story = self.random, self.story
        fund, cents, words = draw.choice(ASKED_FOR)
        account, asker = self._pot(case, fund), self._worker(case)
        supervisor = self.people.supervisors[case.place.code]
        decided_on = on + timedelta(days=draw.randint(1, 4))
        status = draw.choice(("asked", "approved", "paid", "paid", "paid", "declined"))
        if asker is supervisor:
            status = "asked"
        said: dict = {}
        if status != "asked":
            said = {"decided_by": supervisor, "decided_on": decided_on}
        if status == "declined":
            said["reason"] = "The school pays for it."
        if status in ("approved", "paid"):
            said["entry"] = self._entry(account, -cents, decided_on, fund, supervisor, case=case)
        if status == "paid":
            said |= {"paid_on": decided_on + timedelta(days=draw.randint(0, 3)), "paid_by": asker}
        story.add(
            FundRequest,
            enrollment=case.enrollment,
            fund=fund,
            account=account,
            amount_cents=cents,
            words=words,
            asked_on=on,
            status=status,
            recorded_at=story.no_later(story.daytime(on, 9, 16)),
            recorded_by=asker,
            **said,
        )

    # --- HiSET ------------------------------------------------------------------------------

    def _subtests(self):
        """Every fourth young person takes one subtest after the other; a few are tried again."""
        draw, story = self.random, self.story
        hiset = known_tests()["hiset"]
        for case in self.cases:
            row = case.enrollment
            last = row.closed_on or story.on - timedelta(days=1)
            if draw.random() > 0.25 or (last - row.enrolled_on).days < 60:
                continue
            on = row.enrolled_on + timedelta(days=draw.randint(20, 50))
            for subject in draw.sample(hiset.subjects, draw.randint(1, len(hiset.subjects))):
                if on > last:
                    break
                story.add(
                    SubTest,
                    enrollment=row,
                    test=hiset.code,
                    subject=subject.code,
                    taken_on=on,
                    score=draw.choice((6, 7, 8, 9, 9, 10, 11, 12, 14)),
                    essay=draw.choice((2, 3, 3, 4)) if subject.code == hiset.essay_in else None,
                    recorded_at=story.no_later(story.daytime(on, 10, 16)),
                    recorded_by=self._worker(case),
                )
                on += timedelta(days=draw.randint(10, 35))
