"""Birthdays and ages. A birthday of 29 February falls on the 28th in years without one."""

from calendar import isleap
from datetime import date


def birthday(born_on: date, age: int) -> date:
    """The day on which somebody born on `born_on` turns `age`."""
    year = born_on.year + age
    if (born_on.month, born_on.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return date(year, born_on.month, born_on.day)


def full_years(born_on: date, day: date) -> int:
    """Age in full years on the day; below zero before the birth."""
    years = day.year - born_on.year
    return years if birthday(born_on, years) <= day else years - 1


def latest_birth(age: int, on: date) -> date:
    """The latest birth date of somebody who is at least `age` on the day: born on it or before, they are."""
    year = on.year - age
    if (on.month, on.day) == (2, 28) and not isleap(on.year) and isleap(year):
        return date(year, 2, 29)
    if (on.month, on.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return date(year, on.month, on.day)
