"""The clocks of many families, from our rows."""

from collections import defaultdict
from datetime import date

from django.db.models import Min
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
        parameters = paces[case.site_id].parameters
        referred_on = referred.get((case.participant_id, case.site_id))
        by_child_welfare = referred_on is not None
        months = "child_welfare_visit_months" if by_child_welfare else "first_visit_months"
        found[case.pk] = clock_of(
            births[case.participant_id],
            enrolled_on=case.enrolled_on,
            expected_on=case.participant.due_on,
            visited_on=visits.get(case.pk),
            referred_on=referred_on,
            by_child_welfare=by_child_welfare,
            starts_with=parameters.value_on("child_welfare_clock_starts", on),
            months=parameters.value_on(months, on),
            on=on,
        )
    return found


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


def _first_visits(cases):
    """The day of each case's first home visit, its own or one shared with it."""
    zones = {case.pk: case.site.zone for case in cases}
    own = Contact.objects.made().filter(enrollment__in=zones, kind=VISIT).order_by()
    shared = ContactShare.objects.filter(
        enrollment__in=zones, contact__voided_at=None, contact__outcome=Outcome.MADE, contact__kind=VISIT
    ).order_by()
    rows = [
        *own.values_list("enrollment_id").annotate(first=Min("started_at")),
        *shared.values_list("enrollment_id").annotate(first=Min("contact__started_at")),
    ]
    found: dict[int, date] = {}
    for case, at in rows:
        day = timezone.localtime(at, zones[case]).date()
        found[case] = min(day, found.get(case, day))
    return found


def referrals_of(cases) -> dict[tuple[int, int], date]:
    """When Children's Division referred them to the site, by person and site; the latest where it did so twice."""
    rows = Referral.objects.not_voided().filter(
        person__in={case.participant_id for case in cases},
        program__in=["", PROGRAM],
        source=Referral.Source.CHILDRENS_DIVISION,
    )
    return {
        (person, site): day
        for person, site, day in rows.order_by("received_on").values_list("person_id", "site_id", "received_on")
    }
