"""Baby Bucks: earned by what the family does, credited once, taken back where the deed is no more."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.immunizations.models import CardSeen
from programs.casework.parameters.models import DatedValue
from programs.casework.supports.models import Entry
from programs.young_parent.bucks import workflow
from programs.young_parent.bucks.earning import earnings_of, no_longer_earned, to_credit
from tests.factories.casework import AttendanceFactory, ContactFactory, MeetingFactory
from tests.factories.young_parent import visit_of


@pytest.fixture
def case(cast):
    """Juniper's case: one hour with her mentor three days ago, 50 Baby Bucks by hand."""
    cast.here.contact.duration_minutes = 60
    cast.here.contact.save()
    return cast.here.enrollment


@pytest.fixture
def staff(cast, client_of):
    return client_of(cast.here.staff)


def today(case):
    return case.site.today()


def kinds(case):
    return sorted(one.kind for one in to_credit(case, on=today(case)))


def credit(case, by):
    return workflow.credit(enrollment=case, by=by, on=today(case))


# --- What earns -------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "points"), [(60, 10), (90, 15), (5, 0), (None, 0)])
def test_time_with_the_mentor_earns_by_the_hour(cast, case, minutes, points):
    cast.here.contact.duration_minutes = minutes
    cast.here.contact.save()

    assert sum(one.points for one in to_credit(case, on=today(case))) == points


def test_a_contact_without_the_mentor_earns_nothing(cast, case):
    ContactFactory(enrollment=case, match=None, duration_minutes=60, recorded_by=cast.here.staff)

    assert kinds(case) == ["mentor_time"]


@pytest.mark.parametrize(("kind", "earned"), [("support", "group"), ("parenting_class", "class"), ("banquet", None)])
def test_a_meeting_they_came_to_earns_by_its_kind(cast, case, kind, earned):
    meeting = MeetingFactory(site=case.site, kind=kind, starts_at=timezone.now() - timedelta(days=2))
    AttendanceFactory(meeting=meeting, person=case.participant, enrollment=case, came=True)

    assert kinds(case) == sorted(filter(None, ["mentor_time", earned]))


def test_a_doctor_visit_earns_when_it_was_kept(case):
    visit_of(case, outcome="missed", kind="prenatal")
    assert kinds(case) == ["mentor_time"]

    visit_of(case, outcome="kept", kind="well_child")

    assert kinds(case) == ["doctor_visit", "mentor_time"]


def test_proof_of_current_immunizations_earns_and_of_others_does_not(cast, case):
    facts = {"person": cast.here.child, "site": case.site, "source": "card"}
    CardSeen.objects.create(seen_on=today(case), is_current=False, **facts)
    CardSeen.objects.create(seen_on=today(case), is_current=True, **facts)

    assert kinds(case) == ["immunizations", "mentor_time"]


def test_each_anniversary_of_the_match_earns(cast, case):
    cast.here.match.starts_on = today(case) - timedelta(days=366)
    cast.here.match.save()
    case.enrolled_on = cast.here.match.starts_on
    case.save()

    assert kinds(case) == ["anniversary", "mentor_time"]


def test_points_are_those_of_the_site_on_the_day_of_the_deed(cast, case):
    DatedValue.objects.create(
        program="young_parent",
        name="bucks_mentor_hour",
        site=case.site,
        starts_on=today(case) - timedelta(days=1),
        value=30,
        source="Our own rules",
    )
    ContactFactory(
        enrollment=case,
        match=cast.here.match,
        duration_minutes=60,
        started_at=timezone.make_aware(datetime.combine(today(case), time(0, 30)), case.site.zone),
        recorded_by=cast.here.staff,
    )

    assert [one.points for one in earnings_of(case, on=today(case))] == [10, 30]


# --- Crediting --------------------------------------------------------------------------------


def test_what_was_earned_is_credited_once(cast, case):
    first = credit(case, cast.here.staff)
    second = credit(case, cast.here.staff)

    assert ([entry.amount for entry in first], second) == ([10], [])
    assert workflow.balance_of(case) == 60
    assert first[0].key == f"contact-{cast.here.contact.pk}"


def test_a_voided_contact_shows_its_entry_to_take_back(cast, case, staff):
    credit(case, cast.here.staff)
    contact = cast.here.contact
    contact.voided_at, contact.voided_by, contact.void_reason = timezone.now(), cast.here.staff, "Twice"
    contact.save()

    assert [entry.amount for entry in no_longer_earned(case, on=today(case))] == [10]
    page = staff.get(reverse("young_parent:bucks", args=[case.pk])).content.decode()
    assert "Credited, and not on record any more" in page


def test_the_page_shows_what_is_to_credit_and_one_touch_does_it(cast, case, staff):
    url = reverse("young_parent:bucks", args=[case.pk])

    assert "10 to credit" in staff.get(url).content.decode()
    staff.post(reverse("young_parent:credit", args=[case.pk]))

    page = staff.get(url).content.decode()
    assert "Baby Bucks of Juniper: 60" in page
    assert "to credit" not in page


# --- By hand ----------------------------------------------------------------------------------


def test_by_hand_asks_for_a_reason_and_never_goes_below_zero(cast, case, staff):
    url = reverse("young_parent:give", args=[case.pk])
    day = today(case).strftime("%m/%d/%Y")

    silent = staff.post(url, {"amount": "5", "on": day, "words": ""})
    too_many = staff.post(url, {"amount": "-51", "on": day, "words": "Lost"})
    done = staff.post(url, {"amount": "-50", "on": day, "words": "Lost"})

    assert "words" in silent.context["form"].errors
    assert "not that much left" in str(too_many.context["form"].errors["amount"])
    assert done.status_code == 302
    assert workflow.balance_of(case) == 0
    assert Entry.objects.filter(account__enrollment=case).count() == 2


def test_a_case_of_another_program_has_no_baby_bucks(cast, case, staff):
    case.program = "worksite"
    case.save()

    assert staff.get(reverse("young_parent:bucks", args=[case.pk])).status_code == 404
