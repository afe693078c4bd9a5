"""The list of people: what is found, in which list, in which order, at which cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from programs.casework.enrollments import workflow as enrollments
from tests.factories.casework import ContactFactory, EnrollmentFactory, MatchFactory
from tests.factories.participants import person_at

PEOPLE = "/participants/"


def listed(cast, client_of, query="", user=None):
    return client_of(user or cast.here.staff).get(PEOPLE + query).content.decode()


def test_a_row_says_who_how_it_stands_with_whom_and_when_last(cast, client_of):
    words = listed(cast, client_of)

    for part in (
        "Juniper Fableton",
        cast.here.enrollment.number,
        "Young Parent",
        "Matched",
        "Hattie Goodtale OAK",
        "met, 1 h",
    ):
        assert part in words
    assert cast.here.enrollment.get_absolute_url() in words


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?q=juni", True),
        ("?q=FABLETON+juniper", True),
        ("?q=555-0142", True),
        ("?q=nobody", False),
        ("?program=young_parent", True),
        ("?program=moppp", False),
        ("?status=matched", True),
        ("?status=open", True),
        ("?status=waiting", False),
        ("?status=paused", False),
        ("?status=closed", False),
        ("?list=mine", True),
        ("?list=quiet", False),
        ("?list=ending", False),
        ("?list=closed", False),
    ],
)
def test_lists_and_filters(cast, client_of, query, shown):
    assert ("Juniper Fableton" in listed(cast, client_of, query)) is shown


def test_the_number_of_a_case_finds_it(cast, client_of):
    assert "Juniper Fableton" in listed(cast, client_of, f"?q={cast.here.enrollment.number.lower()}")


def test_filtering_by_worker(cast, client_of):
    other = EnrollmentFactory(site=cast.here.site, worker=cast.here.supervisor)

    words = listed(cast, client_of, f"?worker={cast.here.supervisor.pk}")

    assert other.participant.name in words
    assert "Juniper Fableton" not in words


def test_mine_are_those_assigned_to_me(cast, client_of):
    assert "Juniper Fableton" not in listed(cast, client_of, "?list=mine", user=cast.here.supervisor)


def test_no_contact_for_two_weeks(cast, client_of):
    cast.here.contact.started_at = timezone.now() - timedelta(days=15)
    cast.here.contact.save()
    assert "Juniper Fableton" in listed(cast, client_of, "?list=quiet")

    ContactFactory(
        enrollment=cast.here.enrollment,
        outcome="attempted",
        duration_minutes=None,
        started_at=timezone.now() - timedelta(days=1),
    )
    assert "Juniper Fableton" in listed(cast, client_of, "?list=quiet"), "a try is no contact"


def test_a_new_case_is_not_quiet_yet(cast, client_of):
    fresh = EnrollmentFactory(site=cast.here.site, enrolled_on=cast.here.site.today() - timedelta(days=3))

    assert fresh.participant.name not in listed(cast, client_of, "?list=quiet")


@pytest.mark.parametrize(("days", "shown"), [(61, False), (60, True), (0, True), (-20, True)])
def test_a_year_that_ends_within_sixty_days(cast, client_of, days, shown):
    match = cast.here.match
    match.commitment_ends_on = cast.here.site.today() + timedelta(days=days)
    match.save()

    assert ("Juniper Fableton" in listed(cast, client_of, "?list=ending")) is shown


def test_closed_cases_are_found_by_search_but_not_among_the_open(cast, client_of):
    closed = EnrollmentFactory(
        participant=person_at(cast.here.site, given_name="Ezra", family_name="Fictionberg"),
        site=cast.here.site,
        registered=False,
        status="closed",
        closed_on=cast.here.site.today(),
    )
    MatchFactory(enrollment=closed, status="ended", ended_on=cast.here.site.today(), end_reason="moved")

    assert "Ezra" not in listed(cast, client_of)
    assert "Ezra" in listed(cast, client_of, "?q=ezra")
    assert "was Given" in listed(cast, client_of, "?list=closed")


def test_people_without_a_case_are_reachable(cast, client_of):
    person = person_at(cast.here.site, given_name="Opal", family_name="Makebelieve")

    for query in ("?list=not_enrolled", "?q=opal"):
        words = listed(cast, client_of, query)
        assert "Opal Makebelieve" in words
        assert person.get_absolute_url() in words
    assert "Clover" not in listed(cast, client_of, "?list=not_enrolled"), "children have no row of their own"
    assert "Opal" not in listed(cast, client_of, "?q=opal", user=cast.there.staff)


def test_what_is_owed_next_stands_in_the_row(cast, client_of):
    waiting = EnrollmentFactory(site=cast.here.site, enrolled_on=cast.here.site.today() - timedelta(days=32))

    words = listed(cast, client_of, f"?q={waiting.number}")

    assert "18 days late" in words, "the parent is asked within 14 days, a mentor is found within 30"
    assert "Ask the parent" in words
    assert "Find a mentor" not in words


def test_the_site_at_hand_narrows_the_list(cast, client_of):
    from tests.factories.accounts import RoleGrantFactory

    RoleGrantFactory(user=cast.here.staff, role="staff", site=cast.there.site)
    client = client_of(cast.here.staff)
    both = client.get(PEOPLE).content.decode()
    assert "Juniper Fableton" in both
    assert "Wren Fableton" in both

    client.post(reverse("ui:choose_site"), {"site": cast.here.site.pk, "next": PEOPLE})

    one = client.get(PEOPLE).content.decode()
    assert "Juniper Fableton" in one
    assert "Wren Fableton" not in one


def test_the_list_costs_the_same_for_3_and_30(cast, client_of):
    client = client_of(cast.here.staff)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(PEOPLE)
        return len(captured)

    def add(count):
        for _ in range(count):
            match = MatchFactory(enrollment=EnrollmentFactory(site=cast.here.site, worker=cast.here.staff))
            ContactFactory(enrollment=match.enrollment, match=match)
            EnrollmentFactory(site=cast.here.site)

    queries()
    add(1)
    few = queries()
    add(10)

    assert queries() == few


def test_sorting_and_pages(cast, client_of):
    for number in range(30):
        EnrollmentFactory(
            site=cast.here.site,
            participant=person_at(cast.here.site, given_name="P", family_name=f"Z{number:02d}"),
            registered=False,
        )

    first = listed(cast, client_of, "?sort=name")
    last = listed(cast, client_of, "?sort=-name&page=2")

    assert "P Z00" in first
    assert "P Z29" not in first
    assert "Juniper Fableton" in last


@pytest.mark.parametrize("column", ["name", "-program", "status", "-last_contact_at"])
def test_every_sortable_column_sorts(cast, client_of, column):
    assert "Juniper Fableton" in listed(cast, client_of, f"?sort={column}")


def test_a_paused_case_says_so(cast, client_of):
    enrollments.pause(enrollment=cast.here.enrollment, reason="x", on=cast.here.site.today(), by=cast.here.staff)

    assert "Paused" in listed(cast, client_of, "?status=paused")


# --- One person ------------------------------------------------------------------------------


def test_the_overview_shows_reach_home_cases_and_meetings(cast, client_of):
    person = cast.here.participant
    person.reach_by, person.may_leave_voicemail = "text", False
    person.save()

    words = client_of(cast.here.staff).get(person.get_absolute_url()).content.decode()

    for part in (
        "Text first:",
        "(417) 555-0142",
        "No voicemail",
        "Ask: are texts safe?",
        "Clover",
        "13 months",
        cast.here.enrollment.number,
    ):
        assert part in words


def test_cases_at_another_site_stay_hidden(cast, client_of):
    """A person registered at two sites: each site sees its own case."""
    from tests.factories.participants import RegistrationFactory

    RegistrationFactory(person=cast.here.participant, site=cast.there.site)

    words = client_of(cast.there.staff).get(cast.here.participant.get_absolute_url()).content.decode()

    assert "Juniper" in words
    assert cast.here.enrollment.number not in words


def test_who_is_known_at_another_site_alone_is_not_named_with_the_household(cast, client_of):
    from participants.models import HouseholdMember

    stranger = person_at(cast.there.site, given_name="Ignatz", family_name="Elsewhere")
    home = cast.here.participant.memberships.get().household
    HouseholdMember.objects.create(household=home, person=stranger, part="other", starts_on="2020-01-01")

    words = client_of(cast.here.staff).get(cast.here.participant.get_absolute_url()).content.decode()

    assert "Clover" in words
    assert "Ignatz" not in words
