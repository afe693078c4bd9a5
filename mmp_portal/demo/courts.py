"""Court cases of MPMP's families: where the children were, what the plan asks, and what came of each court date."""

import random
import uuid
from datetime import date, time, timedelta

from mmp_portal.agencies.models import County
from programs.casework.contacts.models import Appointment, Contact
from programs.mpmp.models import (
    Aftercare,
    Celebration,
    ChildOutcome,
    ChildPlacement,
    Coaching,
    CourtCase,
    CourtPerson,
    Deadline,
    FamilyGuest,
    FamilyMeeting,
    FamilyVisit,
    Hearing,
    KeptService,
    NewReport,
    ParentPicture,
    Petition,
    PlanItem,
)

TRIBES = ("an Ojibwe band in the north (example)", "a Dakota community in the south (example)")
WORKERS = ("Maren Lindquist-Example", "Tou Storyvang", "Abdi Fablehassan", "Greta Inventsson")
ATTORNEYS = ("Paulette Pretendergast", "Oscar Makebelieve", "Nimco Talewarsame")
GUARDIANS = ("Ruth Imagines", "Henrik Supposedal")
JUDGES = ("Judge Fictionborg", "Referee Tellander")
RELATIVES = ("her sister", "his grandmother", "an aunt and uncle", "the grandparents", "a cousin of the family")
STRANGERS = ("the Larkins family", "a foster family in the next town", "the Moonbeam home")
ROOMS = ("Juvenile Justice Center, room 7", "Courthouse, third floor, room 312", "County building, room B")
ITEMS = (
    ("Finish the parenting class", "parent", True),
    ("Keep every visit, or call before", "parent", False),
    ("Find a home with two bedrooms", "parent", False),
    ("Arrange rides to the visits", "county", False),
    ("Send the referral for family therapy", "county", True),
    ("Chemical health assessment, and what it recommends", "parent", True),
    ("Find a class in their own language", "county", False),
    ("Look after the children while the parent works", "family", False),
    ("Go along to the school meeting", "mentor", False),
    ("Monthly report on how therapy goes", "provider", True),
)
SAYS = (
    "The class is during my shift. I asked for the evening one.",
    "I did this already once, and nobody wrote it down.",
    "This one I want to do. It helps me.",
    "I need somebody to explain the letter.",
    "",
    "",
)
WISHES = (
    "I have been to every visit. I want the judge to know how he runs to me.",
    "Please let my sister have them until I have the apartment.",
    "I am sober for ninety days. I have the papers with me.",
    "I would like longer visits, at home and not in the office.",
    "I did not understand the last letter. Please say it slowly.",
)
OUTCOMES = {
    "emergency": ("The children stay where they are for now. Visits twice a week.", "An attorney is appointed."),
    "admit_deny": ("Admitted in part, after a talk with the attorney.", "Denied. A trial is set."),
    "review": (
        "The judge praised the visits. They become unsupervised.",
        "The class is still missing. The county looks for one in the evening.",
        "Nothing changed. The county did not have its report ready.",
    ),
    "permanency_progress": ("On the way home. A trial home visit may begin.", "The county prepares a second plan."),
    "permanency_admit_deny": ("Put on for trial in eight weeks.", "The aunt is asked about custody."),
    "case_plan": ("Two items were changed the way she asked.", "The plan was signed after a break."),
    "team": ("Everybody agreed on weekends at home.", "The school will call the parent first from now on."),
}
ORDERS = (
    "The county arranges rides. The parent goes on with the class.",
    "Unsupervised visits on Saturdays, ten to four.",
    "The county pays for the assessment within two weeks.",
    "",
)
VISIT_WORDS = ("They built a tower as high as the door.", "A hard goodbye.", "Read three books.", "", "", "")
ALLEGATIONS = (
    "Neglect is alleged after a neighbor called; the home had no heat. (Invented.)",
    "The petition speaks of substance use in the home. (Invented.)",
    "The child was left alone for an evening. (Invented.)",
)
PICTURES = {
    "resilience": ("I walk around the block, twice.", "I pray.", "I call my mentor before I shout.", ""),
    "connections": ("My sister, and two women of the group.", "Only my mentor so far.", "The church ladies."),
    "knowledge": ("Tantrums are not against me.", "He needs to know when I come back.", ""),
    "concrete_support": ("The pantry on Thursdays.", "I know now whom to ask about rent.", "Nobody, honestly."),
    "child_competence": ("She hides when she is sad.", "He tells me with his drawings.", ""),
}
FAMILY_PLANS = (
    "The children stay with their grandmother until the apartment is ready. Dinner together every Sunday.",
    "The aunt drives to school. The uncle comes along to visits. No cousin is left alone with the boys.",
)
FAMILY = (
    ("mother", "Odette Inventado", "grandmother"),
    ("mother", "Fern Talesworth", "aunt"),
    ("father", "Silas Mockingham", "uncle"),
    ("father", "Hilde Storyvang", "grandmother"),
    ("friends", "Bao Fablehassan", "neighbor"),
    ("tribe", "Ray Pretendergast", "elder"),
    ("services", "Maren Lindquist-Example", "county worker"),
)
SERVICES = (
    "Evening parenting class",
    "Family therapy",
    "Child care on weekdays",
    "Recovery group at the community center",
    "The grandmother, on weekends",
    "Food shelf on Thursdays",
)
REACHED = (
    "All home before the first snow.",
    "Ninety meetings, two jobs, and every visit kept.",
    "She spoke for herself at the last hearing.",
)
TOOK_PART = ("", "her sister", "the grandmother", "an uncle of the children", "")
SUPPORTS = ("", "a sponsor", "a friend from church", "", "an elder")
LEARNED = (
    "Saying goodbye at a visit without tears in front of him",
    "Counting to ten before answering",
    "A bedtime in three steps",
    "Asking what she felt before asking what she did",
)
APPLIED = ("Reads to them every evening", "The three steps at bedtime, most nights", "Asks first, and then tells")
HEARING_HOURS = (time(9, 0), time(10, 30), time(13, 15), time(14, 30))


class Courts:
    """Draws from a generator of its own, so that nobody else's rows move."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = [case for case in cases.cases if case.program == "mpmp"]
        self.random = random.Random(f"courts {seed}")
        self.contacts: dict[int, list] = {}
        self.home_on: dict[int, date | None] = {}
        self.counties = {(row.state, row.name): row for row in story.of(County)}

    def tell(self):
        for contact in self.story.of(Contact):
            self.contacts.setdefault(id(contact.enrollment), []).append(contact)
        for order, case in enumerate(self.cases):
            self._case(case, order)
        for case in self.cases:
            self._coaching(case)

    # --- One family -------------------------------------------------------------------------

    def _case(self, case, order):
        draw, place, enrollment = self.random, case.place, case.enrollment
        children = self.people.children_of(enrollment.participant)
        removed = draw.random() < 0.75 and bool(children)
        began = enrollment.enrolled_on - timedelta(days=draw.randint(6, 40))
        home_on = self._home_on(case, removed)
        ended_on = home_on if home_on and enrollment.closed_on is None else enrollment.closed_on
        tribal = draw.choices(("no", "yes", "asked", "not_asked"), weights=(8, 1, 1, 1))[0]
        self._add(
            CourtCase,
            case,
            county=self.counties[place.state, draw.choice(place.counties)],
            file_number=f"{place.code}-JV-{began.year % 100}-{100 + order}",
            opened_on=began,
            is_tribal=tribal,
            tribe=draw.choice(TRIBES) if tribal == "yes" else "",
            tribe_told_on=began + timedelta(days=2) if tribal == "yes" else None,
            ended_on=ended_on,
            ended_words="The case was dismissed." if ended_on else "",
        )
        self._people(case, began)
        if removed:
            self._placements(case, children, began, home_on)
            self._visits(case, children, began)
        self._hearings(case, began, removed, home_on)
        self._plan(case, began)
        self._progress(case, children, removed, home_on)
        self._add(Petition, case, kind="protection", filed_on=began, allegations=draw.choice(ALLEGATIONS))
        if draw.random() < 0.08:
            day = min(enrollment.enrolled_on + timedelta(days=draw.randint(20, 200)), self._last(case))
            self._add(NewReport, case, reported_on=day, finding=draw.choice(("screened_out", "not_made", "waiting")))

    def _home_on(self, case, removed):
        """The day on which the children came home, or None: at the closing, or before it where aftercare followed."""
        draw, enrollment = self.random, case.enrollment
        if not removed:
            return None
        lasted = (self._last(case) - enrollment.enrolled_on).days
        if enrollment.closed_on is None:
            if lasted > 150 and draw.random() < 0.6:
                return self._last(case) - timedelta(days=draw.randint(10, min(lasted - 100, 200)))
            return None
        if case.plan.closing_reason not in ("reunified", "case_dismissed"):
            return None
        return enrollment.closed_on - timedelta(days=draw.randint(40, 90) if lasted > 160 else 0)

    def _people(self, case, began):
        draw = self.random
        parts = (("worker", WORKERS), ("parents_attorney", ATTORNEYS), ("gal", GUARDIANS), ("judge", JUDGES))
        for role, names in parts:
            if draw.random() < 0.85:
                self._add(
                    CourtPerson,
                    case,
                    role=role,
                    name=draw.choice(names),
                    office="" if role != "worker" else f"{case.place.counties[0]} County",
                    phone=f"({case.place.area}) 555-01{draw.randint(10, 99)}" if role != "judge" else "",
                    starts_on=began,
                )

    def _placements(self, case, children, began, home_on):
        draw, closed_on = self.random, case.enrollment.closed_on
        length = ((home_on or closed_on or self.story.on) - began).days
        if draw.random() < 0.12:
            start = began - timedelta(days=draw.randint(500, 900))
            self._stay(case, children[0], "relative", RELATIVES, start, start + timedelta(days=draw.randint(40, 130)))
        for child in children[: draw.choice((1, 2, 2, 4))]:
            start = max(began, child.born_on)
            kind, names = (("relative", RELATIVES), ("foster", STRANGERS))[draw.random() < 0.45]
            trial = None
            if length > 150 and (home_on or draw.random() < 0.3):
                trial = (home_on or closed_on or self.story.on) - timedelta(days=draw.randint(20, 60))
            if length > 200 and draw.random() < 0.3:
                moved = start + timedelta(days=draw.randint(30, 90))
                self._stay(case, child, "foster", STRANGERS, start, moved, "A relative was found.")
                start, kind, names = moved, "relative", RELATIVES
            if trial and trial > start:
                self._stay(case, child, kind, names, start, trial, "Home on a trial visit.")
                self._stay(case, child, "trial_home_visit", ("",), trial, home_on)
            else:
                self._stay(case, child, kind, names, start, home_on)
        if home_on and (self.story.on - home_on).days > 60 and draw.random() < 0.1:
            again = home_on + timedelta(days=draw.randint(25, 50))
            self._stay(case, children[0], "relative", RELATIVES, again, None if closed_on is None else closed_on)

    def _stay(self, case, child, kind, names, starts_on, ends_on, words=""):
        self._add(
            ChildPlacement,
            case,
            child=child,
            kind=kind,
            with_whom=self.random.choice(names),
            starts_on=starts_on,
            ends_on=ends_on,
            words=words if ends_on else "",
        )

    def _visits(self, case, children, began):
        draw, last = self.random, self._last(case)
        day = max(began + timedelta(days=7), last - timedelta(days=60))
        while day <= last:
            outcome = draw.choices(("kept", "parent", "child", "county"), weights=(9, 1, 1, 1))[0]
            visit = self._add(
                FamilyVisit,
                case,
                on=day,
                kind=draw.choices(("supervised", "unsupervised", "at_distance"), weights=(5, 3, 1))[0],
                outcome=outcome,
                duration_minutes=draw.choice((60, 90, 120)) if outcome == "kept" else None,
                words=draw.choice(VISIT_WORDS) if outcome == "kept" else "",
            )
            for child in children[:2]:
                self.story.add(FamilyVisit.children.through, familyvisit=visit, person=child)
            day += timedelta(days=draw.randint(6, 9))

    def _plan(self, case, began):
        draw, last = self.random, self._last(case)
        for words, who, is_ordered in draw.sample(ITEMS, draw.randint(3, 5)):
            due_on = began + timedelta(days=draw.randint(40, 240))
            is_done = case.enrollment.closed_on is not None or (due_on < last and draw.random() < 0.85)
            if not is_done and due_on < self.story.on - timedelta(days=10):
                due_on = self.story.on + timedelta(days=draw.randint(-5, 40))
            self._add(
                PlanItem,
                case,
                words=words,
                who=who,
                is_ordered=is_ordered,
                due_on=due_on,
                parents_words=draw.choice(SAYS),
                status="done" if is_done else "open",
                ended_on=min(due_on, last) if is_done else None,
            )

    # --- Court dates ------------------------------------------------------------------------

    def _hearings(self, case, began, removed, home_on):
        closed_on, last = case.enrollment.closed_on, self._last(case)
        days = [("emergency", 3), ("admit_deny", 12)] if removed else [("admit_deny", 15)]
        days += [("case_plan", 26), ("review", 92), ("permanency_progress", 178), ("review", 268)]
        days += [("permanency_admit_deny", 355), ("review", 440), ("review", 530)]
        for kind, after in days:
            day = self._court_day(began + timedelta(days=after + self.random.randint(-2, 3)))
            if (day > last and closed_on) or (home_on and day > home_on):
                break
            is_past = day <= last
            if not is_past and day > self.story.on + timedelta(days=100):
                break
            self._hearing(case, kind, day, is_past=is_past)
            if not is_past:
                break
        if removed and closed_on is None and home_on is None:
            self._deadlines(case, began)

    def _hearing(self, case, kind, day, *, is_past):
        draw, story = self.random, self.story
        match = next(iter(case.matches_on(day)), None)
        is_unsaid = is_past and day > story.on - timedelta(days=6)
        starts_at = story.at(day, draw.choice(HEARING_HOURS))
        room = draw.choice(ROOMS) if kind not in ("case_plan", "team") else "County building, room B"
        appointment = None
        if not is_past:
            appointment = story.add(
                Appointment,
                uid=uuid.UUID(int=draw.getrandbits(128), version=4),
                enrollment=case.enrollment,
                match=match,
                worker=None if match else case.plan.worker,
                kind="court" if kind != "case_plan" else "family_meeting",
                setting="justice" if kind != "case_plan" else "child_welfare",
                place=room,
                starts_at=starts_at,
                recorded_at=story.last_evening,
                recorded_by=case.plan.worker,
            )
        is_held = is_past and not is_unsaid
        return self._add(
            Hearing,
            case,
            kind=kind,
            starts_at=starts_at,
            room=room,
            interpreter=case.enrollment.participant.first_language
            if case.enrollment.participant.needs_interpreter
            else "",
            ride=draw.choice(("", "", "The Parent Mentor drives", "Bus 5 to the courthouse")) if match else "",
            mentor_comes=match is not None,
            parents_words=draw.choice(WISHES) if match and draw.random() < 0.7 else "",
            status="held" if is_held else "planned",
            parent_was_there=draw.random() < 0.93 if is_held else None,
            mentor_was_there=(match is not None and draw.random() < 0.9) if is_held else None,
            outcome=draw.choice(OUTCOMES[kind]) if is_held else "",
            orders=draw.choice(ORDERS) if is_held else "",
            appointment=appointment,
        )

    def _deadlines(self, case, began):
        """A plan that was filed, and now and then another day that a judge set."""
        row = next((one for one in self.story.of(ChildPlacement) if one.enrollment is case.enrollment), None)
        if row is None:
            return
        self._add(Deadline, case, rule="placement_plan", counted_from=began, met_on=began + timedelta(days=26))
        if (self.story.on - began).days > 175:
            self._add(Deadline, case, rule="plan_review", counted_from=began, met_on=began + timedelta(days=170))
        if self.random.random() < 0.9:
            moved = self.story.on + timedelta(days=self.random.randint(20, 70))
            self._add(
                Deadline,
                case,
                rule="trial",
                counted_from=began,
                due_on=moved,
                reason="Continued: the parties talk about an agreement.",
            )

    # --- How it goes ------------------------------------------------------------------------

    def _progress(self, case, children, removed, home_on):
        draw, enrollment, last = self.random, case.enrollment, self._last(case)
        closed_on = enrollment.closed_on
        day, occasion = enrollment.enrolled_on + timedelta(days=draw.randint(3, 20)), "start"
        while day <= last:
            if draw.random() < 0.9:
                said = {name: draw.choice(words) for name, words in PICTURES.items()}
                self._add(ParentPicture, case, occasion=occasion, on=day, quality_of_life=draw.randint(2, 5), **said)
            day, occasion = day + timedelta(days=draw.randint(80, 105)), "quarter"
        if draw.random() < 0.4:
            self._family_meeting(case)
        if home_on:
            self._add(Aftercare, case, starts_on=home_on)
            self._services(case, home_on)
            for child in children:
                self._add(ChildOutcome, case, child=child, kind="reunified", on=home_on)
            self._celebrate(case, home_on)
        elif closed_on is not None and removed:
            for child in children:
                kind = draw.choice(("custody", "custody", "temporary", "reunified"))
                self._add(ChildOutcome, case, child=child, kind=kind, on=closed_on)
        self.home_on[id(enrollment)] = home_on

    def _services(self, case, day):
        """What was in place on the day; of some it is known already whether it holds."""
        draw = self.random
        for name in draw.sample(SERVICES, draw.randint(2, 3)):
            asked_on = day + timedelta(days=draw.randint(20, 50))
            is_asked = asked_on <= self.story.on - timedelta(days=6)
            again = asked_on + timedelta(days=90) if is_asked else asked_on
            holds = draw.choice(("yes", "yes", "changed")) if is_asked else ""
            self._add(
                KeptService,
                case,
                name=name,
                since=day,
                check_on=again if again > self.story.on - timedelta(days=6) else None,
                holds=holds,
                checked_on=asked_on if is_asked else None,
                words="Another day of the week now." if holds == "changed" else "",
            )

    def _celebrate(self, case, on):
        """Somebody came through: they were told so, and some were asked to become mentors."""
        draw = self.random
        is_asked = draw.random() < 0.6
        self._add(
            Celebration,
            case,
            kind="reunified",
            on=on,
            words=draw.choice(REACHED),
            celebrated_on=on,
            invited_on=on if is_asked else None,
            answer=draw.choice(("yes", "later", "later", "no")) if is_asked else "",
        )

    def _coaching(self, case):
        """What contacts say of the family and of skills, in every fourth or so."""
        draw, home_on = self.random, self.home_on[id(case.enrollment)]
        for contact in self.contacts.get(id(case.enrollment), ()):
            if contact.outcome != "made" or draw.random() > 0.28:
                continue
            is_home = home_on is not None and contact.started_at.date() >= home_on
            self.story.add(
                Coaching,
                enrollment=case.enrollment,
                contact=contact,
                family=draw.choice(TOOK_PART),
                supports=draw.choice(SUPPORTS),
                skills_learned=draw.choice(LEARNED),
                skills_applied=draw.choice(APPLIED) if is_home else "",
                recorded_at=contact.recorded_at,
                recorded_by=contact.recorded_by,
            )

    def _family_meeting(self, case):
        draw, last = self.random, self._last(case)
        asked_on = min(case.enrollment.enrolled_on + timedelta(days=draw.randint(10, 60)), last)
        held_on = asked_on + timedelta(days=draw.randint(14, 40))
        is_held = held_on <= last and draw.random() < 0.85
        follow_up_on = held_on + timedelta(days=60) if is_held else None
        is_followed = follow_up_on is not None and follow_up_on <= last - timedelta(days=5)
        meeting = self._add(
            FamilyMeeting,
            case,
            asked_on=asked_on,
            coordinator="Solveig Maybe-Larsen",
            held_on=held_on if is_held else None,
            had_private_time=is_held,
            plan=draw.choice(FAMILY_PLANS) if is_held else "",
            accepted=draw.choice(("yes", "yes", "partly", "waiting")) if is_held else "",
            follow_up_on=follow_up_on,
            followed_up_on=follow_up_on if is_followed else None,
            follow_up_words="Most of it holds." if is_followed else "",
        )
        for side, name, relation in draw.sample(FAMILY, draw.randint(3, 5)):
            self.story.add(
                FamilyGuest,
                meeting=meeting,
                side=side,
                name=name,
                relation=relation,
                came=draw.choice(("yes", "yes", "no")) if is_held else "",
                is_guardian=is_held and relation == "grandmother" and draw.random() < 0.6,
                recorded_at=meeting.recorded_at,
                recorded_by=meeting.recorded_by,
            )

    # --- Time -------------------------------------------------------------------------------

    def _court_day(self, day):
        while day.weekday() > 4:
            day += timedelta(days=1)
        return day

    def _last(self, case):
        return case.enrollment.closed_on or self.story.on - timedelta(days=1)

    def _add(self, model, case, **fields):
        by = case.plan.worker
        moment = self.story.no_later(self.story.at(case.enrollment.enrolled_on, time(15, 30)))
        return self.story.add(model, enrollment=case.enrollment, recorded_at=moment, recorded_by=by, **fields)
