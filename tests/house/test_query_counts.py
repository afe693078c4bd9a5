"""A page costs the same for a few rows as for hundreds: every address, as a supervisor and as a mentor."""

from datetime import timedelta
from itertools import pairwise

import pytest
from auditlog.context import disable_auditlog
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programs.casework.contacts.models import Appointment, Contact, ContactShare, ContactTopic
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Attendance, Meeting
from tests.factories.accounts import UserFactory
from tests.factories.casework import EnrollmentFactory, MatchFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import person_at
from tests.pages import GUARDED, PAGES, address, may
from tests.piles import pile

pytestmark = pytest.mark.any_database

FEW, MANY = 3, 300
READ = [name for name in GUARDED if not PAGES[name].is_action and not PAGES[name].is_file]


def crowd(household, families):
    """That many more families, with mentors, contacts and meetings, all around the household's people."""
    now = timezone.now()
    today = household.site.today()
    for number in range(families):
        enrollment = EnrollmentFactory(
            participant=person_at(household.site),
            site=household.site,
            worker=household.staff,
            registered=False,
            enrolled_on=today - timedelta(days=150),
        )
        mentor = (
            household.mentor if number % 2 else MentorFactory(site=household.site, person=person_at(household.site))
        )
        MatchFactory(enrollment=enrollment, mentor=mentor, starts_on=today - timedelta(days=140))
    enrollments = list(Enrollment.objects.filter(site=household.site, contacts=None))
    Contact.objects.bulk_create(
        Contact(
            enrollment=enrollment,
            match=Match.objects.filter(enrollment=enrollment).first(),
            kind="met",
            started_at=now - timedelta(days=day),
            duration_minutes=60 if day % 5 else None,
            recorded_by=household.mentor_user,
            help_wanted=day % 7 == 0,
            miles_driven=day,
            note="They talked about school.",
        )
        for enrollment in enrollments
        for day in (4, 7, 35, 70, 100)
    )
    ContactTopic.objects.bulk_create(
        ContactTopic(contact=contact, code="school") for contact in Contact.objects.filter(topics=None)
    )
    ContactShare.objects.bulk_create(
        ContactShare(contact=enrollment.contacts.first(), enrollment=other, match=other.matches.first())
        for enrollment, other in pairwise(enrollments)
    )
    Appointment.objects.bulk_create(
        Appointment(enrollment=enrollment, match=match, kind="met", starts_at=now + timedelta(days=day, hours=1))
        for enrollment in enrollments
        for match, day in ((enrollment.matches.first(), 1), (enrollment.matches.first(), -2), (None, 2))
    )
    for week in range(-12, 12, 24 // min(families, 24)):
        meeting = Meeting.objects.create(
            site=household.site,
            program="young_parent",
            kind="support",
            topic="Together",
            starts_at=now + timedelta(weeks=week, hours=1),
        )
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, person_id=enrollment.participant_id, enrollment=enrollment)
            for enrollment in enrollments
        )
    pile(household, families)
    UserFactory.create_batch(5)
    if connection.vendor == "postgresql":
        # A database in use knows its tables; in one transaction it would plan for empty ones, and take minutes.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def cost(client, url):
    """How many statements one request takes."""
    reset_queries()  # the log holds nine thousand of a whole test, and then warns
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    assert answer.status_code in (200, 302)
    return len(captured), [query["sql"][:160] for query in captured.captured_queries]


def costs(client, household, names):
    return {name: cost(client, address(name, household)) for name in names}


@pytest.mark.parametrize("role", ["supervisor", "mentor"])
def test_no_page_grows_with_its_rows(client_of, cast, role):
    user = cast.here.supervisor if role == "supervisor" else cast.here.mentor_user
    client = client_of(user)
    names = [name for name in READ if may(role, name) and role not in PAGES[name].hidden_from]
    with disable_auditlog():
        crowd(cast.here, FEW)
    few = costs(client, cast.here, names)  # fills what is cached for the process, and leaves its rows in the trail

    before_the_crowd = transaction.savepoint()
    with disable_auditlog():
        crowd(cast.here, MANY)
    many = costs(client, cast.here, names)
    transaction.savepoint_rollback(before_the_crowd)

    suspected = [name for name in names if many[name][0] > few[name][0]]
    few |= costs(client, cast.here, suspected)  # once more, with the rows that the first time left
    grown = []
    for name in suspected:
        statements = many[name][1]
        if len(statements) > few[name][0]:
            repeated = {sql for sql in statements if statements.count(sql) > 2}
            grown.append(f"{name}: {few[name][0]} -> {len(statements)}\n    " + "\n    ".join(sorted(repeated)))
    assert not grown, "\n".join(grown)
