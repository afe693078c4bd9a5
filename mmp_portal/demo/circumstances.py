"""What families live on, where they go to school, who looks after their health, and what they consented to."""

import random
from datetime import date, time, timedelta

from participants.ages import age_on, anniversary
from participants.consents.models import Consent
from participants.consents.texts import text_for, versions
from participants.health.models import CareProvider, HealthNote, Insurance
from participants.income.models import IncomeSource
from participants.models import HouseholdMember
from participants.schooling.models import Credential, SchoolAttendance, Schooling

PAYERS = ("Fable Farms Market", "Riverbend Pretend Hotel", "Make Believe Hardware", "Story Hill Senior Living")
WAGES = {"two_weeks": (32000, 92000), "week": (16000, 45000), "twice_a_month": (35000, 99000)}
BENEFITS = (
    ("cash_assistance", 23400, 34200, "month"),
    ("child_support", 9000, 32000, "month"),
    ("ssi", 91400, 96700, "month"),
    ("unemployment", 12000, 32000, "week"),
    ("family", 5000, 20000, "month"),
)
EVIDENCE = ("Saw two pay stubs", "Saw the award letter", "Said so", "Saw the bank statement", "")
CLINICS = (
    "Storybrook Family Clinic",
    "Inkwell Community Health",
    "Tale County Health Department",
    "Wonderby Pediatrics",
)
DOCTORS = ("Dr. Quillfeather", "Dr. Imaginario", "Dr. Onceward", "Nurse Wishbourne", "Dr. Parableton")
PARTIES = ("Storyfield High School", "Tale County Children’s Division", "Fableton Public Library", "Inkwell Housing")
NOTES = (
    ("allergy", "Allergic to peanuts, carries a pen"),
    ("allergy", "Penicillin gives a rash"),
    ("condition", "Asthma, keeps an inhaler in the bag"),
    ("need", "Wears hearing aids: speak from the front"),
)
EARNED = (
    ("certificate", "Safe food handling"),
    ("certificate", "CPR and first aid"),
    ("hiset", ""),
    ("diploma", ""),
    ("license", "Certified nurse assistant"),
)
LEVEL_OF = (("hiset", "HiSET class"), ("college", "College"), ("high", "High School"), ("high", "Alternative School"))


class Circumstances:
    """Drawn from a generator of its own, so that nobody else's rows change with it."""

    def __init__(self, story, cases, *, seed):
        self.story = story
        self.random = random.Random(f"circumstances {seed}")
        self.cases = cases.cases
        self.children: dict[int, list] = {}

    def tell(self):
        homes: dict[int, list] = {}
        for member in self.story.of(HouseholdMember):
            homes.setdefault(id(member.household), []).append(member)
        for members in homes.values():
            children = [one.person for one in members if one.part == HouseholdMember.Part.CHILD]
            for one in members:
                if one.part == HouseholdMember.Part.PARENT:
                    self.children[id(one.person)] = children
        known = set()
        for case in self.cases:
            person = case.enrollment.participant
            if id(person) in known:
                continue
            known.add(id(person))
            self._income(case, person)
            self._school(case, person)
            self._health(case, person)
            self._consents(case, person)
            for child in self.children.get(id(person), ()):
                self._child(case, child)

    # --- Shared -----------------------------------------------------------------------------

    def _chance(self, share):
        return self.random.random() < share

    def _day(self, case, least=0, most=30):
        """A day soon after the enrollment, before the story is told."""
        day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(least, most))
        return min(day, self.story.on - timedelta(days=1))

    def _fact(self, model, case, person, day, **fields):
        return self.story.add(
            model,
            person=person,
            site=case.enrollment.site,
            recorded_at=self.story.no_later(self.story.at(day, time(15, 10))),
            recorded_by=case.plan.worker,
            **fields,
        )

    # --- Income -----------------------------------------------------------------------------

    def _income(self, case, person):
        day = self._day(case)
        answer = self.random.choices(
            ("wages", "benefits", "both", "none", "declined", "not asked"), (34, 22, 14, 12, 3, 15)
        )
        answer = answer[0]
        if answer in ("none", "declined"):
            self._fact(IncomeSource, case, person, day, answer=answer, starts_on=day, said_on=day)
        if answer in ("wages", "both"):
            self._wages(case, person, day)
        if answer in ("benefits", "both"):
            kind, least, most, per = self.random.choice(BENEFITS)
            self._source(case, person, day, kind=kind, cents=(least, most), per=per)

    def _wages(self, case, person, day):
        per = self.random.choice(tuple(WAGES))
        source = self._source(
            case, person, day, kind="wages", cents=WAGES[per], per=per, payer=self.random.choice(PAYERS)
        )
        raised_on = day + timedelta(days=self.random.randint(120, 260))
        if raised_on < self.story.on and self._chance(0.4):
            source.ends_on = raised_on - timedelta(days=1)
            source.version = 2
            more = (source.amount_cents + 1500, source.amount_cents + 9000)
            self._source(case, person, raised_on, kind="wages", cents=more, per=per, payer=source.payer)

    def _source(self, case, person, day, *, kind, cents, per, payer=""):
        least, most = cents
        return self._fact(
            IncomeSource,
            case,
            person,
            day,
            kind=kind,
            payer=payer,
            amount_cents=self.random.randint(least // 50, most // 50) * 50,
            per=per,
            starts_on=day,
            said_on=day,
            evidence=self.random.choice(EVIDENCE),
        )

    # --- School -----------------------------------------------------------------------------

    def _school(self, case, person):
        if not person.school:
            if self._chance(0.3):
                day = self._day(case)
                self._fact(Schooling, case, person, day, level="none", status="not_in_school", starts_on=day)
        else:
            self._goes_to(case, person, person.school)
        if self._chance(0.22):
            kind, name = self.random.choice(EARNED)
            day = self._day(case, 20, 260)
            self._fact(
                Credential, case, person, day, kind=kind, name=name, earned_on=day, evidence="Saw the certificate"
            )

    def _goes_to(self, case, person, school):
        level = next((level for level, word in LEVEL_OF if word in school), "high")
        begins = school_year_start(self.story.on) - timedelta(days=365 * self.random.randint(0, 1))
        grade = str(self.random.randint(9, 12)) if level == "high" else ""
        schooling = self._fact(
            Schooling,
            case,
            person,
            self._day(case),
            school=school,
            level=level,
            grade=grade,
            status="on_leave" if self._chance(0.08) else "enrolled",
            starts_on=begins,
        )
        if self._chance(0.7):
            self._days_at(schooling)

    def _days_at(self, schooling):
        """The two months before the running one."""
        last = self.story.on.replace(day=1) - timedelta(days=1)
        for _month in range(2):
            first = last.replace(day=1)
            if first >= schooling.starts_on:
                possible = self.random.randint(16, 21)
                missed = self.random.choices((0, 1, 2, 3, 5, 8), (20, 25, 20, 15, 12, 8))[0]
                self.story.add(
                    SchoolAttendance,
                    schooling=schooling,
                    first_on=first,
                    last_on=last,
                    days_present=possible - missed,
                    days_possible=possible,
                    source="Report card",
                    recorded_at=schooling.recorded_at,
                    recorded_by=schooling.recorded_by,
                )
            last = first - timedelta(days=1)

    # --- Health -----------------------------------------------------------------------------

    def _health(self, case, person):
        day = self._day(case)
        if self._chance(0.7):
            self._provider(case, person, "prenatal" if person.due_on else "primary", day)
        if self._chance(0.75):
            kind = self._insurance_kind(case, none=True)
            self._insurance(case, person, kind, day)
        if self._chance(0.06):
            kind, words = self.random.choice(NOTES)
            self._fact(HealthNote, case, person, day, kind=kind, words=words, wished_on=day)

    def _child(self, case, child):
        day = self._day(case)
        day = max(day, child.born_on or day)
        if day >= self.story.on:
            return
        if self._chance(0.8):
            self._provider(case, child, "pediatrician", day)
        if self._chance(0.7):
            self._insurance(case, child, self._insurance_kind(case, none=False), day)
        if child.born_on and 5 <= age_on(child.born_on, self.story.on) < 18 and self._chance(0.8):
            self._child_school(case, child)

    def _child_school(self, case, child):
        age = age_on(child.born_on, self.story.on)
        level, name = (
            ("elementary", "Bramble Hill Elementary") if age < 11 else ("middle", "Otter Creek Middle School")
        )
        if age >= 14:
            level, name = "high", "Storyfield High School"
        child.school = name
        begins = max(school_year_start(self.story.on), child.born_on)
        self._fact(
            Schooling,
            case,
            child,
            self._day(case),
            school=name,
            level=level,
            grade=str(max(1, age - 5)),
            status="enrolled",
            starts_on=begins,
        )

    def _provider(self, case, person, kind, day):
        self._fact(
            CareProvider,
            case,
            person,
            day,
            kind=kind,
            name=self.random.choice(DOCTORS),
            clinic=self.random.choice(CLINICS),
            phone=f"({case.place.area}) 555-01{self.random.randint(0, 99):02d}",
        )

    def _insurance_kind(self, case, *, none):
        medicaid = "minnesotacare" if case.place.state == "MN" and self._chance(0.4) else "medicaid"
        kinds = {medicaid: 70, "private": 12, "chip": 0 if none else 15}
        if none:
            kinds |= {"none": 10, "unknown": 8}
        return self.random.choices(list(kinds), list(kinds.values()))[0]

    def _insurance(self, case, person, kind, day):
        is_insured = kind not in Insurance.UNNAMED
        self._fact(
            Insurance,
            case,
            person,
            day,
            kind=kind,
            member_number=f"{self.random.randrange(10**8, 10**9)}" if is_insured else "",
            starts_on=day if self._chance(0.7) else None,
        )

    # --- Consents ---------------------------------------------------------------------------

    def _consents(self, case, person):
        day = self._day(case, 0, 3)
        closed_on = case.enrollment.closed_on
        self._consent(case, person, "services", day, revoked_on=closed_on)
        if person.may_text and self._chance(0.7):
            self._consent(case, person, "texts", day)
        if self._chance(0.35):
            self._consent(case, person, "photo", self._day(case, 5, 60), revoked_on=self._changed_mind(case, 0.05))
        if person.school and self._is_of_age(person, day) and self._chance(0.5):
            self._consent(case, person, "school_records", day)
        if self._chance(0.3):
            until = self.story.on + timedelta(days=self.random.randint(5, 330))
            if self._chance(0.08):
                until = self.story.on - timedelta(days=self.random.randint(1, 20))
            if until > day:
                self._consent(case, person, "sharing", day, until=until, party=self.random.choice(PARTIES))

    def _is_of_age(self, person, day):
        return bool(person.born_on) and age_on(person.born_on, day) >= 18

    def _changed_mind(self, case, share):
        if case.enrollment.closed_on or not self._chance(share):
            return None
        return self.story.on - timedelta(days=self.random.randint(1, 12))

    def _consent(self, case, person, kind, day, *, until=None, party="", revoked_on=None):
        language = "es" if person.language == "es" else "en"
        if day < versions(kind)[0].begins:
            return
        text = text_for(kind, language=language, on=day)
        is_done = bool(revoked_on) and case.enrollment.closed_on is not None
        ended = revoked_on if revoked_on and revoked_on >= day else None
        self._fact(
            Consent,
            case,
            person,
            day,
            kind=kind,
            party=party,
            given_by=person,
            given_on=day,
            until=until,
            how=self.random.choices(("screen", "paper"), (3, 1))[0],
            language=language,
            text_from=text.begins,
            text_is_reviewed=text.is_reviewed,
            text_title=text.title,
            text_body=text.body,
            signed_name=person.name,
            revoked_on=ended,
            revoked_by=person.name if ended else "",
            revoke_reason="The case was closed" if ended and is_done else "",
            followed_up_at=self.story.no_later(self.story.at(ended, time(16, 30))) if ended and is_done else None,
            followed_up_by=case.plan.worker if ended and is_done else None,
        )


def school_year_start(day: date) -> date:
    """August 18 of the school year that holds the day."""
    start = date(day.year, 8, 18)
    return start if start <= day else anniversary(start, -1)
