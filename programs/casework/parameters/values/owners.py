"""Whose values there are: each program's, those of coming in, and those of mentors, which are of every program."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from programs import registry


@dataclass(frozen=True)
class Intake:
    """By when a referral is answered, screened and told. It stands where a program stands, and is none."""

    code: str = "intake"
    name: Any = _("Coming in: referrals and the waiting list")
    short_name: Any = _("Coming in")
    icon: str = "inbox"
    css: str = "intake"


@dataclass(frozen=True)
class Companions:
    """What mentors must hold, and what they owe. It stands where a program stands, and is none."""

    code: str = "mentors"
    name: Any = _("Mentors: what they must hold")
    short_name: Any = _("Mentors")
    icon: str = "person-badge"
    css: str = "intake"


INTAKE = Intake()
MENTORS = Companions()


def owners():
    """Every program, then coming in, then mentors."""
    return (*registry.all_programs(), INTAKE, MENTORS)


def owner(code):
    """The program with this code, coming in, or mentors. Raises KeyError for any other."""
    return {INTAKE.code: INTAKE, MENTORS.code: MENTORS}.get(code) or registry.get(code)
