"""Race and ethnicity as people say it themselves, and the older federal standard derived from it.

The categories are those of the federal standard SPD-15 as revised on March 28, 2024 (Federal Register 2024-06469):
one question, seven categories, any number of them. Some funders still ask by the standard of 1997: two questions,
five races. Nobody is asked twice; the older answer is worked out here. Neither decides about eligibility.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    """What became of the question. Who declined and who does not know are never counted as one."""

    NOT_ASKED = "", _("Not asked yet")
    GIVEN = "given", _("Answered")
    DECLINED = "declined", _("Prefers not to say")
    UNKNOWN = "unknown", _("Does not know")


class Category(models.TextChoices):
    """The seven categories of 2024, in the order of the standard."""

    AMERICAN_INDIAN = "american_indian", _("American Indian or Alaska Native")
    ASIAN = "asian", _("Asian")
    BLACK = "black", _("Black or African American")
    HISPANIC = "hispanic", _("Hispanic or Latino")
    MIDDLE_EASTERN = "middle_eastern", _("Middle Eastern or North African")
    PACIFIC_ISLANDER = "pacific_islander", _("Native Hawaiian or Pacific Islander")
    WHITE = "white", _("White")


class Hispanic(models.TextChoices):
    """The first of the two questions of 1997."""

    YES = "yes", _("Hispanic or Latino")
    NO = "no", _("Not Hispanic or Latino")
    DECLINED = "declined", _("Prefers not to say")
    UNKNOWN = "unknown", _("Not known")


# In 1997 the Middle East and North Africa were counted as White, and Hispanic was no race.
RACE_OF_1997 = {
    Category.AMERICAN_INDIAN: Category.AMERICAN_INDIAN,
    Category.ASIAN: Category.ASIAN,
    Category.BLACK: Category.BLACK,
    Category.MIDDLE_EASTERN: Category.WHITE,
    Category.PACIFIC_ISLANDER: Category.PACIFIC_ISLANDER,
    Category.WHITE: Category.WHITE,
}


@dataclass(frozen=True)
class OlderAnswer:
    """The answer by the standard of 1997. `races` is empty where only the first question has an answer."""

    hispanic: Hispanic
    races: tuple[Category, ...] = ()

    @property
    def is_of_two_or_more_races(self) -> bool:
        return len(self.races) > 1

    @property
    def in_words(self) -> str:
        """Both answers in one line, as older forms ask for them."""
        if self.is_of_two_or_more_races:
            named = ", ".join(str(race.label) for race in self.races)
            races = str(_("two or more races: %(races)s") % {"races": named})
        else:
            races = str(self.races[0].label if self.races else _("race not reported"))
        return f"{self.hispanic.label}; {races}"


def by_1997(answer: str, categories: Iterable[str] = ()) -> OlderAnswer:
    """The two questions of 1997, answered from the one of 2024.

    An answer that names no category is not known, never “not Hispanic”.
    """
    chosen = {Category(code) for code in categories}
    if answer == Answer.DECLINED:
        return OlderAnswer(Hispanic.DECLINED)
    if answer != Answer.GIVEN or not chosen:
        return OlderAnswer(Hispanic.UNKNOWN)
    races = {RACE_OF_1997[category] for category in chosen if category in RACE_OF_1997}
    hispanic = Hispanic.YES if Category.HISPANIC in chosen else Hispanic.NO
    return OlderAnswer(hispanic, tuple(category for category in Category if category in races))


def is_multiracial(categories: Iterable[str]) -> bool:
    """Whether somebody chose more than one of the seven, which the standard counts as multiracial or multiethnic."""
    return len(set(categories)) > 1
