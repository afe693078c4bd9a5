"""What a site knows of a household after somebody was transferred there."""

from mmp_portal.accounts.scope import case_q


def known_since(person, user):
    """The day from which the user may know the person's household; None where they may know all of it.

    Somebody may have been transferred to a site without their household: what was written before stays behind.
    """
    here = list(person.registrations.filter(case_q(user, program=None)).order_by("starts_on"))
    if not here or any(registration.shares_household for registration in here):
        return None
    return here[0].starts_on


def written(places, since):
    """Those of `places` that were written on the day `since` or later; all of them where it is None."""
    return places if since is None else places.filter(recorded_at__date__gte=since)
