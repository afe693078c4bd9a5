"""Race and ethnicity by the standard of 2024, and the one of 1997 derived from it."""

import pytest

from participants.race import Answer, Category, Hispanic, by_1997, is_multiracial


def test_seven_categories_of_the_standard():
    assert len(Category) == 7


@pytest.mark.parametrize(
    ("categories", "hispanic", "races"),
    [
        (["white"], Hispanic.NO, ["white"]),
        (["hispanic"], Hispanic.YES, []),
        (["hispanic", "black"], Hispanic.YES, ["black"]),
        (["middle_eastern"], Hispanic.NO, ["white"]),
        (["middle_eastern", "white"], Hispanic.NO, ["white"]),
        (["middle_eastern", "black"], Hispanic.NO, ["black", "white"]),
        (["white", "asian", "american_indian"], Hispanic.NO, ["american_indian", "asian", "white"]),
        (["pacific_islander"], Hispanic.NO, ["pacific_islander"]),
    ],
)
def test_the_older_answer(categories, hispanic, races):
    older = by_1997(Answer.GIVEN, categories)

    assert (older.hispanic, list(older.races)) == (hispanic, races)


@pytest.mark.parametrize(
    ("answer", "hispanic"),
    [
        (Answer.NOT_ASKED, Hispanic.UNKNOWN),
        (Answer.UNKNOWN, Hispanic.UNKNOWN),
        (Answer.DECLINED, Hispanic.DECLINED),
        (Answer.GIVEN, Hispanic.UNKNOWN),
    ],
)
def test_no_category_is_never_not_hispanic(answer, hispanic):
    older = by_1997(answer, [])

    assert (older.hispanic, older.races) == (hispanic, ())


def test_who_declined_is_not_counted_by_what_was_ticked_before():
    assert by_1997(Answer.DECLINED, ["white"]).races == ()


def test_two_races_are_said_together():
    assert "two or more races: Black or African American, White" in by_1997(Answer.GIVEN, ["white", "black"]).in_words
    assert by_1997(Answer.GIVEN, ["hispanic"]).in_words == "Hispanic or Latino; race not reported"
    assert by_1997(Answer.GIVEN, ["asian"]).in_words == "Not Hispanic or Latino; Asian"


@pytest.mark.parametrize(("categories", "expected"), [([], False), (["white"], False), (["white", "hispanic"], True)])
def test_more_than_one_category_is_multiracial(categories, expected):
    assert is_multiracial(categories) is expected
