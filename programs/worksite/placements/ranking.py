"""Who fits an opening, and which openings fit somebody: ranked, with each reason in words."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from programs.casework.matches.proposals import Reason
from programs.worksite.models.openings import Opening, Shift
from programs.worksite.models.placements import Candidate, JobWishes, Placement
from programs.worksite.readiness.standing import Readiness, readiness_of

WORTH = {"yes": 2, "part": 0, "no": -3}
OWN_WHEELS = {"car", "ride"}


@dataclass(frozen=True)
class Fit:
    """One young person and one opening, with what speaks for it and against it.

    `barred` says why they cannot be sent there now; it is empty where they can.
    """

    enrollment: Any
    opening: Opening
    readiness: Readiness
    reasons: list = field(default_factory=list)
    barred: str = ""
    is_working: bool = False

    @property
    def rank(self):
        return sum(WORTH[reason.kind] for reason in self.reasons)


def candidates_for(opening, cases, *, on):
    """Everybody of `cases` and how they fit the opening, the best first, who has a job after those who have none.

    Those who cannot be sent stand at the end.

    The number of queries does not grow with the cases, which were read with their people.
    """
    cases = list(cases)
    standing, wishes = readiness_of(cases), wishes_of(cases)
    working, sent, before = _known_of(cases)
    fits = [
        _fit(
            case,
            opening,
            standing[case.pk],
            wishes.get(case.pk),
            on=on,
            is_working=case.pk in working,
            is_sent=(case.pk, opening.pk) in sent,
            was_there=(case.pk, opening.partner_id) in before,
        )
        for case in cases
    ]
    return _in_order(fits)


def openings_for(enrollment, openings, *, on):
    """The openings as they fit one young person, the best first."""
    standing = readiness_of([enrollment])[enrollment.pk]
    wishes = wishes_of([enrollment]).get(enrollment.pk)
    _working, sent, before = _known_of([enrollment])
    return _in_order(
        [
            _fit(
                enrollment,
                opening,
                standing,
                wishes,
                on=on,
                is_working=False,
                is_sent=(enrollment.pk, opening.pk) in sent,
                was_there=(enrollment.pk, opening.partner_id) in before,
            )
            for opening in openings
        ]
    )


def wishes_of(cases):
    rows = JobWishes.objects.not_voided().filter(enrollment__in=[case.pk for case in cases])
    return {row.enrollment_id: row for row in rows}


def _known_of(cases):
    """Who has a job now, who was sent where without an answer yet, and who worked for which company before."""
    ids = [case.pk for case in cases]
    jobs = Placement.objects.not_voided().filter(enrollment__in=ids).values_list("enrollment", "partner", "ended_on")
    working, before = set(), set()
    for pk, partner, ended_on in jobs:
        if ended_on is None:
            working.add(pk)
        before.add((pk, partner))
    sent = set(Candidate.objects.open().filter(enrollment__in=ids).values_list("enrollment", "opening"))
    return working, sent, before


def _in_order(fits):
    return sorted(
        fits, key=lambda fit: (bool(fit.barred), fit.is_working, -fit.rank, fit.enrollment.pk, -fit.opening.pk)
    )


def _fit(enrollment, opening, standing, wishes, *, on, is_working, is_sent, was_there):
    barred = bar(enrollment, opening, standing, on=on, is_sent=is_sent)
    reasons = list(_reasons(enrollment, opening, standing, wishes, is_working=is_working, was_there=was_there))
    return Fit(enrollment, opening, standing, reasons, barred, is_working)


def bar(enrollment, opening, standing, *, on, is_sent):
    """Why somebody cannot be sent to the opening on the day, or "". Readiness is the gate before all else."""
    if not enrollment.is_open:
        return _("This case is closed.")
    if not standing.is_ready:
        missing = ", ".join(one.title for one in standing.missing)
        return _("Not ready yet. Missing: %(classes)s.") % {"classes": missing}
    if is_sent:
        return _("Was sent there already, and no answer came yet.")
    if not opening.is_open_on(on):
        return _("The opening is not open any more.")
    return _bar_of_age(enrollment.participant, opening, on)


def _bar_of_age(person, opening, on):
    if opening.youngest_age is None and opening.oldest_age is None:
        return ""
    if person.born_on is None:
        return _("The company asks for an age, and the birth date is not known.")
    age = person.age_on(on)
    if opening.youngest_age and age < opening.youngest_age:
        return _("The company asks for %(age)d and older.") % {"age": opening.youngest_age}
    if opening.oldest_age and age > opening.oldest_age:
        return _("The company asks for %(age)d at most.") % {"age": opening.oldest_age}
    return ""


def _reasons(enrollment, opening, standing, wishes, *, is_working, was_there):
    if standing.waiver and not standing.is_finished:
        yield Reason("part", _("An exception was made: not every class is finished."))
    if is_working:
        yield Reason("part", _("Has a job now."))
    if was_there:
        yield Reason("part", _("Worked for this company before."))
    yield from _reasons_of_place(enrollment.participant, opening, wishes)
    if wishes is None:
        yield Reason("part", _("Nobody has asked yet what work they look for."))
        return
    yield from _reasons_of_wishes(opening, wishes)


def _reasons_of_place(person, opening, wishes):
    town = (opening.workplace.city if opening.workplace else "") or opening.partner.city
    transport = set(wishes.transport) if wishes else set()
    if town and person.city and town.lower() == person.city.lower():
        yield Reason("yes", _("Lives in the same town, %(town)s.") % {"town": town})
        if transport and not transport & OWN_WHEELS and "bus" in transport and not opening.bus_line:
            yield Reason("part", _("No bus goes there that we know of."))
    elif transport & OWN_WHEELS:
        yield Reason("yes", _("Gets there by car."))
    elif "bus" in transport and opening.bus_line:
        yield Reason("yes", _("Gets there by bus: %(line)s.") % {"line": opening.bus_line})
    elif transport:
        yield Reason("no", _("No way to get there that we know of."))
    elif town and person.city:
        yield Reason("part", _("Lives in %(home)s, the work is in %(town)s.") % {"home": person.city, "town": town})


def _reasons_of_wishes(opening, wishes):
    industry = opening.industry or opening.partner.industry
    if wishes.industries and industry:
        if industry in wishes.industries:
            label = opening.get_industry_display() if opening.industry else opening.partner.get_industry_display()
            yield Reason("yes", _("Would like this work: %(industry)s.") % {"industry": label})
        else:
            yield Reason("part", _("Named other work as a wish."))
    least, most = opening.hours_from or opening.hours_to, opening.hours_to or opening.hours_from
    if least and (wishes.hours_from or wishes.hours_to):
        if (wishes.hours_to or most) >= least and (wishes.hours_from or least) <= most:
            yield Reason("yes", _("The hours fit: %(hours)s.") % {"hours": opening.hours})
        else:
            yield Reason("no", _("The hours do not fit: %(hours)s.") % {"hours": opening.hours})
    if opening.shifts and wishes.shifts:
        both = [str(Shift(code).label).lower() for code in opening.shifts if code in wishes.shifts]
        if both:
            yield Reason("yes", _("Can work %(shifts)s.") % {"shifts": ", ".join(both)})
        else:
            yield Reason("no", _("Cannot work when the company needs them."))
    if wishes.experience:
        yield Reason("yes", _("Has done: %(experience)s") % {"experience": wishes.experience})
    elif opening.needs_experience:
        yield Reason("no", _("The company asks for experience."))
