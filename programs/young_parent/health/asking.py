"""When the parent is asked how sure they feel, how much stress, how healthy: at the start, every quarter, at the end.

No source says how soon after the enrollment, or how long before the end.
"""

from datetime import timedelta

from participants.immunizations.schedule import months_later as months_after
from programs.young_parent.models import SelfRating

FIRST_WITHIN = timedelta(days=14)
QUARTER_MONTHS = 3
# From so long before the promised time ends the parent may be asked for the last time, and so long after a closing.
ASK_AT_END_BEFORE = timedelta(days=14)
ASK_AFTER_CLOSING = timedelta(days=30)


def may_be_asked(enrollment):
    """An open case; a closed one for a month, where the parent was not asked at the end."""
    if enrollment.is_open:
        return True
    if enrollment.closed_on is None or enrollment.site.today() > enrollment.closed_on + ASK_AFTER_CLOSING:
        return False
    asked = SelfRating.objects.not_voided().filter(enrollment=enrollment, occasion=SelfRating.Occasion.END)
    return not asked.exists()


def occasion_now(enrollment, ratings, match):
    """Which of the three it is now, to offer in the form: the start, the end, or in between."""
    today = enrollment.site.today()
    if not ratings:
        return SelfRating.Occasion.START
    ends_on = match.commitment_ends_on if match else None
    is_ending = not enrollment.is_open or bool(ends_on and today >= ends_on - ASK_AT_END_BEFORE)
    was_asked = any(one.occasion == SelfRating.Occasion.END for one in ratings)
    return SelfRating.Occasion.END if is_ending and not was_asked else SelfRating.Occasion.QUARTER


def next_on(enrollment, ratings):
    """The day on which the parent is asked next; None where the case is not open."""
    if not enrollment.is_open:
        return None
    return months_after(ratings[-1].rated_on, QUARTER_MONTHS) if ratings else enrollment.enrolled_on + FIRST_WITHIN
