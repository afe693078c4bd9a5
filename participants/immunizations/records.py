"""The record of a child as the schedule reads it: our rows in, where the child stands out."""

from participants.immunizations.models import CardSeen, Immunization, ScheduleChoice, Waiver
from participants.immunizations.schedule import USUAL, codes, schedule
from participants.immunizations.standing import Given, Status, overall

WAIVED_AS = {
    Waiver.Kind.DECLINED: Status.DECLINED,
    Waiver.Kind.MEDICAL: Status.EXEMPT,
    Waiver.Kind.RELIGIOUS: Status.EXEMPT,
    Waiver.Kind.IMMUNE: Status.EXEMPT,
}


def schedule_of(site, on):
    """The schedule the site goes by on the day; the usual one where it chose none."""
    choice = ScheduleChoice.objects.in_force(site, on)
    return schedule_called(choice.schedule if choice else USUAL)


def schedule_called(code):
    """The schedule of the code; the usual one where it is not known."""
    return schedule(code if code in codes() else USUAL)


def overall_of(person, *, site, on, is_known=False):
    """Where one person stands, by the rows of the site; None as `overalls_of` says."""
    return overalls_of([person], site=site, on=on, known={person.pk} if is_known else ()).get(person.pk)


def overalls_of(people, *, site, on, known=(), user=None):
    """Where each of these people stands, by their keys, in four queries.

    Without a birth date, or past the ages of the schedule, nobody stands anywhere: they are left out. Rows are those
    of `site`, or all that `user` may see.
    """
    by_schedule = schedule_of(site, on)
    people = measured(people, by_schedule, on)
    if not people:
        return {}

    def rows(model):
        found = model.objects.not_voided().filter(person__in=people)
        return found.for_user(user) if user else found.filter(site=site)

    return judged(
        people,
        by_schedule,
        on,
        doses=[(row.person_id, row.vaccine, Given(row.given_on, row.product, row)) for row in rows(Immunization)],
        waivers=rows(Waiver).in_force(on).values_list("person", "vaccine", "kind"),
        seen={*rows(CardSeen).values_list("person", flat=True), *known},
    )


def measured(people, by_schedule, on):
    """Those of the people whom the schedule tells something of: with a birth date, and of its ages."""
    return [one for one in people if one.born_on and by_schedule.covers(one.born_on, on) and one.born_on <= on]


def judged(people, by_schedule, on, *, doses, waivers, seen):
    """Where each of the measured people stands, by their keys, from what was read of them.

    `doses` are lines of person, vaccine and Given, the earliest first; `waivers` of person, vaccine and kind; `seen` are
    those of whom a card was seen.
    """
    given: dict = {one.pk: {} for one in people}
    for person, vaccine, dose in doses:
        given[person].setdefault(vaccine, {}).setdefault(dose.on, dose)
    waived: dict = {one.pk: {} for one in people}
    for person, vaccine, kind in waivers:
        waived[person][vaccine] = WAIVED_AS[kind]
    return {
        one.pk: overall(
            by_schedule,
            one.born_on,
            {vaccine: tuple(by_day.values()) for vaccine, by_day in given[one.pk].items()},
            on,
            waived=waived[one.pk],
            is_known=one.pk in seen,
        )
        for one in people
    }


def is_current(found):
    """Nothing is overdue: what the program calls current immunizations. Declined and exempt are answers, too."""
    return found.is_known and not found.of(Status.OVERDUE)
