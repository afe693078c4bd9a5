"""A site with a year behind it: enough rows that every table, chart and mask of a report has something to say."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from mmp_portal.agencies.models import ContractTarget
from programs.casework.closings.models import Closing
from programs.casework.contacts.models import Contact
from programs.casework.meetings.models import Attendance
from tests.factories.agencies import ContractFactory, SiteProgramFactory
from tests.factories.casework import ContactFactory, EnrollmentFactory, MatchFactory, MeetingFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import child_of

CHICAGO = ZoneInfo("America/Chicago")
TODAY = datetime(2026, 11, 23, 9, 12, tzinfo=CHICAGO)
TARGETS = {"served": 25, "mentor_hours": 85, "attendance": 60, "reached_year": 70}


def lively(site, *, families=12, contacts=1):
    """`families` cases of the Young Parent program, each with a child, a match, and `contacts` contacts a week."""
    if not site.programs.exists():
        SiteProgramFactory(site=site)
    contract = ContractFactory(site=site, funder="Example Department of Families", number="EX-27")
    ContractTarget.objects.bulk_create(
        ContractTarget(contract=contract, measure=measure, value=value) for measure, value in TARGETS.items()
    )
    cases = []
    for i in range(families):
        begins = date(2025, 7, 7) + timedelta(days=29 * i)
        leaves = i % 5 == 4
        case = EnrollmentFactory(
            site=site,
            enrolled_on=begins,
            participant__gender=("female", "female", "female", "male")[i % 4],
            participant__born_on=date(2005 + i % 4, 3, 3),
            **({"status": "closed", "closed_on": date(2026, 9, 1)} if leaves and begins < date(2026, 9, 1) else {}),
        )
        child_of(case.participant)
        ending = {}
        if case.closed_on:
            Closing.objects.create(enrollment=case, on=case.closed_on, reason="moved")
            ending = {"status": "ended", "ended_on": case.closed_on, "end_reason": "enrollment_closed"}
        starts_on = begins + timedelta(days=7)
        if i % 6 != 5 and starts_on <= (case.closed_on or starts_on):
            MatchFactory(
                enrollment=case,
                mentor=MentorFactory(site=site),
                starts_on=starts_on,
                commitment_ends_on=starts_on.replace(year=starts_on.year + 1),
                **ending,
            )
        cases.append(case)
    _contacts(cases, contacts)
    _meetings(site, cases)
    return cases


def _contacts(cases, a_week):
    made = []
    for i, case in enumerate(cases):
        match = case.matches.first()
        for week in range(26):
            at = datetime(2026, 4, 2 + i % 20, 16, 30, tzinfo=CHICAGO) + timedelta(days=7 * week)
            if (case.closed_on and at.date() > case.closed_on) or at.date() < case.enrolled_on:
                continue
            for turn in range(a_week):
                tried = (week + i) % 9 == 8
                contact = ContactFactory.build(
                    enrollment=case,
                    match=match,
                    started_at=at + timedelta(hours=turn),
                    kind=("met", "met", "call", "text")[(week + turn) % 4],
                    outcome="attempted" if tried else "made",
                    duration_minutes=None if tried or (week + turn) % 4 == 3 or week % 11 == 10 else 45,
                    recorded_at=at + timedelta(hours=3),
                )
                made.append(contact)
    Contact.objects.bulk_create(made)


def _meetings(site, cases):
    places = []
    for month in (5, 6, 7, 8, 9):
        held = MeetingFactory(
            site=site, starts_at=datetime(2026, month, 9, 17, 30, tzinfo=CHICAGO), topic=f"Topic {month}"
        )
        for i, case in enumerate(cases):
            if case.enrolled_on < date(2026, month, 9) and (
                not case.closed_on or case.closed_on > date(2026, month, 9)
            ):
                places.append(
                    Attendance(
                        meeting=held, enrollment=case, person=case.participant, came=None if i == 3 else i % 3 != 0
                    )
                )
    Attendance.objects.bulk_create(places)
