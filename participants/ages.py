"""Ages and anniversaries. A 29 February falls on the 28th in other years."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def anniversary(day: date, years: int) -> date:
    """The same day, `years` later; 29 February becomes the 28th where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def age_on(born_on: date, day: date) -> int:
    """Full years from `born_on` to `day`; below zero becomes zero."""
    years = day.year - born_on.year
    return max(0, years if anniversary(born_on, years) <= day else years - 1)


def months_on(born_on: date, day: date) -> int:
    """Full months from `born_on` to `day`; a birth on the 31st has its month on the last day of a shorter one."""
    months = (day.year - born_on.year) * 12 + day.month - born_on.month
    if day.day < born_on.day and (day.month == (date.fromordinal(day.toordinal() + 1)).month):
        months -= 1
    return max(0, months)


def age_in_words(born_on: date, day: date) -> str:
    """In months under two years, in years after."""
    months = months_on(born_on, day)
    if months == 0:
        return _("under 1 month")
    if months < 24:
        return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
    years = age_on(born_on, day)
    return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}


def about_age_in_words(years: int) -> str:
    """An age that somebody said, where the birth date is not known."""
    return ngettext("about %(count)d year", "about %(count)d years", years) % {"count": years}
