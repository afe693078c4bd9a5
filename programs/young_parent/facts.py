"""What our rows say about a person, as the Young Parent rule asks it."""

from eligibility.facts import YoungParentFacts


def facts_of(person, *, on, site=None):
    """The facts on the day `on`. No child on record is not known, never a no: nobody may have asked yet."""
    return YoungParentFacts(
        born_on=person.born_on,
        is_parent=True if person.children(on=on).exists() else None,
        is_expecting=True if person.due_on and person.due_on >= on else None,
    )
