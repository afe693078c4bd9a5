"""The record of a child as the schedule reads it: our rows in, where the child stands out."""

from django.db.models import CharField, DateField, F, IntegerField, Value
from django.db.models.functions import Cast

from participants.immunizations.models import CardSeen, Immunization, ScheduleChoice, Waiver
from participants.immunizations.schedule import USUAL, codes, schedule
from participants.immunizations.standing import Given, Status, overall

CHOICE, DOSE, WAIVER, CARD = range(4)
WAIVED_AS = {
    Waiver.Kind.DECLINED: Status.DECLINED,
    Waiver.Kind.MEDICAL: Status.EXEMPT,
    Waiver.Kind.RELIGIOUS: Status.EXEMPT,
    Waiver.Kind.IMMUNE: Status.EXEMPT,
}


def schedule_of(site, on):
    """The schedule the site goes by on the day; the usual one where it chose none."""
    choice = ScheduleChoice.objects.in_force(site, on)
    return schedule_called(choice.schedule, choice.grace_days) if choice else schedule_called(USUAL)


def schedule_called(code, grace_days=None):
    """The schedule of the code, with the days of grace of the site; the usual one where it is not known."""
    return schedule(code if code in codes() else USUAL).with_grace(grace_days)


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


def overalls_at(people_by_site, *, on):
    """Where people stand by the rows of their sites, as dicts by key within a dict by site, in one query.

    `people_by_site` maps keys of sites to people of whom a dose or a card is on record there.
    """
    people = {one.pk for own in people_by_site.values() for one in own}
    chosen, found = {}, {kind: {site: [] for site in people_by_site} for kind in (DOSE, WAIVER, CARD)}

    def about(rows):
        return rows.filter(person__in=people, site__in=people_by_site)

    choices = ScheduleChoice.objects.not_voided().filter(site__in=people_by_site, starts_on__lte=on)
    told = _lines(
        _line(choices, CHOICE, words="schedule", day="starts_on", number="grace_days"),
        _line(about(Immunization.objects.not_voided()), DOSE, "person", "vaccine", "product", "given_on"),
        _line(about(Waiver.objects.in_force(on)), WAIVER, "person", "vaccine", "kind"),
        _line(about(CardSeen.objects.not_voided()), CARD, "person"),
    )
    for kind, site, person, words, more, day, number in told:
        if kind != CHOICE:
            found[kind][site].append((person, words, more, day))
        elif site not in chosen or chosen[site][0] < day:
            chosen[site] = day, words, number
    standings = {}
    for site, own in people_by_site.items():
        _day, code, grace_days = chosen.get(site, (None, USUAL, None))
        by_schedule = schedule_called(code, grace_days)
        own = measured(own, by_schedule, on)
        keys = {one.pk for one in own}
        standings[site] = judged(
            own,
            by_schedule,
            on,
            doses=[(who, vaccine, Given(day, brand)) for who, vaccine, brand, day in found[DOSE][site] if who in keys],
            waivers=[(who, vaccine, kind) for who, vaccine, kind, _day in found[WAIVER][site] if who in keys],
            seen={who for who, *_rest in found[CARD][site]},
        )
    return standings


def _line(rows, kind, person=None, words=None, more=None, day=None, number=None):
    """Rows as lines of one shape, so that one statement asks several tables."""

    def column(name, field):
        return Cast(F(name) if name else Value(None, output_field=field), field)

    return rows.order_by().values_list(
        Value(kind, IntegerField()),
        "site",
        column(person, IntegerField()),
        column(words, CharField(max_length=80)),
        column(more, CharField(max_length=80)),
        F(day) if day else column(None, DateField()),
        column(number, IntegerField()),
    )


def _lines(first, *others):
    return first.union(*others, all=True)


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
