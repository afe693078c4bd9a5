"""Every sentence that the rules can say has its template, and is said again in the language of the reader. No database."""

import ast
import itertools
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

import eligibility
from eligibility.changes import what_would_change, what_would_settle
from eligibility.facts import MopppFacts, MpmpFacts, WorksiteFacts, YoungParentFacts
from eligibility.parameters import parameters_of, read
from eligibility.rules import RULES
from programs.casework.parameters import wording
from programs.casework.parameters.values import descriptions
from programs.casework.parameters.wording import is_known, translated

FOLDER = Path(eligibility.__file__).parent
TODAY = date(2026, 11, 23)
YES_NO = (True, False, None)


def families():
    """Families that differ in all that a sentence can say of them: pairs of program and facts."""
    for size, unborn, income, prenatal, born_on in itertools.product(
        (None, 4), (None, 0, 2), (None, 1_50, 9_000_000_00), YES_NO, (None, date(2025, 3, 1), date(2020, 3, 1))
    ):
        yield (
            "moppp",
            MopppFacts(
                household_size=size,
                unborn_children=unborn,
                annual_income_cents=income,
                is_prenatal=prenatal,
                youngest_child_born_on=born_on,
                has_child=False if born_on is None else None,
                referred_by_childrens_division=prenatal,
                risk_factors=frozenset(["single_parent", "recent_refugee"]) if unborn is None else None,
                risk_factors_unknown=frozenset(["military_deployment", "no_diploma"]),
            ),
        )
    yield "moppp", MopppFacts(youngest_child_born_on=date(2027, 1, 1), state="XX")
    for fact, born_on in itertools.product(YES_NO, (None, date(2009, 5, 5), date(2012, 5, 5), date(2027, 1, 1))):
        yield (
            "worksite",
            WorksiteFacts(
                born_on=born_on,
                foster_care=fact,
                foster_care_how="aged_out" if born_on else "in_care",
                foster_care_on=born_on,
                youth_services=fact,
                court_supervision=fact,
                other_challenge=None if fact is None else "",
                site_answers={"lives_in_county": fact, "willing_to_look_for_work": True},
            ),
        )
        yield "young_parent", YoungParentFacts(born_on=born_on, is_parent=fact, is_expecting=False)
        yield "young_parent", YoungParentFacts(born_on=born_on, is_parent=fact, is_expecting=True)
        children = () if fact is False else (born_on,) if born_on else None
        closed_on = TODAY if fact else None
        yield (
            "mpmp",
            MpmpFacts(
                is_caregiver=fact, child_protection_case=fact, children_born_on=children, case_closed_on=closed_on
            ),
        )


SET = {
    "moppp": {
        "income_comparison": "at_or_below",
        "childrens_division": False,
        "own_risk_factors": ["recent_refugee"],
    },
    "worksite": {"site_rules": ["lives_in_county", "no_serious_violent_offense", "willing_to_look_for_work"]},
    "young_parent": {},
    "mpmp": {"aftercare": False},
}


def said_by_the_rules():
    """Every sentence said of these families, with the values of the files and with those that a site may set."""
    found = set()
    for program, facts in families():
        laid = {name: {date(2020, 1, 1): value} for name, value in SET[program].items()}
        for parameters, on in itertools.product(
            (parameters_of(program), parameters_of(program, laid)), (TODAY, date(2015, 6, 1), date(2029, 1, 1))
        ):
            if program == "mpmp" and on.year < 2016:
                continue
            decision = RULES[program].decide(facts, parameters, on=on)
            found.update(decision.notes)
            found.update(what_would_change(program, facts, parameters, on=on))
            found.update(what_would_settle(program, facts, parameters, on=on))
            for one in decision.findings:
                found.update((one.rule, one.value, one.threshold, one.question))
    return found - {""}


def test_every_sentence_about_a_family_has_its_template():
    assert sorted(one for one in said_by_the_rules() if not is_known(one) and not one.isdecimal()) == []


def pieces_in(file):
    """The pieces of sentences in a module of the rules: texts of several words, and what stands between places."""
    tree = ast.parse(file.read_text())
    docstrings = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = {
        node.value.strip(" $:")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings
    }
    return sorted(text for text in texts if " " in text)


# The names of sources, and reasons that are put to nobody.
NOT_SAID = (
    ", first day not verified",
    "HHS poverty guidelines",
    "A household has at least one person.",
    "Callable[[Parameters, date], Made]",
)


@pytest.mark.parametrize("module", ["changes", "poverty", "parameters", *(f"rules/{code}" for code in RULES)])
def test_every_sentence_of_the_code_has_its_template(module):
    templates = " | ".join(wording.SENTENCES).replace("%%", "%")

    unknown = [one for one in pieces_in(FOLDER / f"{module}.py") if one not in templates and one not in NOT_SAID]

    assert unknown == []


def test_every_sentence_of_the_data_has_its_template():
    with (FOLDER / "data" / "moppp_risk_factors.toml").open("rb") as file:
        factors = tomllib.load(file)
    with (FOLDER / "data" / "worksite_site_rules.toml").open("rb") as file:
        rules = tomllib.load(file)
    said = [one["words"] for one in factors.values()]
    for code in factors:
        for setting in ("either", "both"):
            parameters = parameters_of("moppp", {"low_birth_weight_and_preterm": {date(2020, 1, 1): setting}})
            said.append(RULES["moppp"].definition_of(code, parameters, on=TODAY))
    said += [rule[name] for rule in rules.values() for name in ("rule", "question")]

    assert [one for one in said if not is_known(one)] == []


def test_every_description_and_unit_of_a_value_can_be_translated():
    found = {
        words
        for file in (FOLDER / "data").glob("*.toml")
        if file.stem not in ("poverty_guidelines", "moppp_risk_factors", "worksite_site_rules")
        for one in read(file.stem).values()
        for words in (one.description, one.unit)
    }

    assert sorted(found - descriptions.SENTENCES) == []
    assert sorted(descriptions.SENTENCES - found) == []


def test_no_template_is_said_by_nobody():
    """Each template without a place stands in the code or the data of the rules as it is."""
    text = "".join(file.read_text() for file in [*FOLDER.rglob("*.py"), *FOLDER.rglob("*.toml")])
    joined = text.replace('"\n            "', "")

    said = [one for one in wording.SENTENCES if not wording.PLACE.search(one)]

    assert [one for one in said if one not in joined and one.removesuffix(".") not in joined] == []


# --- Said again ------------------------------------------------------------------------------


@pytest.fixture
def other_language(monkeypatch):
    """A language in which every sentence is the English one in brackets."""
    monkeypatch.setattr(wording, "gettext", lambda sentence: f"[{sentence}]")
    with translation.override("es"):
        yield


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("not known", "[not known]"),
        ("19 years", "[19 years]"),
        (
            "under 185% of the 2026 guideline: $61,050.00 for 4",
            "[[under] 185% of the 2026 guideline: $61,050.00 for 4]",
        ),
        (
            "$30,000.00 a year for 4 and at least 1 unborn, 77.63% of the guideline",
            "[$30,000.00 a year for [4 and at least 1 unborn], 77.63% of the guideline]",
        ),
        ("An income under $61,050.00 a year, which is $1,174.03 a week.", None),
        ("he was six then", "he was six then"),  # somebody typed it
        ("left care; he was six then", "[[left care]; he was six then]"),
    ],
)
def test_a_sentence_is_read_back_and_said_again(other_language, english, expected):
    assert translated(english) == (expected or f"[{english.replace('under', '[under]')}]")


def test_a_day_inside_a_sentence_is_said_in_the_language():
    with translation.override("es"):
        said = translated("youngest child born on March 1, 2025")

    assert "March" not in said
    assert "2025" in said


def test_in_english_nothing_is_touched():
    sentence = "youngest child born on March 1, 2025"

    assert translated(sentence) == sentence
