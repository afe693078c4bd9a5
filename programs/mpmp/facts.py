"""What our rows say about a parent, as the MPMP rule asks it."""

from eligibility.facts import MpmpFacts


def facts_of(person, *, on, site=None):
    """The facts on the day `on`. No child on record is not known, never a no; a child without a birth date neither."""
    children = [child for child in person.children(on=on) if not child.died_on or child.died_on > on]
    births = tuple(child.born_on for child in children)
    return MpmpFacts(
        is_caregiver=True if children else None,
        children_born_on=births if births and all(births) else None,
    )
