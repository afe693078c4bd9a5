"""What the cases of a page owe next."""

from programs import registry
from programs.gathering import gathered, owed_everywhere


def in_order(item):
    """What is urgent comes first, then what was due the longest ago."""
    return not item.is_urgent, item.due_on


def owed_by_case(enrollments, *, on, user):
    """What each of the cases (a queryset) owes, urgent and earliest first, as a dict by case id.

    One pass over the rules, so the number of queries does not grow with the cases.
    """
    owed = {}
    for item in owed_everywhere(enrollments, on, user):
        if item.enrollment is not None:
            owed.setdefault(item.enrollment.pk, []).append(item)
    for items in owed.values():
        items.sort(key=in_order)
    return owed


def owed_in(enrollment, *, on, user):
    """What one case owes, urgent and earliest first. The case was read with `with_people()` and `with_matches()`."""
    enrollment.open_matches = [match for match in enrollment.standing_matches if match.is_open]
    one = type(enrollment).objects.filter(pk=enrollment.pk)
    sources = [source for source in registry.due_sources() if source.about_cases]
    items = gathered(sources, one, on, user, known=[enrollment])
    return sorted((item for item in items if item.enrollment is not None), key=in_order)
