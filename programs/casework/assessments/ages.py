"""A child's age for a tool: adjusted where it was born early, as long as that is the rule."""

from datetime import timedelta

from participants.ages import months_on
from programs.casework.assessments.models.tool import ADJUSTED_UNTIL_MONTHS, EARLY_WEEKS

FULL_TERM_WEEKS = 40


def born_for(tool, child):
    """The day from which the child's age is counted: the expected birth for a child born early, else the birth.

    ASQ-3 counts from the expected day for children born three weeks early or more, until two years.
    """
    weeks = child.born_at_weeks
    if not (tool.adjusts_age and weeks) or FULL_TERM_WEEKS - weeks < EARLY_WEEKS:
        return child.born_on
    return child.born_on + timedelta(weeks=FULL_TERM_WEEKS - weeks)


def months_for(tool, child, on):
    """Full months of age as the tool counts them on the day, or None where the birth date is not known."""
    if child is None or child.born_on is None:
        return None
    if months_on(child.born_on, on) >= ADJUSTED_UNTIL_MONTHS:
        return months_on(child.born_on, on)
    return months_on(born_for(tool, child), on)


def is_adjusted(tool, child, on):
    """Whether the age on the day is an adjusted one."""
    return bool(child and child.born_on) and months_for(tool, child, on) != months_on(child.born_on, on)
