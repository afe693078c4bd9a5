"""How fast the rules are: the pure function, a file of families, and screening again all that are stored.

The figures are printed, as rows a second and as ratios; nothing here asserts a time.
"""

import csv
import io
import json
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from eligibility import answers as said
from eligibility.answers import Answers
from eligibility.facts import MopppFacts
from eligibility.parameters import parameters_of
from eligibility.poverty import guideline
from eligibility.rules import moppp
from participants.models import Person
from programs.casework.parameters.models import DatedValue
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.referrals import screening_file
from programs.casework.referrals.screenings.again import changes
from programs.casework.referrals.screenings.models import RestrictedAnswers, Screening
from programs.casework.referrals.screenings.workflow import row_of

TODAY = date(2026, 11, 23)
FAMILIES = 100_000
ROWS = 50_000
STORED = 100_000
OPENFISCA = "openfisca-core==46.0.1"
OPENFISCA_FAMILIES = 300
FACTORS = sorted(moppp.risk_factors())


def families(count, seed=0):
    """Families of every kind: eligible by income, by a referral, not at all, and with an answer missing."""
    dice = random.Random(seed)
    for _ in range(count):
        present = frozenset(dice.sample(FACTORS, dice.randint(0, 7)))
        yield MopppFacts(
            household_size=dice.randint(1, 9),
            unborn_children=0,
            annual_income_cents=None if dice.random() < 0.05 else dice.randint(0, 120_000_00),
            is_prenatal=False,
            has_child=True,
            youngest_child_born_on=TODAY - timedelta(days=dice.randint(0, 2500)),
            referred_by_childrens_division=dice.random() < 0.1,
            risk_factors=present,
        )


def bare(facts, limits):
    """The rule as a few lines of Python, without findings, dates of birth kept as days: the fastest it could be."""
    referred = facts.referred_by_childrens_division
    youngest = facts.youngest_child_born_on
    income = facts.annual_income_cents
    if referred and youngest > limits["five"]:
        return True
    return income is not None and youngest > limits["three"] and income < limits[facts.household_size]


def rate(count, work):
    """How many a second of one core; other work of the machine is left out."""
    begun = time.process_time()
    work()
    return count / (time.process_time() - begun)


def each(work, some):
    """Do it for each, and keep nothing."""
    for one in some:
        work(one)


def openfisca(some):
    """What openfisca-core says of the same families, installed for this benchmark alone; None where it cannot be."""
    told = [
        {
            "income": facts.annual_income_cents / 100,
            "guideline": guideline(TODAY, "MO", facts.household_size),
            "months_of_youngest": (TODAY - facts.youngest_child_born_on).days / 30.4375,
            "referred": float(facts.referred_by_childrens_division),
        }
        for facts in some
    ]
    script = Path(__file__).with_name("openfisca_moppp.py")
    uv = Path(sys.executable).with_name("uv")
    answer = subprocess.run(
        [uv, "run", "--quiet", "--isolated", "--no-project", "--with", OPENFISCA, "python", script],
        input=json.dumps(told),
        capture_output=True,
        text=True,
    )
    return json.loads(answer.stdout) if answer.returncode == 0 else None


@pytest.mark.bench
def test_the_pure_function_beside_bare_python_and_openfisca():
    some = list(families(FAMILIES))
    parameters = parameters_of("moppp")
    limits = {size: guideline(TODAY, "MO", size) * 185 for size in range(1, 15)}
    limits |= {"three": TODAY - timedelta(days=1096), "five": TODAY - timedelta(days=1826)}

    ours = rate(FAMILIES, lambda: each(lambda facts: moppp.decide(facts, parameters, on=TODAY), some))
    plain = rate(FAMILIES, lambda: each(lambda facts: bare(facts, limits), some))
    theirs = openfisca([facts for facts in some if facts.annual_income_cents is not None][:OPENFISCA_FAMILIES])

    print(f"\nscreened, every finding filled in: {ours:,.0f} households a second")
    print(f"bare Python, a yes or no alone:    {plain:,.0f} a second, {plain / ours:.1f} times ours")
    if theirs is None:
        print(f"{OPENFISCA} could not be installed here: no ratio")
    else:
        alone, at_once = theirs["one_by_one"], theirs["at_once"]
        print(f"{OPENFISCA}, one by one:  {alone:,.0f} a second; ours is {ours / alone:,.0f} times that")
        print(f"{OPENFISCA}, all at once: {at_once:,.0f} a second; ours is {ours / at_once:,.0f} times that")
    assert {str(moppp.decide(facts, parameters, on=TODAY).outcome) for facts in some[:2000]} == {
        "eligible",
        "ineligible",
        "needs_information",
    }


def lines_of_a_file(count):
    """A file of families, written as it is read."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(screening_file.COLUMNS)
    yield line.getvalue()
    dice = random.Random(1)
    for number in range(count):
        line.seek(0)
        line.truncate()
        born_on = TODAY - timedelta(days=dice.randint(0, 2500))
        factors = ";".join(dice.sample(FACTORS, dice.randint(0, 7))) or "none"
        income = dice.randint(0, 120_000)
        row = [number, "moppp", "MO", "", dice.randint(1, 9), 0, income, "no", born_on, "no", factors, *[""] * 9]
        writer.writerow(row)
        yield line.getvalue()


@pytest.mark.bench
def test_a_file_of_families_row_by_row():
    def most_memory():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def screened(count):
        found = screening_file.screen(lines_of_a_file(count), on=TODAY, parameters_for=parameters_of)
        return sum(1 for row in found if row.decision and screening_file.as_row(row, row.decision))

    assert screened(1000) == 1000
    before = most_memory()
    speed = rate(ROWS, lambda: screened(ROWS))
    written = rate(ROWS, lambda: sum(1 for _line in lines_of_a_file(ROWS)))
    net = 1 / (1 / speed - 1 / written)

    print(f"\n{ROWS:,} rows of CSV: {net:,.0f} rows a second, {most_memory() - before:.1f} MB more memory than 1,000")


@pytest.mark.bench
def test_screening_again_all_that_are_stored(cast):
    site, parameters = cast.here.site, parameters_for("moppp", site=cast.here.site)
    dice = random.Random(2)
    people = Person.objects.bulk_create(
        (Person(given_name="Some", family_name=f"Inventado{number}") for number in range(STORED)), batch_size=5000
    )
    earlier = TODAY - timedelta(days=30)
    answers = [
        Answers(
            household_size=facts.household_size,
            annual_income_cents=facts.annual_income_cents,
            is_expecting=False,
            is_parent=True,
            youngest_child_born_on=facts.youngest_child_born_on,
            referred_by_childrens_division=facts.referred_by_childrens_division,
            risk_factors=facts.risk_factors,
        )
        for facts in families(2000, seed=dice.random())
    ]
    columns = [
        row_of(moppp.decide(said.facts_for("moppp", one), parameters, on=earlier), one, parameters) for one in answers
    ]
    rows = Screening.objects.bulk_create(
        (
            Screening(person=person, site=site, program="moppp", **columns[number % 2000])
            for number, person in enumerate(people)
        ),
        batch_size=2000,
    )
    RestrictedAnswers.objects.bulk_create(
        (
            RestrictedAnswers(screening=row, risk_factors=sorted(answers[number % 2000].risk_factors))
            for number, row in enumerate(rows)
        ),
        batch_size=2000,
    )
    DatedValue.objects.create(
        program="moppp", name="income_limit", starts_on=earlier, value=150, source="A benchmark", site=None
    )
    changed = parameters_for("moppp", site=site)

    begun = time.perf_counter()
    stored = Screening.objects.in_force().waiting().for_user(cast.here.supervisor).filter(program="moppp", site=site)
    found = sum(1 for _one in changes(stored.order_by("pk"), program="moppp", parameters=changed, on=TODAY))
    seconds = time.perf_counter() - begun

    print(f"\n{STORED:,} stored families screened again in {seconds:.1f} s; {found:,} would have another answer")
    assert 0 < found < STORED
