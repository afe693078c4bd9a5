"""Which lists there are, where, and who may open them. Each app registers its own at start-up."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class KnownList:
    """A list by its code, the name of its address, what it is called, and the permission it asks for."""

    name: str
    url_name: str
    title: Any
    permission: str


_lists: dict[str, KnownList] = {}


def register_list(name, *, url_name, title, permission):
    """Make a list known under its code. A second one under the same code is a mistake."""
    known = KnownList(name, url_name, title, permission)
    if _lists.get(name, known) != known:
        raise ValueError(f"The list {name} is registered twice.")
    _lists[name] = known


def get(name):
    """The list with this code, or None."""
    return _lists.get(name)


def open_to(user):
    """Codes of the lists that `user` may open."""
    return [known.name for known in _lists.values() if user.may(known.permission)]
