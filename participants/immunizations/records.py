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
    code = choice.schedule if choice else USUAL
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
    people = [one for one in people if one.born_on and by_schedule.covers(one.born_on, on) and one.born_on <= on]
    if not people:
        return {}

    def rows(model):
        found = model.objects.not_voided().filter(person__in=people)
        return found.for_user(user) if user else found.filter(site=site)

    given: dict = {one.pk: {} for one in people}
    for dose in rows(Immunization):
        doses = given[dose.person_id].setdefault(dose.vaccine, {})
        doses.setdefault(dose.given_on, Given(dose.given_on, dose.product, dose))
    waived: dict = {one.pk: {} for one in people}
    for waiver in rows(Waiver).in_force(on):
        waived[waiver.person_id][waiver.vaccine] = WAIVED_AS[waiver.kind]
    seen = set(rows(CardSeen).values_list("person", flat=True)) | set(known)
    return {
        one.pk: overall(
            by_schedule,
            one.born_on,
            {vaccine: tuple(doses.values()) for vaccine, doses in given[one.pk].items()},
            on,
            waived=waived[one.pk],
            is_known=one.pk in seen,
        )
        for one in people
    }


def is_current(found):
    """Nothing is overdue: what the program calls current immunizations. Declined and exempt are answers, too."""
    return found.is_known and not found.of(Status.OVERDUE)
