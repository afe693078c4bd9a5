"""Screening a file of families, row by row: what each cell may say, and what the rules answer.

Nothing of a file is kept in memory but the row at hand. A cell that cannot be read makes its row a bad one;
the others are screened all the same.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from eligibility.facts import MopppFacts, MpmpFacts, WorksiteFacts, YoungParentFacts
from eligibility.outcome import Decision
from eligibility.parameters import Parameters
from eligibility.poverty import STATES
from eligibility.rules import RULES, moppp

COLUMNS = (
    "id",
    "program",
    "state",
    "on",
    "household_size",
    "unborn_children",
    "annual_income",
    "prenatal",
    "youngest_child_birth_date",
    "referred_by_childrens_division",
    "risk_factors",
    "birth_date",
    "foster_care",
    "youth_services",
    "court_supervision",
    "other_challenge",
    "is_parent",
    "expecting",
    "child_protection_case",
    "children_birth_dates",
)
ANSWERS = (
    "id",
    "program",
    "outcome",
    "priority",
    "risk_factor_count",
    "income_percent",
    "guideline_year",
    "missing",
    "reasons",
)
# MOPPP is Missouri's; another state is said in the row.
USUAL_STATE = "MO"
LARGEST_SIZE = 99
YES_NO = {"": None, "yes": True, "no": False}


class BadCell(ValueError):
    """A cell that cannot be read: its column, and a sentence about it."""

    def __init__(self, column, sentence):
        super().__init__(sentence)
        self.column = column


@dataclass(frozen=True)
class Screened:
    """A row that was screened, or what is wrong with it. `number` is its row in the file; the heads are row 1."""

    number: int
    id: str
    program: str = ""
    decision: Decision | None = None
    trouble: BadCell | None = None


# --- Cells ----------------------------------------------------------------------------------------


def _shown(value):
    return value if len(value) <= 40 else value[:40] + "…"


def yes_no(row, column):
    value = row[column].strip().lower()
    try:
        return YES_NO[value]
    except KeyError:
        raise BadCell(column, f"“{_shown(value)}” is neither yes nor no. Leave it empty if nobody knows.") from None


@lru_cache(maxsize=20_000)
def _day(value):
    return date.fromisoformat(value)


def day(row, column):
    return _one_day(row[column].strip(), column)


def _one_day(value, column):
    if not value:
        return None
    try:
        return _day(value)
    except ValueError:
        raise BadCell(column, f"“{_shown(value)}” is not a day. Write it like 2026-11-23.") from None


def days(row, column):
    """Days separated by semicolons; None where the cell is empty."""
    value = row[column].strip()
    if not value:
        return None
    if value.lower() == "none":
        return ()
    return tuple(_one_day(one.strip(), column) for one in value.split(";") if one.strip())


def whole_number(row, column, least, most):
    value = row[column].strip()
    if not value:
        return None
    if not (value.isascii() and value.isdigit()) or not least <= int(value[:9]) <= most or len(value) > 9:
        raise BadCell(column, f"“{_shown(value)}” is not a whole number from {least} to {most}.")
    return int(value)


def cents(row, column):
    """Dollars a year, such as 24000, 24,000.50 or $24,000; as cents."""
    value = row[column].strip()
    if not value:
        return None
    plain = value.replace("$", "").replace(",", "")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise BadCell(column, f"“{_shown(value)}” is not an amount in dollars.") from None
    if not amount.is_finite() or amount < 0 or amount > 1_000_000_000:
        raise BadCell(column, f"“{_shown(value)}” is not an income in dollars a year.")
    in_cents = amount * 100
    if in_cents != in_cents.to_integral_value():
        raise BadCell(column, f"“{_shown(value)}” has more than two decimal places.")
    return int(in_cents)


def state(row, column):
    value = row[column].strip().upper() or USUAL_STATE
    if value not in STATES:
        raise BadCell(column, f"“{_shown(value)}” is not one of the 50 states or DC, such as MO.")
    return value


def codes(row, column, known):
    """Codes separated by semicolons; None where the cell is empty, and an empty set for “none”."""
    value = row[column].strip()
    if not value:
        return None
    if value.lower() == "none":
        return frozenset()
    found = frozenset(code.strip() for code in value.split(";") if code.strip())
    unknown = sorted(found - known)
    if unknown:
        raise BadCell(column, f"“{_shown(unknown[0])}” is not a risk factor of the list.")
    return found


# --- Facts ----------------------------------------------------------------------------------------


def _moppp(row, parameters: Parameters, on):
    known = frozenset(moppp.risk_factors()) | frozenset(parameters.on(on)["own_risk_factors"])
    children = days(row, "children_birth_dates")
    youngest = day(row, "youngest_child_birth_date") or (max(children) if children else None)
    is_prenatal = yes_no(row, "prenatal")
    return MopppFacts(
        state=state(row, "state"),
        household_size=whole_number(row, "household_size", 1, LARGEST_SIZE),
        unborn_children=whole_number(row, "unborn_children", 0, 20),
        annual_income_cents=cents(row, "annual_income"),
        is_prenatal=yes_no(row, "expecting") if is_prenatal is None else is_prenatal,
        has_child=True if youngest else False if children == () else None,
        youngest_child_born_on=youngest,
        referred_by_childrens_division=yes_no(row, "referred_by_childrens_division"),
        risk_factors=codes(row, "risk_factors", known),
    )


def _worksite(row, parameters, on):
    challenge = row["other_challenge"].strip()
    return WorksiteFacts(
        born_on=day(row, "birth_date"),
        foster_care=yes_no(row, "foster_care"),
        youth_services=yes_no(row, "youth_services"),
        court_supervision=yes_no(row, "court_supervision"),
        other_challenge={"": None, "no": ""}.get(challenge.lower(), challenge),
    )


def _young_parent(row, parameters, on):
    return YoungParentFacts(
        born_on=day(row, "birth_date"), is_parent=_is_parent(row), is_expecting=yes_no(row, "expecting")
    )


def _mpmp(row, parameters, on):
    return MpmpFacts(
        is_caregiver=_is_parent(row),
        child_protection_case=yes_no(row, "child_protection_case"),
        children_born_on=days(row, "children_birth_dates"),
    )


def _is_parent(row):
    """As the row says; whoever has children with birth dates is a parent where it says nothing."""
    said = yes_no(row, "is_parent")
    return True if said is None and days(row, "children_birth_dates") else said


FACTS: dict[str, Callable[[dict, Parameters, date], Any]] = {
    "worksite": _worksite,
    "young_parent": _young_parent,
    "mpmp": _mpmp,
    "moppp": _moppp,
}


# --- Rows -----------------------------------------------------------------------------------------


def screen(lines, *, on: date, parameters_for: Callable[[str], Parameters]) -> Iterator[Screened]:
    """Screen each row of an open CSV file on the day it names, or on `on`.

    `parameters_for` gives the parameters of a program. Raises ValueError when the file has no column
    `program`: then it is another kind of file.
    """
    rows = csv.reader(lines)
    try:
        heads = [head.strip().lower() for head in next(rows)]
    except StopIteration:
        raise ValueError("The file is empty. Its first row names the columns.") from None
    except csv.Error as trouble:
        raise ValueError(f"The first row cannot be read: {trouble}.") from trouble
    if "program" not in heads:
        raise ValueError("The file has no column “program”. Its first row names the columns.")
    places = {head: place for place, head in enumerate(heads)}
    known = [(column, places.get(column, -1)) for column in COLUMNS]
    parameters = {program: parameters_for(program) for program in RULES}
    number = 1
    while True:
        number += 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as trouble:
            yield Screened(number, "", trouble=BadCell("the row", f"It cannot be read: {trouble}."))
            continue
        if not any(cells):
            continue
        count = len(cells)
        row = {column: cells[place] if 0 <= place < count else "" for column, place in known}
        yield _screened(number, row, on, parameters)


def _screened(number, row, on, parameters):
    key, program = row["id"].strip(), row["program"].strip().lower()
    try:
        if program not in FACTS:
            raise BadCell("program", f"“{_shown(program)}” is not one of {', '.join(FACTS)}.")
        asked_on = day(row, "on") or on
        facts = FACTS[program](row, parameters[program], asked_on)
        decision = RULES[program].decide(facts, parameters[program], on=asked_on)
    except BadCell as trouble:
        return Screened(number, key, program, trouble=trouble)
    except LookupError as trouble:
        return Screened(number, key, program, trouble=BadCell("on", str(trouble)))
    return Screened(number, key, program, decision)


def as_row(screened: Screened, decision: Decision) -> list:
    """The answer as cells of a CSV file."""
    priority = {True: "yes", False: "no", None: ""}[decision.priority]
    percent = decision.income_hundredths
    return [
        screened.id,
        screened.program,
        str(decision.outcome),
        priority,
        "" if decision.risk_factor_count is None else decision.risk_factor_count,
        "" if percent is None else f"{percent // 100}.{percent % 100:02d}",
        decision.guideline_year or "",
        "; ".join(decision.missing),
        "; ".join(decision.reasons),
    ]


def as_data(screened: Screened, decision: Decision) -> dict:
    """The answer as plain data."""
    percent = decision.income_percent
    return {
        "id": screened.id,
        "program": screened.program,
        "outcome": str(decision.outcome),
        "priority": decision.priority,
        "risk_factor_count": decision.risk_factor_count,
        "income_percent": None if percent is None else float(percent),
        "guideline_year": decision.guideline_year,
        "missing": list(decision.missing),
        "reasons": list(decision.reasons),
    }
