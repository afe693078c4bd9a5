"""How mentors are ranked: each sentence of the rule, without a database."""

import pytest

from programs.casework.matches.fit import WORTH, Companion, Family, fit

FAMILY = Family(language="en", languages=frozenset(["en"]))
MENTOR = Companion(languages=frozenset(["en"]))


def family(**facts):
    return Family(**{"language": "en", "languages": frozenset(["en"]), **facts})


def mentor(**facts):
    return Companion(**{"languages": frozenset(["en"]), **facts})


def kind_of(about, one, other):
    """How the two speak on one thing, "" where nothing is said."""
    kinds = [point.kind for point in fit(one, other).points if point.about == about]
    return kinds[0] if kinds else ""


def some(*words):
    return frozenset(words)


@pytest.mark.parametrize(
    ("about", "one", "other", "kind"),
    [
        ("language", {"language": "so"}, {"languages": some("en", "so")}, "yes"),
        ("language", {"language": "so"}, {}, "part"),
        ("language", {"language": "so", "needs_interpreter": True}, {}, "no"),
        ("culture", {"cultures": some("2:somali")}, {"cultures": some("2:somali", "3:black")}, "yes"),
        ("culture", {"cultures": some("2:hmong")}, {"cultures": some("2:somali")}, "part"),
        ("culture", {"cultures": some("2:hmong"), "wishes_culture": "matters"}, {"cultures": some("2:karen")}, "no"),
        ("culture", {"cultures": some("2:hmong"), "wishes_culture": "no_matter"}, {"cultures": some("2:karen")}, ""),
        ("culture", {}, {"cultures": some("2:somali")}, "missing"),
        ("area", {"county": "Ramsey"}, {"counties": some("Ramsey", "Dakota")}, "yes"),
        ("area", {"county": "Ramsey"}, {"counties": some("Dakota")}, "no"),
        ("area", {"city": "ozark"}, {"city": "ozark"}, "yes"),
        ("area", {"city": "ozark"}, {"city": "nixa"}, "part"),
        ("area", {"county": "Ramsey"}, {}, "missing"),
        ("experience", {"wishes_experience": "matters"}, {"has_experience": True}, "yes"),
        ("experience", {"wishes_experience": "good"}, {}, "missing"),
        ("experience", {}, {"has_experience": True}, ""),
        ("gender", {"wishes_gender": "female"}, {"gender": "female"}, "yes"),
        ("gender", {"wishes_gender": "female"}, {"gender": "male"}, "no"),
        ("gender", {"gender": "male"}, {"wishes_gender": "female"}, "no"),
        ("gender", {"wishes_gender": "female"}, {}, "missing"),
        ("times", {"free_times": some("evenings")}, {"free_times": some("evenings", "weekends")}, "yes"),
        ("times", {"free_times": some("evenings")}, {"free_times": some("mornings")}, "no"),
        ("times", {"free_times": some("evenings")}, {}, "missing"),
        ("interests", {"interests": some("chili")}, {"interests": some("chili", "choir")}, "yes"),
        ("interests", {"interests": some("chili")}, {"interests": some("choir")}, ""),
        ("place", {}, {}, "yes"),
    ],
)
def test_what_is_known_of_both_speaks(about, one, other, kind):
    assert kind_of(about, family(**one), mentor(**other)) == kind


def test_what_matters_counts_twice():
    wished = family(cultures=some("2:somali"), wishes_culture="matters")
    good = family(cultures=some("2:somali"), wishes_culture="good")
    same = mentor(cultures=some("2:somali"))

    assert fit(wished, same).worth - fit(good, same).worth == WORTH["culture"]


def test_who_was_asked_for_by_name_comes_before_any_other_single_reason():
    plain = family(cultures=some("2:somali"), county="Ramsey")

    asked_for = fit(plain, mentor(wished_by=some("participant")))
    close = fit(plain, mentor(cultures=some("2:somali"), counties=some("Ramsey")))

    assert asked_for.worth > close.worth


def test_what_is_not_known_counts_nothing_and_is_named():
    found = fit(FAMILY, MENTOR)

    assert found.missing == ("culture", "area", "times", "interests")
    assert found.worth == WORTH["language"] + WORTH["place"]


def test_the_same_facts_give_the_same_answer():
    assert fit(FAMILY, MENTOR) == fit(family(), mentor())
