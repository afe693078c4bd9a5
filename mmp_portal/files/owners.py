"""Which records files hang on, and who may open them. Upper layers register; this module knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Owner:
    """A kind of record with files.

    `visible_to(user)` gives the ids of files, as a queryset of values, that the person may open.
    `opened(user, file)` is told of each opening; what is restricted notes it in the trail.
    """

    kind: str
    visible_to: Callable[[Any], Any]
    opened: Callable[[Any, Any], None] | None = None


_owners: dict[str, Owner] = {}


def register_owner(kind, visible_to, opened=None):
    """Say who may open the files of one kind of record. Registered again, the later word counts."""
    _owners[kind] = Owner(kind, visible_to, opened)


def all_owners():
    return tuple(_owners.values())


def is_known(kind):
    return kind in _owners


def note_opening(user, file):
    """Tell the owner of the file that somebody opened it."""
    owner = _owners.get(file.owner_kind)
    if owner and owner.opened:
        owner.opened(user, file)
