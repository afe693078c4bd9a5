"""The children's immunizations beside the story of a case, for the rooms that look after them."""

from django.db.models import Case, Value, When

from participants.immunizations import records
from participants.immunizations.models import CardSeen, Immunization, ScheduleChoice, Waiver
from participants.immunizations.schedule import USUAL
from participants.immunizations.standing import Given
from participants.immunizations.words import ICONS, KINDS, LABELS, summary
from participants.models import Person
from programs.casework.casefile.glance import of_kind
from programs.casework.casefile.sources.lines import Source, lines
from programs.registry import CasePanel

CHILD, SCHEDULE, DOSE, WAIVER, CARD = (
    "immunized_child",
    "immunization_schedule",
    "immunization",
    "immunization_waiver",
    "immunization_card",
)


def sources(enrollment, *, on, user):
    """The living children of the household on the day, the site's schedule, and what the site knows of each child."""
    site = enrollment.site
    children = enrollment.participant.children(on=on).living().order_by()
    is_open = Case(When(pk__in=Person.objects.for_user(user).values("pk"), then=Value(1)), default=Value(0))
    names = {"a": "preferred_name", "b": "given_name", "c": "family_name"}

    def rows(model):
        return model.objects.not_voided().filter(person__in=children.values("pk"), site=site)

    schedules = ScheduleChoice.objects.not_voided().filter(site=site, starts_on__lte=on)
    waivers = rows(Waiver).in_force(on)
    return (
        Source(kind=CHILD, rows=lambda case: lines(children, on="born_on", count=is_open, **names)),
        Source(kind=SCHEDULE, rows=lambda case: lines(schedules, on="starts_on", a="schedule", number="grace_days")),
        Source(
            kind=DOSE,
            rows=lambda case: lines(rows(Immunization), on="given_on", a="vaccine", b="product", number="person"),
        ),
        Source(kind=WAIVER, rows=lambda case: lines(waivers, on="starts_on", a="vaccine", b="kind", number="person")),
        Source(kind=CARD, rows=lambda case: lines(rows(CardSeen), number="person")),
    )


def immunizations_of_children(enrollment, *, on, user, lines):
    """Each child of the household on the day with where the immunizations stand; None where there is no child.

    A child is a link only where the user may open the child's own page.
    """
    found = sorted(of_kind(lines, CHILD), key=lambda line: (line.on is None, line.on or on, line.pk))
    if not found:
        return None
    children = [
        Person(pk=line.pk, born_on=line.on, preferred_name=line.a, given_name=line.b, family_name=line.c)
        for line in found
    ]
    standings = _standings(children, lines, on)
    return {
        "children": [
            _line(child, standings.get(child.pk), on, is_open=bool(line.count))
            for child, line in zip(children, found, strict=True)
        ]
    }


def _standings(children, lines, on):
    """Where each of the children stands, by their keys, from what was read with the story."""
    chosen = max(of_kind(lines, SCHEDULE), key=lambda line: line.on, default=None)
    by_schedule = records.schedule_called(chosen.a, chosen.number) if chosen else records.schedule_called(USUAL)
    children = records.measured(children, by_schedule, on)
    keys = {child.pk for child in children}

    def of_children(kind):
        found = [line for line in of_kind(lines, kind) if line.number in keys]
        return sorted(found, key=lambda line: (line.on or on, line.pk))

    return records.judged(
        children,
        by_schedule,
        on,
        doses=[(line.number, line.a, Given(line.on, line.b)) for line in of_children(DOSE)],
        waivers=[(line.number, line.a, line.b) for line in reversed(of_children(WAIVER))],
        seen={line.number for line in of_children(CARD)},
    )


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


IMMUNIZATIONS = CasePanel(
    template="programs/casework/casefile/immunizations.html", context=immunizations_of_children, sources=sources
)
