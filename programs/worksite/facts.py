"""What our rows say about a young person, as the Worksite rule asks it."""

from eligibility.facts import WorksiteFacts


def facts_of(person, *, on, site=None):
    """The facts on the day `on`. Which experiences somebody has had stands in no row: it is asked."""
    return WorksiteFacts(born_on=person.born_on)
