"""Numbers of referrals: they say neither how many there were before nor anything about the family."""

import secrets

# No vowels, so that no word comes out; nothing that is mistaken for another sign on the telephone.
SIGNS = "23456789BCDFGHJKMNPQRTVWXY"
LENGTH = 6


def new_number(choose=secrets.choice) -> str:
    """A number such as R-7K4MQ2, one of some 300 million."""
    return "R-" + "".join(choose(SIGNS) for _sign in range(LENGTH))
