"""The children's immunizations beside the story of a case, for the rooms that look after them."""

from participants.immunizations import records
from participants.immunizations.words import ICONS, KINDS, LABELS, summary
from participants.models import Person
from programs.registry import CasePanel


def immunizations_of_children(enrollment, *, on, user):
    """Each child of the household on the day with where the immunizations stand; None where there is no child.

    A child is a link only where the user may open the child's own page.
    """
    children = list(enrollment.participant.children(on=on).filter(died_on=None))
    if not children:
        return None
    found = records.overalls_of(children, site=enrollment.site, on=on)
    open_to_user = set(
        Person.objects.for_user(user).filter(pk__in=[one.pk for one in children]).values_list("pk", flat=True)
    )
    return {
        "children": [_line(child, found.get(child.pk), on, is_open=child.pk in open_to_user) for child in children]
    }


def _line(child, found, on, *, is_open):
    status = found.status if found else None
    return {
        "child": child,
        "age": child.age_in_words(on),
        "is_measured": found is not None,
        "word": LABELS[status],
        "kind": KINDS[status],
        "icon": ICONS.get(status, ""),
        "summary": summary(found),
        "is_open": is_open,
    }


IMMUNIZATIONS = CasePanel(template="programs/casework/casefile/immunizations.html", context=immunizations_of_children)
