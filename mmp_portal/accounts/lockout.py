"""Whose door wrong passwords lock."""


def address_of(request, credentials=None):
    """The address somebody tries to sign in with, in small letters, as the lock-out counts it.

    The sign-in library hands it over as `email`, a form as `login`. Without it every account behind one
    office's connection would be locked together.
    """
    given = credentials or {}
    address = given.get("email") or given.get("login") or getattr(request, "POST", {}).get("login") or ""
    return address.strip().lower()[:254]
