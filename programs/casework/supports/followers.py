"""Who is told, in the same transaction, that entries of the ledger were taken back.

A room whose own rows rest on an entry registers here, so that they say the same as the ledger.
"""

from collections.abc import Callable

_followers: list[Callable] = []


def register(follow):
    """Have `follow(entries=, reason=, by=)` called with the entries that were taken back together."""
    if follow not in _followers:
        _followers.append(follow)


def tell(*, entries, reason, by):
    for follow in _followers:
        follow(entries=entries, reason=reason, by=by)
