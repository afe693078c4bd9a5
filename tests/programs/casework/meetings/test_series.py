"""Meetings that come again: on which days, and what a change or a calling off does to the others."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.outbox.models import Message
from programs.casework.enrollments import workflow as enrollments
from programs.casework.meetings import workflow
from programs.casework.meetings.models import Attendance, Invitation, Meeting, Series
from programs.casework.meetings.models.series import MOST_TIMES, days_of
from tests.factories.participants import person_at


@pytest.mark.parametrize(
    ("first", "repeats", "limits", "days"),
    [
        (date(2026, 12, 1), "weekly", {"times": 3}, ["12-01", "12-08", "12-15"]),
        (date(2026, 12, 1), "fortnightly", {"times": 3}, ["12-01", "12-15", "12-29"]),
        (date(2026, 12, 1), "weekly", {"until": date(2026, 12, 8)}, ["12-01", "12-08"]),
        (date(2026, 12, 1), "weekly", {"until": date(2026, 12, 7)}, ["12-01"]),
        # The second Tuesday of each month
        (date(2026, 12, 8), "monthly", {"times": 4}, ["12-08", "01-12", "02-09", "03-09"]),
        # A fifth Thursday is the last one where a month has four
        (date(2026, 12, 31), "monthly", {"times": 4}, ["12-31", "01-28", "02-25", "03-25"]),
        (date(2026, 12, 8), "quarterly", {"times": 3}, ["12-08", "03-09", "06-08"]),
    ],
)
def test_days_of_a_series(first, repeats, limits, days):
    assert [f"{day:%m-%d}" for day in days_of(first, repeats, **limits)] == days


def test_series_has_an_end():
    assert len(days_of(date(2026, 1, 1), "weekly", until=date(9999, 1, 1))) == MOST_TIMES


@pytest.mark.django_db
def test_unknown_rhythm_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        Series.objects.create(repeats="whenever")


# --- Planning --------------------------------------------------------------------------------


def next_week(site, hour=18):
    day = site.today() + timedelta(days=7)
    return timezone.make_aware(datetime.combine(day, time(hour, 0)), site.zone)


@pytest.fixture
def series(cast):
    """Four support meetings, week by week."""
    return workflow.plan_series(
        site=cast.here.site,
        program="young_parent",
        kind="support",
        topic="Together",
        starts_at=next_week(cast.here.site),
        repeats="weekly",
        times=4,
        by=cast.here.staff,
    )


def local(meeting):
    meeting = Meeting.objects.get(pk=meeting.pk)
    return timezone.localtime(meeting.starts_at, meeting.site.zone)


def test_every_meeting_of_a_series_asks_everyone_and_the_first_tells(cast, series):
    assert [meeting.attendances.count() for meeting in series] == [2, 2, 2, 2]
    assert set(Invitation.objects.values_list("attendance__meeting", flat=True)) == {series[0].pk}


def enroll(cast, **changes):
    facts = {"program": "young_parent", "site": cast.here.site, "worker": None, "on": cast.here.site.today()} | changes
    return enrollments.enroll(participant=person_at(facts["site"]), by=cast.here.staff, **facts)


def test_whoever_enrolls_later_is_asked_to_what_is_to_come_and_told_when_it_is_near(cast, series):
    Meeting.objects.filter(pk=series[0].pk).update(starts_at=timezone.now() - timedelta(days=1))
    workflow.call_off(meeting=series[1], reason="Snow", by=cast.here.staff)

    case = enroll(cast)

    rows = Attendance.objects.filter(enrollment=case, meeting__in=series)
    assert set(rows.values_list("meeting", flat=True)) == {series[2].pk, series[3].pk}
    assert all(rows.values_list("pin", flat=True))
    assert not Invitation.objects.filter(attendance__in=rows).exists()


def test_whoever_enrolls_elsewhere_is_not_asked(cast, series):
    cases = [enroll(cast, site=cast.there.site)]
    Series.objects.update(asks_everyone=False)
    cases.append(enroll(cast))

    assert not Attendance.objects.filter(enrollment__in=cases, meeting__in=series).exists()


def test_every_meeting_keeps_the_time_of_day_when_the_clocks_change(cast):
    first = timezone.make_aware(datetime(2027, 3, 8, 18, 0), cast.here.site.zone)  # clocks change on March 14

    rows = workflow.plan_series(
        site=cast.here.site,
        program="young_parent",
        kind="support",
        topic="Together",
        starts_at=first,
        repeats="weekly",
        times=2,
        by=cast.here.staff,
    )

    assert [local(row).hour for row in rows] == [18, 18]
    assert rows[1].starts_at.timestamp() - rows[0].starts_at.timestamp() == (7 * 24 - 1) * 60 * 60


def test_series_beyond_the_contract_plans_nothing(cast):
    offer = cast.here.offer
    offer.ends_on = cast.here.site.today() + timedelta(days=10)
    offer.save()
    before = Meeting.objects.count()

    with pytest.raises(workflow.CannotPlan, match="does not offer this program on"):
        workflow.plan_series(
            site=cast.here.site,
            program="young_parent",
            kind="support",
            topic="Together",
            starts_at=next_week(cast.here.site),
            repeats="weekly",
            times=3,
            by=cast.here.staff,
        )

    assert Meeting.objects.count() == before


def test_series_of_one_is_refused(cast):
    with pytest.raises(workflow.CannotPlan, match="at least two meetings"):
        workflow.plan_series(
            site=cast.here.site,
            program="young_parent",
            kind="support",
            topic="Together",
            starts_at=next_week(cast.here.site),
            repeats="weekly",
            until=next_week(cast.here.site).date(),
            by=cast.here.staff,
        )


def planned(household, **changes):
    day = household.site.today() + timedelta(days=7)
    facts = {
        "version": "1",
        "site": str(household.site.pk),
        "kind": "young_parent:support",
        "topic": "Together",
        "day": f"{day:%Y-%m-%d}",
        "begins": "18:00",
        "minutes_chip": "120",
        "minutes_other": "",
        "repeats": "monthly",
        "times": "3",
        "ask_everyone": "on",
    }
    return facts | changes


def test_series_is_planned_on_the_page(cast, client_of):
    page = client_of(cast.here.staff).post(reverse("meetings:plan"), planned(cast.here), follow=True)

    words = page.content.decode()
    assert "3 meetings are planned." in words
    assert "Every month, on the same weekday" in words
    assert Meeting.objects.filter(topic="Together").count() == 3


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"times": ""}, "until", "Say until which day, or how many times."),
        ({"until": "2027-12-01"}, "times", "Choose one: a last day, or a number of times."),
        ({"times": "1"}, "times", "A series has at least two meetings."),
        ({"times": "61"}, "times", "at most 60 meetings"),
        ({"times": "many"}, "times", "Type a whole number"),
        ({"times": "", "until": "2020-01-01"}, "until", "lies before the second meeting"),
        ({"times": "", "until": "2126-01-01"}, "until", "more than two years ahead"),
        ({"repeats": "whenever"}, "repeats", "This choice is not offered."),
    ],
)
def test_slip_in_a_series_gets_a_sentence(cast, client_of, changes, field, sentence):
    answer = client_of(cast.here.staff).post(reverse("meetings:plan"), planned(cast.here, **changes))

    assert sentence in " ".join(answer.context["form"].errors[field])
    assert not Meeting.objects.filter(topic="Together").exists()


# --- Changing --------------------------------------------------------------------------------


def test_one_meeting_is_moved_alone(cast, series):
    moved = series[1].starts_at + timedelta(days=1)

    workflow.change(meeting=series[1], by=cast.here.staff, version=1, starts_at=moved)

    assert [(local(row) - local(series[0])).days for row in series] == [0, 8, 14, 21]


def test_this_and_those_that_follow_are_moved_alike(cast, series):
    moved = series[1].starts_at + timedelta(days=1, hours=-1)

    workflow.change(meeting=series[1], by=cast.here.staff, version=1, following=True, starts_at=moved, place="Library")

    days = [local(row).date() - local(series[0]).date() for row in series]
    assert [day.days for day in days] == [0, 8, 15, 22]
    assert [local(row).hour for row in series] == [18, 17, 17, 17]
    assert [Meeting.objects.get(pk=row.pk).place for row in series] == ["", "Library", "Library", "Library"]


def test_meeting_called_off_leaves_the_others_and_is_not_changed_with_them(cast, series):
    workflow.call_off(meeting=series[2], reason="Ice", by=cast.here.staff)

    workflow.change(meeting=series[1], by=cast.here.staff, version=1, following=True, place="Library")

    assert [Meeting.objects.get(pk=row.pk).place for row in series] == ["", "Library", "", "Library"]
    assert Meeting.objects.standing().filter(series=series[0].series).count() == 3


def test_edit_page_asks_how_far_only_where_some_follow(cast, client_of, series):
    client = client_of(cast.here.staff)

    assert "those that follow" in client.get(reverse("meetings:edit", args=[series[0].pk])).content.decode()
    assert "those that follow" not in client.get(reverse("meetings:edit", args=[series[3].pk])).content.decode()


def test_following_are_changed_on_the_page(cast, client_of, series):
    day = local(series[2])
    facts = planned(cast.here, day=f"{day:%Y-%m-%d}", topic="Anew", following="following")

    client_of(cast.here.staff).post(reverse("meetings:edit", args=[series[2].pk]), facts)

    topics = [Meeting.objects.get(pk=row.pk).topic for row in series]
    assert topics == ["Together", "Together", "Anew", "Anew"]


def test_moving_tells_those_who_wait_and_not_those_who_declined(cast, series):
    mentor = series[0].attendances.get(person=cast.here.mentor.person)
    workflow.answer(attendance=mentor, says="no", by=cast.here.mentor_user)
    cast.here.participant.email, cast.here.participant.may_email = "juniper@example.org", True
    cast.here.participant.save()

    workflow.change(
        meeting=series[0], by=cast.here.staff, version=1, starts_at=series[0].starts_at + timedelta(hours=1)
    )

    (letter,) = Message.objects.filter(rule="meeting-moved")
    assert letter.address == "juniper@example.org"
    assert "/invited/" in letter.link
    assert "Together" not in letter.subject + letter.body


def test_series_page_is_for_own_staff(cast, client_of, series):
    url = series[0].series.get_absolute_url()

    assert client_of(cast.here.staff).get(url).status_code == 200
    assert client_of(cast.there.staff).get(url).status_code == 404
    assert client_of(cast.here.mentor_user).get(url).status_code == 403
