"""Whose values there are: each program's, and those of coming in, which asks of every program alike."""

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


INTAKE = Intake()


def owners():
    """Every program, then coming in."""
    return (*registry.all_programs(), INTAKE)


def owner(code):
    """The program with this code, or coming in. Raises KeyError for any other."""
    return INTAKE if code == INTAKE.code else registry.get(code)
