"""What links are for. Whoever gives links out says here which page they open and who may withdraw them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from mmp_portal.links.tokens import token_of


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One reason to let somebody in without an account.

    `url_name` is an address with one `token`. `subject_for(user, subject_id)` gives the record that a signed-in
    person works on through this link, or None: who does not reach it cannot withdraw the link either.
    """

    code: str
    describes: Any
    url_name: str
    subject_for: Callable[[Any, int], Any]


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    """Add a purpose. A second one under the same code is a mistake in the code."""
    if purpose.code in _purposes:
        raise ValueError(f"The purpose {purpose.code} is registered twice.")
    _purposes[purpose.code] = purpose


def get(code: str) -> Purpose:
    """The purpose with this code. Raises KeyError for any other."""
    return _purposes[code]


def path_of(link):
    """The address within the portal that the link opens."""
    return reverse(get(link.purpose).url_name, args=[token_of(link)])
