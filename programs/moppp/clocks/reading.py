"""The clocks of many families, from our rows."""

from collections import defaultdict
from datetime import date

from django.db.models import F, Min, Q
from django.utils import timezone

from participants.models import HouseholdMember
from programs.casework.contacts.models import Contact, ContactShare, Outcome
from programs.casework.referrals.models import Referral
from programs.moppp.clocks.first_visit import Clock, clock_of
from programs.moppp.visits.footing import PROGRAM, paces_of
from programs.moppp.visits.tally import VISIT


def clocks_of(enrollments, *, on) -> dict[int, Clock]:
    """The clock of each case by its id, in six queries however many. Each is read with its people and site."""
    cases = list(enrollments)
    births = births_of({case.participant_id for case in cases}, on)
    visits = _first_visits(cases)
    referred = referrals_of(cases)
    paces = paces_of({case.site for case in cases})
    found = {}
    for case in cases:
        found[case.pk] = clock_by(
            paces[case.site_id].parameters,
            case,
            births=births[case.participant_id],
            visited_on=visits.get(case.pk),
            referred_on=referred.get((case.participant_id, case.site_id)),
            on=on,
        )
    return found


def clock_by(parameters, case, *, births, visited_on, referred_on, on) -> Clock:
    """The clock of one case, from what was read of it and the values of its site."""
    by_child_welfare = referred_on is not None
    months = "child_welfare_visit_months" if by_child_welfare else "first_visit_months"
    return clock_of(
        births,
        enrolled_on=case.enrolled_on,
        expected_on=case.participant.due_on,
        visited_on=visited_on,
        referred_on=referred_on,
        by_child_welfare=by_child_welfare,
        starts_with=parameters.value_on("child_welfare_clock_starts", on),
        months=parameters.value_on(months, on),
        on=on,
    )


def births_of(participants, on) -> dict[int, list[date]]:
    """Birth days of the children who live with each of the people on the day."""
    homes = defaultdict(list)
    parents = HouseholdMember.objects.in_force(on).filter(
        person__in=participants, part=HouseholdMember.Part.PARENT, household__voided_at=None
    )
    for person, household in parents.values_list("person_id", "household_id"):
        homes[household].append(person)
    found = defaultdict(list)
    children = HouseholdMember.objects.in_force(on).filter(
        household__in=homes, part=HouseholdMember.Part.CHILD, person__voided_at=None, person__born_on__isnull=False
    )
    for household, born in children.values_list("household_id", "person__born_on"):
        for person in homes[household]:
            found[person].append(born)
    return found


def with_children(enrollments, on):
    """The cases, each once for every child who lives with its participant on the day, born on `child_born_on`."""
    place, child = "participant__memberships__", "participant__memberships__household__members__"
    return enrollments.filter(
        _in_force(place, on),
        _in_force(child, on),
        **{
            f"{place}part": HouseholdMember.Part.PARENT,
            f"{place}household__voided_at": None,
            f"{child}part": HouseholdMember.Part.CHILD,
            f"{child}person__voided_at": None,
            f"{child}person__born_on__isnull": False,
        },
    ).annotate(child_born_on=F(f"{child}person__born_on"))


def _in_force(prefix, on):
    ends = Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": on})
    return ends & Q(**{f"{prefix}voided_at": None, f"{prefix}starts_on__lte": on})


def visits_of(enrollment, *, lookup="enrollment"):
    """Home visits that were made, the case's own and those shared with it. Works with an OuterRef."""
    own = Contact.objects.made().filter(kind=VISIT, **{lookup: enrollment})
    shared = ContactShare.objects.filter(
        contact__voided_at=None, contact__outcome=Outcome.MADE, contact__kind=VISIT, **{lookup: enrollment}
    )
    return own, shared


def _first_visits(cases):
    """The day of each case's first home visit, its own or one shared with it."""
    zones = {case.pk: case.site.zone for case in cases}
    own, shared = (rows.order_by() for rows in visits_of(zones, lookup="enrollment__in"))
    rows = [
        *own.values_list("enrollment_id").annotate(first=Min("started_at")),
        *shared.values_list("enrollment_id").annotate(first=Min("contact__started_at")),
    ]
    found: dict[int, date] = {}
    for case, at in rows:
        day = timezone.localtime(at, zones[case]).date()
        found[case] = min(day, found.get(case, day))
    return found


def division_referrals():
    """Referrals by Children's Division to this program, or to none in particular."""
    return Referral.objects.not_voided().filter(program__in=["", PROGRAM], source=Referral.Source.CHILDRENS_DIVISION)


def referrals_of(cases) -> dict[tuple[int, int], date]:
    """When Children's Division referred them to the site, by person and site; the latest where it did so twice."""
    rows = division_referrals().filter(person__in={case.participant_id for case in cases})
    return {
        (person, site): day
        for person, site, day in rows.order_by("received_on").values_list("person_id", "site_id", "received_on")
    }
