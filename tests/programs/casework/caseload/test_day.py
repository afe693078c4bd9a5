"""My day: what is owed, in order and with its reason; nothing of other sites, of colleagues, of those who rest."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.casework.contacts.models import Contact
from tests.factories.accounts import user_with
from tests.factories.caseload import AbsenceFactory, TaskFactory
from tests.factories.casework import AttendanceFactory, ContactFactory, EnrollmentFactory, MatchFactory, MeetingFactory
from tests.factories.mentors import MentorFactory, QualificationFactory
from tests.factories.participants import PersonFactory
from tests.programs.casework.caseload.household import cost, last_met, words

pytestmark = pytest.mark.django_db

DAY = "caseload:day"
RULES = ("unmatched", "weekly-meeting")


def test_day_is_for_staff(cast, client_of):
    assert client_of(cast.here.staff).get(reverse(DAY)).status_code == 200
    assert client_of(cast.here.supervisor).get(reverse(DAY)).status_code == 200
    assert client_of(cast.here.mentor_user).get(reverse(DAY)).status_code == 403
    assert client_of(cast.administrator).get(reverse(DAY)).status_code == 403


def test_day_shows_what_is_late_first_and_why(cast, client_of):
    last_met(cast.here, 10)
    EnrollmentFactory(
        site=cast.here.site,
        worker=cast.here.staff,
        participant=PersonFactory(given_name="Maple", family_name="Storybrook"),
        enrolled_on=cast.here.site.today() - timedelta(days=40),
    )

    answer = client_of(cast.here.staff).get(reverse(DAY))

    owed = [(one.item.rule, one.when) for one in answer.context["page"] if one.item.rule in RULES]
    assert owed[:2] == [("unmatched", "10 days late"), ("weekly-meeting", "3 days late")]
    kinds = [one.kind for one in answer.context["page"]]
    assert kinds == sorted(kinds, key=("late", "today", "soon").index)
    assert "No contact for 10 days. They promised to meet every week." in words(answer)


def test_day_can_be_narrowed_to_what_is_late(cast, client_of):
    last_met(cast.here, 10)
    client = client_of(cast.here.staff)

    late = client.get(reverse(DAY), {"due": "late"})
    today = client.get(reverse(DAY), {"due": "today"})
    odd = client.get(reverse(DAY), {"due": "never", "page": "x"})

    assert "weekly-meeting" in [one.item.rule for one in late.context["page"]]
    assert {one.kind for one in late.context["page"]} == {"late"}
    assert {one.kind for one in today.context["page"]} <= {"today"}
    assert odd.status_code == 200


def test_staff_see_own_cases_and_those_of_nobody_and_supervisors_all(cast, client_of):
    colleague = user_with("staff", site=cast.here.site)
    long_ago = cast.here.site.today() - timedelta(days=90)
    for worker, name in ((colleague, "Theirs"), (None, "Nobodys"), (cast.here.staff, "Mine")):
        EnrollmentFactory(
            site=cast.here.site,
            worker=worker,
            participant=PersonFactory(given_name=name, family_name=""),
            enrolled_on=long_ago,
        )

    def who(user):
        return {one.item.who for one in client_of(user).get(reverse(DAY)).context["page"]}

    assert {"Nobodys", "Mine"} <= who(cast.here.staff)
    assert "Theirs" not in who(cast.here.staff)
    assert {"Theirs", "Nobodys", "Mine"} <= who(cast.here.supervisor)
    assert not {"Theirs", "Nobodys", "Mine"} & who(cast.there.supervisor)


def test_day_shows_meetings_of_today_and_help_wanted(cast, client_of):
    MeetingFactory(site=cast.here.site, starts_at=timezone.now(), topic="Baby Store day")
    MeetingFactory(site=cast.there.site, starts_at=timezone.now(), topic="Far away")
    Contact.objects.filter(pk=cast.here.contact.pk).update(help_wanted=True)

    answer = client_of(cast.here.staff).get(reverse(DAY))

    assert "Baby Store day" in words(answer)
    assert "Far away" not in words(answer)
    assert answer.context["help_wanted"] == 1
    assert "Asks for help: Juniper" in words(answer)


def test_day_names_papers_that_run_out_unless_renewed(cast, client_of):
    today = cast.here.site.today()
    QualificationFactory(mentor=cast.here.mentor, what="car_insurance", valid_until=today + timedelta(days=11))
    QualificationFactory(mentor=cast.here.mentor, what="background_check", valid_until=today + timedelta(days=5))
    QualificationFactory(mentor=cast.here.mentor, what="background_check", valid_until=today + timedelta(days=700))

    page = words(client_of(cast.here.staff).get(reverse(DAY)))

    assert "Car insurance runs out in 11 days" in page
    assert "Background check runs out" not in page


def test_figures_to_mend_lead_to_exactly_their_rows(cast, client_of):
    ContactFactory(enrollment=cast.here.enrollment, duration_minutes=None)
    ContactFactory(enrollment=EnrollmentFactory(site=cast.here.site, worker=None), duration_minutes=None)
    ContactFactory(
        enrollment=EnrollmentFactory(site=cast.here.site, worker=user_with("staff", site=cast.here.site)),
        duration_minutes=None,
    )
    held = MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=2))
    AttendanceFactory(meeting=held, person=cast.here.participant, enrollment=cast.here.enrollment)
    client = client_of(cast.here.staff)

    gaps = {gap.code: gap.count for gap in client.get(reverse(DAY)).context["gaps"]}
    contacts = client.get(reverse("contacts:list"), {"without_minutes": "1", "own": "1"})
    meetings = client.get(reverse("meetings:meetings"), {"show": "missing"})

    assert gaps["contacts"] == contacts.context["listing"].count == 2
    assert gaps["meetings"] == meetings.context["listing"].count == 1


def test_site_at_hand_narrows_the_day(cast, client_of):
    user = cast.here.supervisor
    user_at_both = user_with("supervisor", site=cast.there.site)
    user_at_both.role_grants.create(role="supervisor", site=cast.here.site, starts_on=user.role_grants.get().starts_on)
    last_met(cast.here, 10)
    last_met(cast.there, 10)
    client = client_of(user_at_both)

    both = words(client.get(reverse(DAY)))
    client.post(reverse("ui:choose_site"), {"site": cast.here.site.pk})
    one = words(client.get(reverse(DAY)))

    assert "Juniper" in both
    assert "Wren" in both
    assert "Juniper" in one
    assert "Wren" not in one


def rules_of(client, **query):
    return {one.item.rule for one in client.get(reverse(DAY), query).context["page"]}


@pytest.mark.parametrize("what", ["paused", "closed", "died"])
def test_nothing_is_owed_of_those_who_rest(cast, client_of, what):
    last_met(cast.here, 20)
    client = client_of(cast.here.staff)
    assert "weekly-meeting" in rules_of(client)

    if what == "paused":
        cast.here.enrollment.status = "paused"
    elif what == "closed":
        cast.here.enrollment.status, cast.here.enrollment.closed_on = "closed", cast.here.site.today()
    else:
        person = cast.here.participant
        person.died_on, person.death_told_by = cast.here.site.today(), "Her mother"
        person.save()
    cast.here.enrollment.save()

    assert "weekly-meeting" not in rules_of(client)
    assert client.get(reverse("caseload:calls")).context["total"] == 0


def test_whoever_stands_in_sees_the_work_marked(cast, client_of):
    colleague = user_with("staff", site=cast.here.site)
    last_met(cast.here, 12)
    client = client_of(colleague)
    assert "weekly-meeting" not in rules_of(client)

    today = cast.here.site.today()
    AbsenceFactory(site=cast.here.site, worker=cast.here.staff, stands_in=colleague, starts_on=today, ends_on=today)
    answer = client.get(reverse(DAY))

    assert "weekly-meeting" in {one.item.rule for one in answer.context["page"]}
    assert f"You stand in for {cast.here.staff.name}." in words(answer)
    assert f"For {cast.here.staff.name}" in words(answer)


def test_a_stand_in_of_yesterday_sees_nothing_more(cast, client_of):
    colleague = user_with("staff", site=cast.here.site)
    last_met(cast.here, 12)
    yesterday = cast.here.site.today() - timedelta(days=1)
    AbsenceFactory(
        site=cast.here.site, worker=cast.here.staff, stands_in=colleague, starts_on=yesterday, ends_on=yesterday
    )

    assert "weekly-meeting" not in rules_of(client_of(colleague))


def test_a_stand_in_without_a_role_there_any_more_sees_nothing(cast, client_of):
    today = cast.here.site.today()
    last_met(cast.here, 12)
    AbsenceFactory(
        site=cast.here.site, worker=cast.here.staff, stands_in=cast.there.staff, starts_on=today, ends_on=today
    )

    assert "Juniper" not in words(client_of(cast.there.staff).get(reverse(DAY)))


def test_day_under_twenty_statements_whatever_there_is(cast, client_of):
    client = client_of(cast.here.supervisor)
    today = cast.here.site.today()

    def one_more():
        enrollment = EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)
        mentor = MentorFactory(site=cast.here.site)
        match = MatchFactory(enrollment=enrollment, mentor=mentor, commitment_ends_on=today)
        ContactFactory(enrollment=enrollment, match=match, help_wanted=True, recorded_by=cast.here.mentor_user)
        ContactFactory(enrollment=enrollment, match=match, follow_up="Call", follow_up_by=today)
        EnrollmentFactory(site=cast.here.site, worker=None)
        held = MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=2))
        AttendanceFactory(meeting=held, person=enrollment.participant, enrollment=enrollment)
        QualificationFactory(mentor=mentor, valid_until=today)
        TaskFactory(enrollment=enrollment, assigned_to=cast.here.supervisor, due_on=today)

    one_more()
    url = reverse(DAY)
    client.get(url)
    few = cost(client, url)
    for _number in range(8):
        one_more()

    assert cost(client, url) == few < 20
