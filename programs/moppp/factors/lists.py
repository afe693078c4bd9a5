"""The two lists of factors: the program's fifteen risk factors, and the stressors of Parents as Teachers."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import gettext, gettext_noop

from eligibility.rules.moppp import risk_factors
from programs.casework.parameters.wording import translated
from programs.moppp.models import FactorReview
from programs.moppp.visits.footing import paces_of

STRESSOR_WORDS = (
    gettext_noop("Foster care or court guardian"),
    gettext_noop("Homeless or unstable housing"),
    gettext_noop("Incarcerated parent"),
    gettext_noop("Very low birth weight"),
    gettext_noop("Death in the family"),
    gettext_noop("Intimate partner violence"),
    gettext_noop("Child abuse or neglect"),
    gettext_noop("Military family"),
    gettext_noop("Teen parent"),
    gettext_noop("Child with a disability or chronic condition"),
    gettext_noop("Parent with a disability or chronic condition"),
    gettext_noop("Parent with a mental illness"),
    gettext_noop("Low education"),
    gettext_noop("Low income"),
    gettext_noop("Recent immigrant or refugee family"),
    gettext_noop("Substance abuse"),
)
STRESSORS = Path(__file__).parent.parent / "data" / "stressors.toml"


@cache
def stressors() -> dict[str, str]:
    """The model's own list in its order: code -> words."""
    with STRESSORS.open("rb") as file:
        return tomllib.load(file)


def factors_of(about, *, site, on) -> dict[str, str]:
    """The factors of a list at a site on the day: code -> words, those that the site has added last."""
    if about == FactorReview.About.STRESSORS:
        return {code: gettext(words) for code, words in stressors().items()}
    own = paces_of([site])[site.pk].parameters.value_on("own_risk_factors", on)
    return {code: translated(factor["words"]) for code, factor in risk_factors().items()} | {
        code: code.replace("_", " ").capitalize() for code in own
    }
