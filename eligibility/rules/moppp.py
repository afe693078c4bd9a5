"""MOPPP: two ways in, by income or by Children's Division, and priority by risk factors.

(A pregnancy, or a child under three) and an income under 185% of the poverty guideline; or a referral by
Children's Division, then until the child is five where the site takes that option. Four risk factors give
priority; they never decide admission.
"""

import tomllib
from datetime import date
from functools import cache, lru_cache

from eligibility.ages import birthday, latest_birth
from eligibility.facts import MopppFacts
from eligibility.outcome import OUTCOME_OF, Answer, Decision, Finding
from eligibility.parameters import DATA, Parameters, parameters_of
from eligibility.poverty import NoGuideline, Table, table_on

PROGRAM = "moppp"
# The largest household and number of unborn children that an unknown could still turn out to be.
LARGEST_HOUSEHOLD = 30
MOST_UNBORN = 8
MET, NOT_MET, UNKNOWN = Answer.MET, Answer.NOT_MET, Answer.UNKNOWN


@cache
def risk_factors() -> dict[str, dict]:
    """The fifteen risk factors in the source's order: code -> words and dated definitions."""
    with (DATA / "moppp_risk_factors.toml").open("rb") as file:
        return tomllib.load(file)


# How the setting “either or both” reads in a definition.
SETTING_WORDS = {"either": "one of the two is enough", "both": "both are needed"}


def definition_of(code: str, parameters: Parameters, *, on: date) -> str:
    """What a risk factor means on the day, with the settings of the site in it; empty for one a site has added."""
    dated = risk_factors().get(code, {}).get("definitions", ())
    in_force = [one["words"] for one in sorted(dated, key=lambda one: one["from"]) if one["from"] <= on]
    if not in_force:
        return ""
    values = {name: SETTING_WORDS.get(str(value), value) for name, value in parameters.on(on).items()}
    return in_force[-1].format_map(values)


class Rules:
    """The values of one day with the sentences made of them, so that a household costs no more than its own facts."""

    def __init__(self, parameters: Parameters, on: date):
        values = parameters.on(on)
        self.on = on
        self.parameters = parameters
        self.age_limit: int = values["child_age_limit"]
        self.older_limit: int = (
            values["childrens_division_age_limit"] if values["childrens_division_to_five"] else self.age_limit
        )
        # Born on this day or before, a child has reached the limit.
        self.reached = latest_birth(self.age_limit, on)
        self.older_reached = latest_birth(self.older_limit, on)
        self.income_limit: int = values["income_limit"]
        self.may_equal: bool = values["income_comparison"] == "at_or_below"
        self.compared = "at or below" if self.may_equal else "under"
        self.counts_unborn: bool = values["counts_unborn"]
        self.childrens_division: bool = values["childrens_division"]
        self.minimum: int = values["priority_minimum"]
        self.own_factors = frozenset(values["own_risk_factors"])
        self.factors = frozenset(risk_factors()) | self.own_factors
        self.child_threshold = f"under {self.age_limit} years, or prenatal"
        self.older_threshold = f"under {self.older_limit} years, or prenatal"
        self.priority_threshold = f"at least {self.minimum}"
        self.sources = {name: parameters[name].source for name in parameters}
        self.tables: dict[str, Table | str] = {}
        self.limits: dict[tuple[int, int, int], str] = {}

    def table(self, state: str) -> Table | str:
        """The poverty table of the day in the state, or the sentence that says why there is none."""
        if state not in self.tables:
            try:
                days_of_use = self.parameters.days_of_use(self.on)
                self.tables[state] = table_on(self.on, state, self.parameters.guidelines, days_of_use)
            except NoGuideline as reason:
                self.tables[state] = str(reason)
        return self.tables[state]

    def limit_in_words(self, table: Table, size: int) -> str:
        """“under 185% of the 2026 guideline: $61,050.00 for 4”."""
        key = (table.year, table.each_above, size)
        if key not in self.limits:
            dollars, cents = divmod(table.of(size) * self.income_limit, 100)
            words = f"{self.compared} {self.income_limit}% of the {table.year} guideline"
            self.limits[key] = f"{words}: ${dollars:,}.{cents:02d} for {size}"
        return self.limits[key]

    def is_within(self, income_cents: int, guideline_dollars: int) -> bool:
        """Compared in whole numbers, without rounding: cents x 100 against dollars x 100 x percent."""
        limit = guideline_dollars * self.income_limit
        return income_cents <= limit if self.may_equal else income_cents < limit


def decide(facts: MopppFacts, parameters: Parameters | None = None, *, on: date) -> Decision:
    """Whether this household may be served on the day `on`, and whether it has priority."""
    rules = (parameters or parameters_of(PROGRAM)).derived(Rules, on)
    table = rules.table(facts.state)
    child, child_words = _under(facts, rules, rules.reached)
    older, older_words = _under(facts, rules, rules.older_reached)
    income, hundredths, size, is_exact = _income(facts, rules, table)
    referred, referred_words = _referred(facts, rules)
    by_income, by_referral = _both(child, income), _both(referred, older)
    answer = _either(by_income, by_referral)
    # The outcome rests on the ways in that give it: what is asked about the other is not asked.
    counts_income, counts_referral = by_income is answer, by_referral is answer
    count, not_asked = _count(facts, rules)
    priority, priority_answer = _priority(count, not_asked, rules)
    sources = rules.sources
    question = _question(facts) if child is UNKNOWN or older is UNKNOWN else ""
    return Decision(
        PROGRAM,
        on,
        OUTCOME_OF[answer],
        (
            Finding(
                "moppp.child",
                "Prenatal, or a child under the age limit",
                child,
                child_words,
                rules.child_threshold,
                sources["child_age_limit"],
                question if child is UNKNOWN else "",
                counts_income,
            ),
            Finding(
                "moppp.income",
                "Household income",
                income,
                _income_in_words(facts, hundredths, size, is_exact),
                _limit_in_words(rules, table, size, is_exact),
                _income_source(rules, table),
                _income_question(facts, table) if income is UNKNOWN else "",
                counts_income,
            ),
            Finding(
                "moppp.childrens_division",
                "Referred by Children's Division as at risk",
                referred,
                referred_words,
                "a referral; no income is asked",
                sources["childrens_division"],
                "Did Children's Division refer the family?" if referred is UNKNOWN else "",
                counts_referral,
            ),
            Finding(
                "moppp.childrens_division_age",
                "With that referral: prenatal, or a child under the higher age limit",
                older,
                older_words,
                rules.older_threshold,
                sources["childrens_division_age_limit"],
                question if older is UNKNOWN else "",
                counts_referral,
            ),
            Finding(
                "moppp.priority",
                "Risk factors, for priority alone",
                priority_answer,
                _count_in_words(count, not_asked),
                rules.priority_threshold,
                sources["priority_minimum"],
                "Which risk factors are there?" if priority_answer is UNKNOWN else "",
                False,
            ),
        ),
        priority,
        count,
        hundredths,
        None if isinstance(table, str) else table.year,
        _until(facts, rules, by_income, by_referral),
        _notes(facts, rules, table),
    )


def _both(first: Answer, second: Answer) -> Answer:
    if first is NOT_MET or second is NOT_MET:
        return NOT_MET
    return MET if first is MET and second is MET else UNKNOWN


def _either(first: Answer, second: Answer) -> Answer:
    if first is MET or second is MET:
        return MET
    return NOT_MET if first is NOT_MET and second is NOT_MET else UNKNOWN


# --- A pregnancy, or a child under the limit ------------------------------------------------------


def _under(facts, rules, reached):
    """Answer and words: prenatal, or the youngest child born after the day on which the limit is reached."""
    if facts.is_prenatal:
        return MET, "prenatal"
    born_on = facts.youngest_child_born_on
    if born_on is None:
        if facts.has_child is False and facts.is_prenatal is False:
            return NOT_MET, "not prenatal and no child"
        return UNKNOWN, "not known"
    words = _born(born_on)
    if born_on > rules.on:
        return UNKNOWN, f"{words}, after this day"
    if born_on > reached:
        return MET, words
    # An older child alone says no; a pregnancy nobody has asked about could still say yes.
    return (NOT_MET if facts.is_prenatal is False else UNKNOWN), words


@lru_cache(maxsize=8192)
def _born(day):
    return f"youngest child born on {day:%B} {day.day}, {day.year}"


def _question(facts):
    if facts.youngest_child_born_on is not None or facts.has_child is False:
        return "Is somebody in the household pregnant?"
    if facts.is_prenatal is False:
        return "When was the youngest child born?"
    return "Is somebody in the household pregnant, or when was the youngest child born?"


# --- Income under a share of the guideline --------------------------------------------------------


def _unborn(facts, rules):
    """The fewest and the most unborn children that count in the size of the household."""
    if not rules.counts_unborn or facts.is_prenatal is False:
        return 0, 0
    if facts.unborn_children is not None:
        return facts.unborn_children, facts.unborn_children
    return (1 if facts.is_prenatal else 0), MOST_UNBORN


def _income(facts, rules, table):
    """The answer, the share of the guideline in hundredths of a percent, the smallest size, whether it is exact.

    What is not known of the size leaves the answer open only where it could turn it.
    """
    fewest, most = _unborn(facts, rules)
    known = facts.household_size
    smallest = (known or 1) + fewest
    largest = (known or LARGEST_HOUSEHOLD) + most
    is_exact = smallest == largest
    income = facts.annual_income_cents
    if income is None or isinstance(table, str):
        return UNKNOWN, None, smallest, is_exact
    guideline = table.of(smallest)
    # Further unborn children would only lower the share, so it is shown where the fewest are within the limit.
    hundredths = income * 100 // guideline if known else None
    if rules.is_within(income, guideline):
        return MET, hundredths, smallest, is_exact
    hundredths = hundredths if is_exact else None
    if not is_exact and rules.is_within(income, table.of(largest)):
        return UNKNOWN, hundredths, smallest, is_exact
    return NOT_MET, hundredths, smallest, is_exact


def _income_in_words(facts, hundredths, size, is_exact):
    income = facts.annual_income_cents
    if income is None:
        return "not known"
    words = f"${income // 100:,}.{income % 100:02d} a year"
    if facts.household_size is None:
        return f"{words}, the size of the household is not known"
    if hundredths is None:
        return f"{words} for {facts.household_size}, unborn children not known"
    unborn = size - facts.household_size
    at_least = "" if is_exact else "at least "
    people = f"{facts.household_size} and {at_least}{unborn} unborn" if unborn else str(size)
    return f"{words} for {people}, {hundredths // 100}.{hundredths % 100:02d}% of the guideline"


def _limit_in_words(rules, table, size, is_exact):
    if isinstance(table, str):
        return f"{rules.compared} {rules.income_limit}% of the poverty guideline"
    if not is_exact:
        return f"{rules.compared} {rules.income_limit}% of the {table.year} guideline"
    return rules.limit_in_words(table, size)


def _income_source(rules, table):
    source = rules.sources["income_limit"]
    if isinstance(table, str):
        return source
    return f"{source}; {table.source}" if table.is_verified else f"{source}; {table.source}, first day not verified"


def _income_question(facts, table):
    if isinstance(table, str):
        return table
    if facts.annual_income_cents is None:
        return "What is the household's income?"
    if facts.household_size is None:
        return "How many people live in the household?"
    return "Is somebody pregnant, and how many children are expected?"


# --- Referred by Children's Division --------------------------------------------------------------


def _referred(facts, rules):
    if not rules.childrens_division:
        return NOT_MET, "not a way in at this site"
    fact = facts.referred_by_childrens_division
    if fact is None:
        return UNKNOWN, "not known"
    return (MET, "yes") if fact else (NOT_MET, "no")


# --- Priority -------------------------------------------------------------------------------------


def _count(facts, rules):
    """How many risk factors are present, and how many nobody has asked; (None, all) when nothing was asked."""
    if facts.risk_factors is None:
        return None, len(rules.factors)
    present = facts.risk_factors & rules.factors
    not_asked = facts.risk_factors_unknown
    return len(present), len((not_asked & rules.factors) - present) if not_asked else 0


def _priority(count, not_asked, rules):
    if (count or 0) >= rules.minimum:
        return True, MET
    if (count or 0) + not_asked < rules.minimum:
        return False, NOT_MET
    return None, UNKNOWN


def _count_in_words(count, not_asked):
    if count is None:
        return "nobody has asked"
    return f"{count}, and {not_asked} not asked" if not_asked else str(count)


# --- What comes later -----------------------------------------------------------------------------


def _until(facts, rules, by_income, by_referral):
    """The first day on which the child is too old for every way that is met."""
    born_on = facts.youngest_child_born_on
    if born_on is None or facts.is_prenatal:
        return None
    if by_referral is MET and (by_income is not MET or rules.older_limit > rules.age_limit):
        return birthday(born_on, rules.older_limit)
    return birthday(born_on, rules.age_limit) if by_income is MET else None


def _notes(facts, rules, table):
    notes: tuple[str, ...] = ()
    if facts.is_prenatal:
        notes += ("The age limit counts from the birth; until then the pregnancy is the way in.",)
    if not isinstance(table, str) and not table.is_verified:
        notes += (f"The day from which the {table.year} guideline holds could not be verified.",)
    if rules.own_factors and facts.risk_factors:
        own = len(facts.risk_factors & rules.own_factors)
        if own:
            notes += (f"Of the risk factors, {own} were added by the site.",)
    return notes
