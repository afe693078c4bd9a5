"""What families said when they came, and what the rules answered: the decision of every enrollment, and stored screenings."""

import random
from datetime import date, time, timedelta

from mmp_portal.agencies.models import Site
from participants.income import yearly
from participants.models import Person, Registration
from programs.casework.parameters.models import DatedValue
from programs.casework.referrals.models import Reason, Referral, Status
from programs.casework.referrals.screenings.models import Outcome, RestrictedAnswers, Screening
from programs.casework.referrals.screenings.told import asked_by, columns_for, factor_codes

PAYERS = ("County library", "Feed mill", "Example Bakery", "Laundry on Oak Street", "Night shift, nursing home")
CHALLENGES = ("Lost the apartment last winter", "Looks after a sick mother", "New in the country, alone")
WORDS = (
    "",
    "",
    "She says so herself.",
    "Wants to talk about it later.",
    "Told the nurse, who told us with her leave.",
)
# Where families stand at the limit itself: name, people, and days since the youngest was born.
LIMIT_SITE = "SIK"
# What one site asks of youth besides, on its own page.
OWN_RULES_SITE = "GRE"
OWN_RULES_FROM = date(2018, 7, 1)
OWN_RULES = ["lives_in_county", "no_serious_violent_offense", "willing_to_look_for_work"]
AT_THE_LIMIT = (("Tansy", "Threshold", 3, 400), ("Bram", "Edgewater", 4, 90), ("Ione", "Fairline", 2, 640))
# MOPPP is Missouri's.
STATE = "MO"
# What a family that is still being screened has not said.
STILL_OPEN = (
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
        self._at_the_limit()
        self._own_rules()

    # --- Families -------------------------------------------------------------------------------

    def _of_a_case(self, case):
        """The decision a family was enrolled on; those asked for risk factors, and some others, have a screening, too."""
        enrollment, program, on = case.enrollment, case.program, case.enrollment.enrolled_on
        told, factors = self._told(enrollment.participant, program, on)
        columns = self._columns(program, enrollment.site, told, factors, on)
        enrollment.decision = columns["answer"]
        if columns["outcome"] != Outcome.ELIGIBLE:
            enrollment.decision |= {"override": "Agreed with the funder; the paper is in the file."}
        if factors or self.random.random() < 0.2:
            self._store(
                enrollment.participant,
                enrollment.site,
                program,
                columns,
                factors,
                at=enrollment.recorded_at,
                by=case.plan.worker,
            )

    def _of_a_referral(self, referral):
        """Those being screened lack an answer; those who wait have all of them; who does not fit earns too much."""
        is_no = referral.status == Status.ELSEWHERE and referral.reason == Reason.NOT_ELIGIBLE
        if not referral.program or not (is_no or referral.status in (Status.SCREENING, Status.WAITING)):
            return
        on = min(referral.status_on, self.story.on)
        told, factors = self._told(referral.person, referral.program, on)
        if referral.status == Status.SCREENING:
            told = {name: value for name, value in told.items() if name not in STILL_OPEN}
        elif is_no:
            told = self._too_much(told)
        elif referral.source == Referral.Source.CHILDRENS_DIVISION:
            told["referred_by_childrens_division"] = True
        columns = self._columns(referral.program, referral.site, told, factors, on)
        by = referral.intake_worker or referral.recorded_by
        at = self.story.no_later(self.story.at(on, time(self.random.randint(9, 16), 30)))
        self._store(
            referral.person, referral.site, referral.program, columns, factors, at=at, by=by, referral=referral
        )

    def _at_the_limit(self):
        """Families whose income is the limit itself, and a site that has let the limit in since: who would change?"""
        on = self.story.on - timedelta(days=20)
        site = next((site for site in self.story.of(Site) if site.code == LIMIT_SITE), None)
        if site is None:
            return
        by = self.people.supervisors.get(LIMIT_SITE)
        at = self.story.at(on, time(10, 15))
        for given, family, size, days_old in AT_THE_LIMIT:
            born_on = self.story.on - timedelta(days=days_old)
            person = self.story.add(
                Person,
                given_name=given,
                family_name=family,
                born_on=self.story.on - timedelta(days=27 * 365),
                city=self.people.places[LIMIT_SITE].city,
                recorded_at=at,
                recorded_by=by,
            )
            self.story.add(Registration, person=person, site=site, starts_on=on)
            factors = self._factors()
            told = {
                "state": STATE,
                "is_parent": True,
                "is_expecting": False,
                "youngest_child_born_on": born_on.isoformat(),
                "household_size": size,
                "referred_by_childrens_division": False,
            }
            told |= _income("Wages of both parents", _limit(told, on), "year")
            columns = columns_for("moppp", told, on=on, **factors)
            self._store(person, site, "moppp", columns, factors, at=at, by=by)
        self.story.add(
            DatedValue,
            program="moppp",
            name="income_comparison",
            site=site,
            starts_on=self.story.on - timedelta(days=3),
            value="at_or_below",
            source="Decision of the site's board, on its own reading of “under”",
            recorded_at=self.story.at(self.story.on - timedelta(days=3), time(14, 0)),
            recorded_by=by,
        )

    def _columns(self, program, site, told, factors, on):
        """What the rules answered by the values of the site; youth of Greene County answered what it asks besides."""
        if (program, site.code) != ("worksite", OWN_RULES_SITE):
            return columns_for(program, told, on=on, **factors)
        if on >= OWN_RULES_FROM and "foster_care" in told:
            told["site_answers"] = dict.fromkeys(OWN_RULES, True)
        overlay = {"site_rules": {OWN_RULES_FROM: OWN_RULES}}
        return columns_for(program, told, on=on, overlay=overlay, **factors)

    def _own_rules(self):
        """What Greene County asks of youth besides, from a day on."""
        site = next((one for one in self.story.of(Site) if one.code == OWN_RULES_SITE), None)
        if site is None:
            return
        self.story.add(
            DatedValue,
            program="worksite",
            name="site_rules",
            site=site,
            starts_on=OWN_RULES_FROM,
            value=OWN_RULES,
            source="Missouri Mentoring Partnership, Greene County, Worksite Program",
            recorded_at=self.story.at(OWN_RULES_FROM, time(9, 0)),
            recorded_by=self.people.supervisors.get(OWN_RULES_SITE),
        )

    def _store(self, person, site, program, columns, factors, *, at, by, referral=None):
        screening = self.story.add(
            Screening,
            person=person,
            site=site,
            program=program,
            referral=referral,
            recorded_at=at,
            recorded_by=by,
            **columns,
        )
        if factors:
            self.story.add(
                RestrictedAnswers,
                screening=screening,
                risk_factors=factors["risk_factors"],
                not_asked=factors["not_asked"],
                words=self.random.choice(WORDS),
                recorded_at=at,
                recorded_by=by,
            )

    # --- What they said -------------------------------------------------------------------------

    def _told(self, person, program, on):
        """What a family told by the day, as plain data, and apart from it the risk factors where they are asked."""
        births = [child.born_on for child in self.people.children_of(person) if child.born_on and child.born_on <= on]
        is_expecting = bool(person.due_on and person.due_on >= on) or not births
        asked = asked_by(program)
        told = {"born_on": person.born_on.isoformat()} if person.born_on else {}
        if births:
            told |= {"is_parent": True, "youngest_child_born_on": max(births).isoformat()}
        if "is_expecting" in asked:
            told["is_expecting"] = is_expecting
        if "children_born_on" in asked:
            children = [born_on.isoformat() for born_on in sorted(births)]
            told |= {"is_parent": True, "child_protection_case": True} | (
                {"children_born_on": children} if children else {}
            )
        if "foster_care" in asked:
            told |= self._lived_through(on)
        if "risk_factors" not in asked:
            return told, {}
        return told | self._household(births, is_expecting, on), self._factors()

    def _lived_through(self, on):
        ways = ("foster_care", "youth_services", "court_supervision", "other_challenge")
        which = self.random.choices(ways, weights=(5, 3, 3, 2))[0]
        told = {"foster_care": False, "youth_services": False, "court_supervision": False, "other_challenge": ""}
        told[which] = self.random.choice(CHALLENGES) if which == "other_challenge" else True
        if which == "foster_care":
            how, days = self.random.choice((("in_care", 2400), ("left", 900), ("aged_out", 160)))
            told |= {"foster_care_how": how, "foster_care_on": (on - timedelta(days=days)).isoformat()}
        return told

    def _household(self, births, is_expecting, on):
        amount, per = self.random.choice(
            ((95_000, "two_weeks"), (148_000, "month"), (41_500, "week"), (62_000, "two_weeks"))
        )
        youngest = max(births) if births else None
        is_older = youngest is not None and youngest < on - timedelta(days=3 * 365) and not is_expecting
        return {
            "state": STATE,
            "household_size": 1 + len(births) + self.random.choice((0, 1, 1, 2)),
            **({"unborn_children": 1} if is_expecting else {}),
            **_income(self.random.choice(PAYERS), amount, per),
            "referred_by_childrens_division": is_older or self.random.random() < 0.12,
        }

    def _factors(self):
        codes = factor_codes()
        present = self.random.sample(codes, self.random.choice((1, 2, 3, 4, 4, 5, 5, 6, 7)))
        open_ones = [code for code in self.random.sample(codes, 2) if code not in present]
        return {
            "risk_factors": sorted(present),
            "not_asked": sorted(open_ones) if self.random.random() < 0.5 else [],
        }

    def _too_much(self, told):
        if "annual_income_cents" not in told:
            return told
        return told | _income("Two incomes", 9_800_00, "month") | {"referred_by_childrens_division": False}


def _limit(told, on):
    """The income in cents that is the limit itself for the size of the family on the day."""
    in_force = columns_for("moppp", told | {"annual_income_cents": 0}, on=on)["parameters"]
    return in_force["guideline"]["sizes"][told["household_size"] - 1] * in_force["values"]["income_limit"]["value"]


def _income(payer, amount, per):
    in_a_year = yearly.in_a_year(amount, per)
    source = {
        "from": payer,
        "amount_cents": amount,
        "per": per,
        "yearly_cents": in_a_year,
        "formula": str(yearly.formula(amount, per)),
    }
    return {"annual_income_cents": in_a_year, "income_sources": [source]}
