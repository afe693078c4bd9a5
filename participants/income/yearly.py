"""Money brought to a year, with the formula shown. Pure: rows in, figures and sentences out.

What is unknown is not zero: somebody who was not asked, or did not wish to say, makes a total incomplete.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# How often an amount comes in a year. “Twice a month” is 24 times, “every two weeks” 26.
TIMES_A_YEAR = {"week": 52, "two_weeks": 26, "twice_a_month": 24, "month": 12, "year": 1}

PER_WORDS = {
    "week": gettext_lazy("every week"),
    "two_weeks": gettext_lazy("every two weeks"),
    "twice_a_month": gettext_lazy("twice a month"),
    "month": gettext_lazy("a month"),
    "year": gettext_lazy("a year"),
}


class Known(StrEnum):
    """What the rows of somebody say about their income on a day."""

    AMOUNT = "amount"
    NONE = "none"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


def dollars(cents):
    """$1,234.50; whole cents are always shown."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${whole:,}.{rest:02d}"


def in_a_year(amount_cents, per):
    """The amount in a year of 52 weeks, in cents. Raises KeyError for an unknown `per`."""
    return amount_cents * TIMES_A_YEAR[per]


def formula(amount_cents, per):
    """“$412.50 every two weeks × 26 = $10,725.00”."""
    if per == "year":
        return _("%(amount)s a year") % {"amount": dollars(amount_cents)}
    return _("%(amount)s %(per)s × %(times)d = %(total)s") % {
        "amount": dollars(amount_cents),
        "per": PER_WORDS[per],
        "times": TIMES_A_YEAR[per],
        "total": dollars(in_a_year(amount_cents, per)),
    }


@dataclass(frozen=True)
class Total:
    """The income of a year, as far as it is known.

    `cents` is None where nothing is known at all. `is_complete` is False where somebody was not asked or declined;
    then `cents` is the least it can be.
    """

    cents: int | None
    is_complete: bool

    @property
    def in_words(self):
        if self.cents is None:
            return _("Not known")
        if self.is_complete:
            return _("%(amount)s a year") % {"amount": dollars(self.cents)}
        return _("At least %(amount)s a year") % {"amount": dollars(self.cents)}


def known_of(answers):
    """What one person's rows say together: an amount or a refusal before “none”; no row at all is “not asked”."""
    answers = set(answers)
    for known in (Known.DECLINED, Known.AMOUNT, Known.NONE):
        if known in answers:
            return known
    return Known.NOT_ASKED


def total(people):
    """The total of several people. `people` holds, for each, pairs of answer and cents in a year.

    The answer of a pair is one of `Known`; its cents count where the answer is an amount.
    """
    people = [list(rows) for rows in people]
    known = [known_of(answer for answer, _cents in rows) for rows in people]
    amounts = [cents for rows in people for answer, cents in rows if answer == Known.AMOUNT]
    is_complete = bool(people) and all(one in (Known.AMOUNT, Known.NONE) for one in known)
    said = amounts or any(one == Known.NONE for one in known)
    return Total(cents=sum(amounts) if said else None, is_complete=is_complete and bool(said))
