"""What families said when they came, and what the rules answered: the decision of every enrollment, and stored screenings."""

import random
from datetime import time, timedelta

from eligibility import answers as said
from eligibility.answers import Answers
from eligibility.outcome import Outcome
from eligibility.parameters import parameters_of
from eligibility.rules import RULES, moppp
from participants.income import yearly
from programs.casework.referrals.models import Reason, Referral, Status
from programs.casework.referrals.screenings.models import RestrictedAnswers, Screening
from programs.casework.referrals.screenings.workflow import row_of

PAYERS = ("County library", "Feed mill", "Example Bakery", "Laundry on Oak Street", "Night shift, nursing home")
CHALLENGES = ("Lost the apartment last winter", "Looks after a sick mother", "New in the country, alone")
SAID = ("", "", "She says so herself.", "Wants to talk about it later.", "Told the nurse, who told us with her leave.")
# Of these states every site of the story is one.
STATE = "MO"


class Screenings:
    """Drawn from a generator of its own, so that nobody else's rows change with it."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = cases.cases
        self.random = random.Random(f"screenings {seed}")

    def tell(self):
        for case in self.cases:
            self._of_a_case(case)
        for referral in self.story.of(Referral):
            self._of_a_referral(referral)

    # --- Families -------------------------------------------------------------------------------

    def _of_a_case(self, case):
        """The decision a family was enrolled on; those who came by risk factors or income have a screening stored, too."""
        enrollment, program, on = case.enrollment, case.program, case.enrollment.enrolled_on
        answers = self._answers(enrollment.participant, program, on)
        decision = self._decide(program, answers, on)
        enrollment.decision = decision.as_data()
        if decision.outcome is not Outcome.ELIGIBLE:
            enrollment.decision |= {"override": "Agreed with the funder; the paper is in the file."}
        if "risk_factors" in said.ASKED[program] or self.random.random() < 0.2:
            self._store(
                enrollment.participant,
                enrollment.site,
                answers,
                decision,
                at=enrollment.recorded_at,
                by=case.plan.worker,
            )

    def _of_a_referral(self, referral):
        """Those being screened lack an answer; those who wait have all of them; who does not fit earns too much."""
        is_no = referral.status == Status.ELSEWHERE and referral.reason == Reason.NOT_ELIGIBLE
        if not referral.program or not (is_no or referral.status in (Status.SCREENING, Status.WAITING)):
            return
        on = min(referral.status_on, self.story.on)
        answers = self._answers(referral.person, referral.program, on)
        if referral.status == Status.SCREENING:
            answers = (
                said.together([Answers(state=answers.state)]) if self.random.random() < 0.3 else self._open(answers)
            )
        elif is_no:
            answers = self._too_much(answers)
        by = referral.intake_worker or referral.recorded_by
        at = self.story.no_later(self.story.at(on, time(self.random.randint(9, 16), 30)))
        decision = self._decide(referral.program, answers, on)
        self._store(referral.person, referral.site, answers, decision, at=at, by=by, referral=referral)

    def _decide(self, program, answers, on):
        return RULES[program].decide(said.facts_for(program, answers), parameters_of(program), on=on)

    def _store(self, person, site, answers, decision, *, at, by, referral=None):
        screening = self.story.add(
            Screening,
            person=person,
            site=site,
            program=decision.program,
            referral=referral,
            recorded_at=at,
            recorded_by=by,
            **row_of(decision, answers, parameters_of(decision.program)),
        )
        if answers.risk_factors is not None:
            self.story.add(
                RestrictedAnswers,
                screening=screening,
                risk_factors=sorted(answers.risk_factors),
                not_asked=sorted(answers.risk_factors_unknown),
                words=self.random.choice(SAID),
                recorded_at=at,
                recorded_by=by,
            )

    # --- What they said -------------------------------------------------------------------------

    def _answers(self, person, program, on):
        births = [child.born_on for child in self.people.children_of(person) if child.born_on and child.born_on <= on]
        is_expecting = bool(person.due_on and person.due_on >= on) or not births
        asked = said.ASKED[program]
        found = {"born_on": person.born_on, "is_parent": bool(births) or None}
        if births:
            found["youngest_child_born_on"] = max(births)
        if "is_expecting" in asked:
            found["is_expecting"] = is_expecting
        if "children_born_on" in asked:
            found |= {
                "children_born_on": tuple(sorted(births)) or None,
                "child_protection_case": True,
                "is_parent": True,
            }
        if "foster_care" in asked:
            found |= self._lived_through()
        if "risk_factors" in asked:
            found |= self._household(births, is_expecting, on)
        return Answers(**found)

    def _lived_through(self):
        which = self.random.choices(
            ("foster_care", "youth_services", "court_supervision", "other_challenge"), weights=(5, 3, 3, 2)
        )[0]
        found = {"foster_care": False, "youth_services": False, "court_supervision": False, "other_challenge": ""}
        found[which] = self.random.choice(CHALLENGES) if which == "other_challenge" else True
        if which == "foster_care":
            found["foster_care_words"] = self.random.choice(
                ("in care since 2019", "left care at 18", "aged out in June")
            )
        return found

    def _household(self, births, is_expecting, on):
        amount, per = self.random.choice(
            ((95_000, "two_weeks"), (148_000, "month"), (41_500, "week"), (62_000, "two_weeks"))
        )
        source = {
            "from": self.random.choice(PAYERS),
            "amount_cents": amount,
            "per": per,
            "yearly_cents": yearly.in_a_year(amount, per),
            "formula": str(yearly.formula(amount, per)),
        }
        factors = list(moppp.risk_factors())
        present = self.random.sample(factors, self.random.choice((1, 2, 3, 4, 4, 5, 5, 6, 7)))
        open_ones = [code for code in self.random.sample(factors, 2) if code not in present]
        youngest = max(births) if births else None
        is_older = youngest is not None and youngest < on - timedelta(days=3 * 365) and not is_expecting
        return {
            "state": STATE,
            "household_size": 1 + len(births) + self.random.choice((0, 1, 1, 2)),
            "unborn_children": 1 if is_expecting else None,
            "annual_income_cents": source["yearly_cents"],
            "income_sources": (source,),
            "referred_by_childrens_division": is_older or self.random.random() < 0.12,
            "risk_factors": frozenset(present),
            "risk_factors_unknown": frozenset(open_ones if self.random.random() < 0.5 else ()),
        }

    def _open(self, answers):
        """The same family before it said what somebody earns, or what it has lived through."""
        return said.from_data(
            {
                name: value
                for name, value in said.as_data(answers).items()
                if name
                not in (
                    "annual_income_cents",
                    "income_sources",
                    "referred_by_childrens_division",
                    "foster_care",
                    "youth_services",
                    "court_supervision",
                    "other_challenge",
                    "child_protection_case",
                    "is_expecting",
                    "is_parent",
                )
            },
            risk_factors=answers.risk_factors,
            unknown=answers.risk_factors_unknown,
        )

    def _too_much(self, answers):
        data = said.as_data(answers) | {"referred_by_childrens_division": False}
        if "annual_income_cents" in data:
            source = {
                "from": "Two incomes",
                "amount_cents": 9_800_00,
                "per": "month",
                "yearly_cents": 117_600_00,
                "formula": str(yearly.formula(9_800_00, "month")),
            }
            data |= {"annual_income_cents": 117_600_00, "income_sources": [source]}
        return said.from_data(data, risk_factors=answers.risk_factors, unknown=answers.risk_factors_unknown)
