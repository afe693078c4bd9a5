"""Who may join, in plain words: from the values that the rules decide by."""

from django.utils.translation import gettext as _

from eligibility.poverty import LISTED_SIZES, NoGuideline, table_on
from programs.registry import Way


def ways_in(parameters, *, on, state):
    """Two ways, one of which is enough: a small child and a small income, or a word of Children's Division."""
    values = parameters.on(on)
    income = {"percent": values["income_limit"]}
    under = (
        _("Your household’s income is at or below %(percent)d%% of the federal poverty guideline.") % income
        if values["income_comparison"] == "at_or_below"
        else _("Your household’s income is under %(percent)d%% of the federal poverty guideline.") % income
    )
    first = [
        _("Somebody in your home is pregnant, or there is a child under %(age)d.")
        % {"age": values["child_age_limit"]},
        under,
    ]
    if values["counts_unborn"]:
        first.append(_("A baby who is not born yet counts as one of the household."))
    ways = [Way(sentences=tuple(first), amounts_title=_("How much that is"), amounts=_amounts(parameters, on, state))]
    if values["childrens_division"]:
        oldest = (
            values["childrens_division_age_limit"]
            if values["childrens_division_to_five"]
            else values["child_age_limit"]
        )
        ways.append(
            Way(
                sentences=(
                    _(
                        "Children’s Division told you about us, and there is a child under %(age)d. Then nobody asks about income."
                    )
                    % {"age": oldest},
                )
            )
        )
    return tuple(ways)


def _amounts(parameters, on, state):
    """The limit in dollars a year by size of the household; empty where no guideline is known for the day."""
    try:
        table = table_on(on, state, parameters.guidelines, parameters.days_of_use(on))
    except NoGuideline:
        return ()
    percent = parameters.value_on("income_limit", on)
    return tuple((size, table.of(size) * percent / 100) for size in range(1, LISTED_SIZES + 1))
