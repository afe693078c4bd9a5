"""MOPPP: levels of Healthy Families America, stressors of Parents as Teachers, and visits that could not be."""

import random
import uuid
from collections import Counter
from datetime import time, timedelta

from mentors.models import Kind, Mentor
from mmp_portal.agencies.models import HomeVisitingModel
from mmp_portal.demo.words import NOTES
from programs.casework.contacts.models import Contact, ContactTopic, Vocabulary
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.supports.models import Account, Book, Entry
from programs.moppp.factors.lists import risk_factors
from programs.moppp.groups.regions import KINDS
from programs.moppp.models import (
    ChildSeen,
    ExcusedVisit,
    FactorReview,
    FactorReviewDetail,
    FamilyLevel,
    FileReview,
    GroupFeedback,
    HomeVisit,
    Level,
    Supervision,
    TransitionPlan,
)

PROGRAM = "moppp"
FORWARD = {
    Level.TWO: ("Keeps every visit, and asks her own questions.", "Reads his cues, and the home is calmer."),
    Level.THREE: ("Found work and a doctor she trusts.", "Uses what she knows without us."),
    Level.FOUR: ("Stands on her own feet. We look in once a quarter.",),
}
# Days from one visit to the next on a level.
VISITED_EVERY = {
    Level.LATE_PREGNANCY: 7,
    Level.ONE: 7,
    Level.TWO: 14,
    Level.THREE: 30,
    Level.FOUR: 91,
}
OUTREACH = ("Moved in with her mother and does not answer. Cards and texts.", "Three visits missed in a row.")
EXCUSED = {
    "weather": ("Ice on every road.", "The creek was over the bridge."),
    "illness": ("The baby had a fever.", "Flu in the whole house."),
    "holiday": ("",),
    "visitor": ("",),
    "birth": ("Her brother came early.",),
}
STRESSORS = 16
TOLD_DAYS = 120
TO_DO = ("Visit the classroom together.", "Bring the birth certificate and the shot record.", "")
# Code, name, pieces at first, and from whom.
GOODS = (
    ("diapers-1", "Diapers, size 1, pack", 60, "Bootheel Diaper Bank, worth $540"),
    ("diapers-3", "Diapers, size 3, pack", 80, "Bootheel Diaper Bank, worth $760"),
    ("wipes", "Wipes, pack", 90, "First Street Church, worth $180"),
    ("board-book", "Board book", 70, "Friends of the Library, worth $350"),
    ("outlet-covers", "Outlet covers, set", 40, "Fire department, worth $120"),
    ("crib-sheet", "Crib sheet", 24, "Quilt circle, worth $288"),
)
UNITS = (
    "Tummy time",
    "Serve and return",
    "Songs and fingers",
    "Bedtime",
    "Safe at home",
    "First words",
    "Big feelings",
)
INTERACTION = ("Waits until he answers, then answers back.", "Reads the picture book twice, at her pace.", "Sings.")
DEVELOPMENT = ("Talked about crawling, and what to put away.", "Practiced rolling both ways.", "Naps and growing.")
WELL_BEING = (
    "Rent is paid this month.",
    "Her sister helps on Tuesdays.",
    "Tired. We looked at who could take a night.",
)
GOOD = (
    "The soup, and that nobody was in a hurry.",
    "To hear that others are tired, too.",
    "The songs. He sings them all day now.",
    "Talking about what my mother did well.",
    "Somebody held the baby for an hour.",
)
BETTER = ("More chairs for the little ones.", "A later hour: I work until five.", "A ride from the county road.")
NOT_KEPT = ("The supervisor was ill.", "Ice on every road.", "A family needed her at once.")
TO_MEND = ("The consent of the spring is missing.", "Two visits without their unit.", "The transition plan is due.")
STRENGTHS = ("Calm hands on a hard day.", "Asks before it is too late.", "Laughs with him, and he with her.")
SEEN = ("Reaches for the spoon.", "Pulls up at the table.", "Babbles in long sentences.", "Follows every face.", "")


class Visiting:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = [case for case in cases.cases if case.program == PROGRAM]
        self.random = random.Random(f"visiting-{seed}")
        self.shelf = {}
        self.levels = {}
        self.seen_on = {}

    def tell(self):
        for contact in list(self.story.of(Contact)):
            if contact.kind != "home_visit" or contact.outcome != "made":
                continue
            day = contact.started_at.astimezone(self.story.zone).date()
            self.seen_on.setdefault(id(contact.enrollment), set()).add(day)
        self.shelves()
        for case in self.cases:
            if case.place.model == HomeVisitingModel.HFA:
                self._levels(case)
                self._visits_of_the_level(case)
            else:
                self._stressors(case)
            self._excused(case)
            self._risk_factors(case)
            self._transition(case)
        self.visits()
        self.pages_after_groups()
        self.supervision()
        self.file_reviews()

    def _last(self, case):
        return case.enrollment.closed_on or self.story.on - timedelta(days=1)

    def _at(self, day):
        return self.story.no_later(self.story.at(day, time(15, 30)))

    # --- Levels and stressors ---------------------------------------------------------------

    def _levels(self, case):
        """From the pregnancy or the birth on, forward step by step; a few families are lost sight of for a while."""
        day, last = case.enrollment.enrolled_on, self._last(case)
        born = self._first_birth(case)
        if born is None or born > day:
            self._level(case, Level.LATE_PREGNANCY, day)
            day = born
        level = Level.ONE
        while day is not None and day <= last:
            self._level(case, level, day)
            stay = self.random.randint(300, 430)
            if level == Level.ONE and self.random.random() < 0.18:
                away = day + timedelta(days=self.random.randint(60, 150))
                back = away + timedelta(days=self.random.randint(30, 90))
                if away <= last:
                    self._level(case, Level.CREATIVE_OUTREACH, away, self.random.choice(OUTREACH))
                if back <= last:
                    self._level(case, level, back)
                stay += (back - away).days
            day += timedelta(days=stay)
            following = {Level.ONE: Level.TWO, Level.TWO: Level.THREE, Level.THREE: Level.FOUR}
            if level == Level.FOUR:
                break
            level = following[level]

    def _level(self, case, level, day, reason=""):
        words = FORWARD.get(level)
        row = self.story.add(
            FamilyLevel,
            enrollment=case.enrollment,
            level=level,
            starts_on=day,
            reason=reason or (self.random.choice(words) if words else ""),
            agreed_by=self.people.supervisors[case.place.code] if words else None,
            recorded_at=self._at(day),
            recorded_by=case.plan.worker,
        )
        self.levels.setdefault(id(case.enrollment), []).append(row)

    def _visits_of_the_level(self, case):
        """Visits besides those told already, so that most months come near what the level expects."""
        levels = self.levels[id(case.enrollment)]
        visited = self.seen_on.setdefault(id(case.enrollment), set())
        share = self.random.choice((0.75, 0.85, 0.9, 0.95, 1.0, 1.0))
        quiet = case.plan.quiet_since
        day, last = case.enrollment.enrolled_on, self._last(case)
        while day <= last:
            level = max((row for row in levels if row.starts_on <= day), key=lambda row: row.starts_on)
            every = VISITED_EVERY.get(level.level)
            matches = case.matches_on(day)
            if not every or not matches or case.is_paused_on(day) or (quiet and day >= quiet):
                day += timedelta(days=7)
                continue
            week = {day + timedelta(days=step) for step in range(-(every // 3), every // 2 + 1)}
            if not week & visited and self.random.random() < share:
                visited.add(day)
                self._more(case, matches[0], day)
            day += timedelta(days=every)

    def _more(self, case, match, day):
        began = self.story.at(day, time(self.random.randint(10, 17), self.random.choice((0, 15, 30, 45))))
        minutes = self.random.choice((60, 60, 75, 90))
        contact = self.story.add(
            Contact,
            uid=uuid.UUID(int=self.random.getrandbits(128), version=4),
            enrollment=case.enrollment,
            match=match,
            kind="home_visit",
            outcome="made",
            started_at=began,
            duration_minutes=minutes,
            setting="home",
            note=self.random.choice(NOTES[PROGRAM]) if self.random.random() < 0.5 else "",
            miles_driven=self.random.randint(2, 30),
            recorded_at=self.story.no_later(began + timedelta(minutes=minutes + 20)),
            recorded_by=match.mentor.person.user or case.plan.worker,
        )
        self.story.add(
            ContactTopic,
            contact=contact,
            vocabulary=Vocabulary.TOPIC,
            code=self.random.choice(("interaction", "development", "well_being")),
        )
        family = [case.enrollment.participant, *self.people.children_of(case.enrollment.participant)]
        for person in family:
            if person.born_on <= day:
                self.story.add(Contact.present.through, contact=contact, person=person)

    def _first_birth(self, case):
        births = [child.born_on for child in self.people.children_of(case.enrollment.participant)]
        return min(births) if births else None

    def _stressors(self, case):
        for ago in range(0, 1000, 170):
            day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(2, 15) + ago)
            if day > self._last(case):
                break
            self.story.add(
                FactorReview,
                enrollment=case.enrollment,
                about=FactorReview.About.STRESSORS,
                asked_on=day,
                count=self.random.choice((0, 1, 1, 2, 2, 3, 4)),
                out_of=STRESSORS,
                recorded_at=self._at(day),
                recorded_by=case.plan.worker,
            )

    def _risk_factors(self, case):
        """Asked about every six months, a few too late; which ones there were lies in a row of its own."""
        codes = list(risk_factors())
        day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(0, 20))
        found = self.random.sample(codes, self.random.choice((2, 3, 4, 4, 5, 6)))
        while day <= self._last(case):
            facts = {"recorded_at": self._at(day), "recorded_by": case.plan.worker}
            review = self.story.add(
                FactorReview,
                enrollment=case.enrollment,
                about=FactorReview.About.RISK_FACTORS,
                asked_on=day,
                count=len(found),
                out_of=len(codes),
                **facts,
            )
            self.story.add(FactorReviewDetail, review=review, codes=list(found), **facts)
            if len(found) > 1 and self.random.random() < 0.4:
                found = found[:-1]
            day += timedelta(days=self.random.randint(150, 205))

    def _transition(self, case):
        """Most children of two and a half have a plan."""
        for child in self.people.children_of(case.enrollment.participant):
            day = max(child.born_on + timedelta(days=930), case.enrollment.enrolled_on + timedelta(days=30))
            if day <= self._last(case) and self.random.random() < 0.7:
                self.story.add(
                    TransitionPlan,
                    enrollment=case.enrollment,
                    child=child,
                    next_program=self.random.choice(("head_start", "preschool", "pat")),
                    made_on=day,
                    begins_on=day + timedelta(days=200),
                    words=self.random.choice(TO_DO),
                    recorded_at=self._at(day),
                    recorded_by=case.plan.worker,
                )

    # --- Visits that could not be -----------------------------------------------------------

    def _excused(self, case):
        days = (self._last(case) - case.enrollment.enrolled_on).days
        for _once in range(days // 90):
            if self.random.random() < 0.5:
                day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(1, days))
                reason = self.random.choice(tuple(EXCUSED))
                self.story.add(
                    ExcusedVisit,
                    enrollment=case.enrollment,
                    on=day,
                    reason=reason,
                    words=self.random.choice(EXCUSED[reason]),
                    recorded_at=self._at(day),
                    recorded_by=case.plan.worker,
                )

    # --- The parts of a visit, and the shelf ------------------------------------------------

    def shelves(self):
        """What stands on the shelf of each site, put in by donors and bought, in pieces."""
        for code in sorted({case.place.code for case in self.cases}):
            site, worker = self.people.sites[code], self.people.workers[code][0]
            for item, name, pieces, donor in GOODS:
                account = self.story.add(
                    Account,
                    book=Book.GOODS,
                    site=site,
                    program=PROGRAM,
                    code=item,
                    name=name,
                    balance=pieces,
                    recorded_at=self._at(self.story.since),
                    recorded_by=worker,
                )
                self.story.add(
                    Entry,
                    account=account,
                    amount=pieces,
                    on=self.story.since,
                    kind="donated",
                    words=donor,
                    balance_after=pieces,
                    recorded_at=self._at(self.story.since),
                    recorded_by=worker,
                )
                self.shelf[code, item] = account

    def visits(self):
        """What the visits of the last months held; a few pieces left the shelf with each of them."""
        since = self.story.at(self.story.on - timedelta(days=TOLD_DAYS), time(0, 0))
        own = {id(case.enrollment): case for case in self.cases}
        for contact in self.story.of(Contact):
            case = own.get(id(contact.enrollment))
            if case and contact.kind == "home_visit" and contact.outcome == "made" and contact.started_at >= since:
                self._visit(case, contact)

    def _visit(self, case, contact):
        unit = self.random.randrange(len(UNITS))
        visit = self.story.add(
            HomeVisit,
            contact=contact,
            primary_caregiver=case.enrollment.participant,
            interaction=self.random.choice(INTERACTION),
            development=self.random.choice(DEVELOPMENT),
            well_being=self.random.choice(WELL_BEING),
            strengths=self.random.choice(STRENGTHS),
            curriculum_used=UNITS[unit],
            curriculum_next=UNITS[(unit + 1) % len(UNITS)],
            recorded_at=contact.recorded_at,
            recorded_by=contact.recorded_by,
        )
        day = contact.started_at.astimezone(self.story.zone).date()
        for child in self.people.children_of(case.enrollment.participant):
            if child.born_on <= day:
                months = (day - child.born_on).days // 30
                size = ("n", "1", "2", "3", "4", "5", "6", "pants")[min(7, (months + 2) // 4)]
                self.story.add(
                    ChildSeen,
                    visit=visit,
                    child=child,
                    seen=self.random.choice(SEEN),
                    diaper_size=size,
                    wants_book=self.random.random() < 0.3,
                    has_medical_home=self.random.random() < 0.9,
                )
        if self.random.random() < 0.25:
            self._give(case, contact, day)

    def _give(self, case, contact, day):
        account = self.shelf[case.place.code, self.random.choice(GOODS)[0]]
        if account.balance < 1:
            return
        account.balance -= 1
        left = account.balance
        self.story.add_later(
            Entry,
            None,
            lambda entry: setattr(entry, "key", f"contact-{contact.pk}"),
            account=account,
            amount=-1,
            on=day,
            kind="given_at_visit",
            enrollment=case.enrollment,
            balance_after=left,
            recorded_at=contact.recorded_at,
            recorded_by=contact.recorded_by,
        )

    # --- After a group ----------------------------------------------------------------------

    def pages_after_groups(self):
        """About half of those who came to a group filled in its page, some of them on paper."""
        came = Counter(id(row.meeting) for row in self.story.of(Attendance) if row.came)
        for meeting in self.story.of(Meeting):
            if meeting.program != PROGRAM or meeting.kind not in KINDS:
                continue
            for _page in range(round(came[id(meeting)] * self.random.uniform(0.3, 0.7))):
                self._page(meeting)

    def _page(self, meeting):
        is_paper = self.random.random() < 0.35
        good = self.random.choice(GOOD) if self.random.random() < 0.5 else ""
        self.story.add(
            GroupFeedback,
            meeting=meeting,
            uid=uuid.UUID(int=self.random.getrandbits(128), version=4),
            is_paper=is_paper,
            felt_welcome=self.random.choices((2, 3, 4), (1, 4, 9))[0],
            met_others=self.random.choices((1, 2, 3, 4), (1, 3, 5, 5))[0],
            learned=self.random.choices((2, 3, 4, None), (2, 5, 5, 1))[0],
            stronger=self.random.choices((2, 3, 4, None), (3, 5, 3, 2))[0],
            comes_again=self.random.choices(("yes", "perhaps", "no"), (12, 4, 1))[0],
            was_good=good,
            would_change=self.random.choice(BETTER) if self.random.random() < 0.25 else "",
            recorded_at=self.story.no_later(meeting.starts_at + timedelta(hours=self.random.randint(2, 40))),
            recorded_by=self.people.workers[meeting.site.code][0] if is_paper else None,
        )

    # --- The home visitors ------------------------------------------------------------------

    def _visitors(self):
        """Pairs of a home visitor who visits and the model of their site."""
        models = {case.place.code: case.place.model for case in self.cases}
        for mentor in self.story.of(Mentor):
            if mentor.kind == Kind.HOME_VISITOR and mentor.status == "active" and mentor.site.code in models:
                yield mentor, models[mentor.site.code]

    def supervision(self):
        """Each week an hour and a half at a site of HFA, every other week an hour at one of PAT; some fall out."""
        for mentor, model in self._visitors():
            every, minutes = (7, 90) if model == HomeVisitingModel.HFA else (14, 60)
            day = max(self.story.since, mentor.trained_on or self.story.since)
            day += timedelta(days=(1 - day.weekday()) % 7)
            while day < self.story.on:
                is_kept = self.random.random() < 0.9
                self.story.add(
                    Supervision,
                    visitor=mentor,
                    on=day,
                    kind="observation" if self.random.random() < 0.06 else "individual",
                    minutes=minutes + self.random.choice((-15, 0, 0, 0, 15)) if is_kept else None,
                    why_not="" if is_kept else self.random.choice(NOT_KEPT),
                    recorded_at=self._at(day),
                    recorded_by=self.people.supervisors[mentor.site.code],
                )
                day += timedelta(days=every)

    def file_reviews(self):
        """Two or three files of each home visitor in a quarter, one or two in the running one."""
        for mentor, _model in self._visitors():
            own = [(match, case) for case in self.cases for match in case.matches if match.mentor is mentor]
            day = self.story.since + timedelta(days=20)
            while day < self.story.on:
                open_then = [case for match, case in own if match in case.matches_on(day) and case.is_open_on(day)]
                if open_then:
                    is_in_order = self.random.random() < 0.7
                    self.story.add(
                        FileReview,
                        enrollment=self.random.choice(open_then).enrollment,
                        visitor=mentor,
                        on=day,
                        is_in_order=is_in_order,
                        to_mend="" if is_in_order else self.random.choice(TO_MEND),
                        recorded_at=self._at(day),
                        recorded_by=self.people.supervisors[mentor.site.code],
                    )
                day += timedelta(days=self.random.randint(28, 44))
