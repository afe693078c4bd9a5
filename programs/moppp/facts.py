"""What our rows say about a family, as the MOPPP rule asks it."""

from eligibility.facts import MopppFacts
from participants.households.size import size_for
from participants.income.household import yearly_cents_at
from programs.casework.referrals.models import Referral

# MOPPP is Missouri's; a family of a site elsewhere is measured by the guideline of that state.
USUAL_STATE = "MO"


def facts_of(person, *, on, site=None):
    """The facts on the day `on`, as far as the rows of the site say them.

    What nobody wrote down is not known, never a no: a household without a pregnancy on record may still hold one, and
    of the risk factors nothing was asked. A child without a birth date leaves the youngest unknown.
    """
    size = size_for(person, on=on)
    children = [child for child in person.children(on=on) if not child.died_on or child.died_on > on]
    births = [child.born_on for child in children]
    return MopppFacts(
        state=person.state or (site.state if site else USUAL_STATE),
        household_size=size.people if size else None,
        unborn_children=size.unborn if size and size.unborn else None,
        annual_income_cents=yearly_cents_at(person, on=on, site=site) if site else None,
        is_prenatal=True if size and size.unborn else True if person.due_on and person.due_on >= on else None,
        has_child=True if children else None,
        youngest_child_born_on=max(births) if births and all(births) else None,
        referred_by_childrens_division=_was_referred(person, site),
    )


def _was_referred(person, site):
    """True where Children's Division referred them to the site; else not known, since it may have done so elsewhere."""
    if site is None:
        return None
    by_division = Referral.objects.not_voided().filter(source=Referral.Source.CHILDRENS_DIVISION)
    return by_division.filter(person=person, site=site).exists() or None
