"""Appointments: planned, moved, kept by a contact, missed with a reason, reminded of, and owed until answered."""

import uuid
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit import restoring
from mmp_portal.audit.kinds import CannotRestore
from mmp_portal.audit.kinds import get as kind_of
from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from mmp_portal.outbox.queue import why_not
from programs.casework.contacts import planning, workflow
from programs.casework.contacts.due import SOURCES, appointment_reminders
from programs.casework.contacts.models import Appointment, AppointmentStatus, Contact
from programs.casework.enrollments import endings
from programs.casework.enrollments.models import Enrollment
from programs.casework.reminders.workflow import queue_due
from programs.gathering import gathered
from tests.factories.casework import AppointmentFactory, EnrollmentFactory, MatchFactory
from tests.factories.participants import PersonFactory
from tests.programs.casework.contacts.test_record import said, words

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)


def planned(household, **facts):
    return planning.plan(
        **{
            "uid": uuid.uuid4(),
            "enrollment": household.enrollment,
            "match": household.match,
            "by": household.mentor_user,
            "kind": "met",
            "starts_at": timezone.now() + timedelta(days=2),
            **facts,
        }
    )


def past(household, *, days=1, **facts):
    """One that lies behind, and of which nobody has said what came of it."""
    return AppointmentFactory(
        **{
            "enrollment": household.enrollment,
            "match": household.match,
            "starts_at": timezone.now() - timedelta(days=days),
            **facts,
        }
    )


def plan_said(household, **changes):
    facts = {
        "uid": str(uuid.uuid4()),
        "version": "1",
        "what": "met",
        "day": (household.site.today() + timedelta(days=3)).isoformat(),
        "at": "4:00 pm",
        "minutes_chip": "60",
        "minutes_other": "",
        "setting": "library",
        "place": "The library on Oak Street",
        "times": "1",
    }
    return facts | changes


def plan_address(household):
    return reverse("contacts:plan", args=[household.enrollment.pk])


# --- Planning -------------------------------------------------------------------------------


def test_mentor_plans_on_the_phone(cast, client_of):
    client = client_of(cast.here.mentor_user)

    answer = client.post(plan_address(cast.here), plan_said(cast.here), follow=True)

    row = Appointment.objects.exclude(pk=cast.here.appointment.pk).get(enrollment=cast.here.enrollment)
    begins = row.starts_at.astimezone(cast.here.site.zone)
    assert (begins.date(), begins.time()) == (cast.here.site.today() + timedelta(days=3), time(16, 0))
    assert (row.match, row.worker, row.kept_by) == (cast.here.match, None, cast.here.mentor_user)
    assert "The library on Oak Street" in words(answer)


def test_staff_choose_who_keeps_it_and_that_person_is_told(cast, client_of):
    Message.objects.all().delete()
    client = client_of(cast.here.staff)

    client.post(plan_address(cast.here), plan_said(cast.here, keeper=f"match-{cast.here.match.pk}", place="A"))
    client.post(plan_address(cast.here), plan_said(cast.here, keeper=f"user-{cast.here.staff.pk}", place="B"))

    assert Appointment.objects.get(place="A").kept_by == cast.here.mentor_user
    assert Appointment.objects.get(place="B").kept_by == cast.here.staff
    assert Message.objects.get(rule="appointment-changed").recipient == cast.here.mentor_user


def test_every_week_keeps_the_time_of_day_over_the_change_of_clocks(cast):
    zone = cast.here.site.zone
    first = datetime(2027, 3, 9, 16, 0, tzinfo=zone)

    planned(cast.here, starts_at=first, times=3)

    rows = Appointment.objects.exclude(series=None).order_by("starts_at")
    local = [row.starts_at.astimezone(zone) for row in rows]
    assert [row.time() for row in local] == [time(16, 0)] * 3
    assert [row.date() for row in local] == [date(2027, 3, 9), date(2027, 3, 16), date(2027, 3, 23)]
    assert len({row.series for row in rows}) == 1


def test_double_tap_plans_once(cast, client_of):
    client, before = client_of(cast.here.mentor_user), Appointment.objects.count()
    facts = plan_said(cast.here, times="3")

    first, second = client.post(plan_address(cast.here), facts), client.post(plan_address(cast.here), facts)

    assert first.url == second.url
    assert Appointment.objects.count() == before + 3


def test_number_of_somebody_elses_form_is_refused(cast):
    first = planned(cast.here)

    with pytest.raises(planning.CannotPlan, match="This form was used already"):
        planned(cast.here, uid=first.uid, by=cast.here.staff)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": ""}, "Choose what it will be."),
        ({"what": "seance"}, "This choice is not offered"),
        ({"day": ""}, "“Day” is still empty."),
        ({"day": "2001-01-01"}, "This day is past."),
        ({"day": "9999-12-31"}, "That is more than two years ahead."),
        ({"day": "02/30/2027"}, "The portal cannot read this as a day."),
        ({"at": ""}, "“At” is still empty."),
        ({"at": "half past"}, "The portal cannot read this as a time."),
        ({"minutes_chip": "other", "minutes_other": "9999"}, "That is more than 720 minutes."),
        ({"times": "27"}, "It must be at most 26."),
        ({"place": "x" * 121}, "Keep this to 120 characters. You typed 121."),
        ({"setting": "moon"}, "This choice is not offered."),
    ],
)
def test_slip_gets_a_sentence_and_plans_nothing(cast, client_of, changes, sentence):
    before = Appointment.objects.count()
    facts = plan_said(cast.here) | changes

    answer = client_of(cast.here.mentor_user).post(plan_address(cast.here), facts)

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert facts["place"] in words(answer)
    assert Appointment.objects.count() == before


def test_nothing_is_planned_in_the_past_in_a_closed_case_or_for_another_site(cast):
    closed = EnrollmentFactory(status="closed", closed_on=cast.here.site.today(), site=cast.here.site)

    with pytest.raises(planning.CannotPlan, match="past"):
        planned(cast.here, starts_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(planning.CannotPlan, match="closed"):
        planned(cast.here, enrollment=closed, match=None)
    with pytest.raises(planning.CannotPlan, match="another case"):
        planned(cast.here, match=cast.there.match)
    with pytest.raises(planning.CannotPlan, match="one program at one site"):
        planned(cast.here, also_with=[cast.there.enrollment])
    with pytest.raises(planning.CannotPlan, match="Choose what"):
        planned(cast.here, kind="seance")


# --- Becoming a contact ---------------------------------------------------------------------


def test_one_click_opens_the_form_filled_and_saving_keeps_it(cast, client_of):
    client = client_of(cast.here.mentor_user)
    row = past(cast.here, setting="library", with_whom="her aunt", duration_minutes=90)
    record = f"{reverse('contacts:record', args=[cast.here.enrollment.pk])}?appointment={row.pk}"

    page = client.get(row.get_absolute_url())
    form = client.get(record).context["form"]
    client.post(record, said(cast.here, note="It went well"))

    assert record in words(page)
    assert (form.initial["minutes"], form.initial["setting"]) == (90, "library")
    assert form.initial["others_present"] == "her aunt"
    assert form.initial["day"] == row.happens_on()
    row.refresh_from_db()
    assert row.status == AppointmentStatus.KEPT
    assert row.contact == Contact.objects.get(note="It went well")


def test_families_of_an_appointment_are_the_contacts(cast, client_of):
    second = EnrollmentFactory(site=cast.here.site, participant=PersonFactory(given_name="Maple"))
    MatchFactory(enrollment=second, mentor=cast.here.mentor)
    row = past(cast.here)
    row.also_with.add(second)
    record = f"{reverse('contacts:record', args=[cast.here.enrollment.pk])}?appointment={row.pk}"

    form = client_of(cast.here.mentor_user).get(record).context["form"]

    assert form.initial["also_with"] == [str(second.pk)]


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30, "²"])
def test_an_odd_appointment_in_the_address_is_none(cast, client_of, asked):
    record = f"{reverse('contacts:record', args=[cast.here.enrollment.pk])}?appointment={asked}"

    assert client_of(cast.here.mentor_user).get(record).context["appointment"] is None


def test_appointment_of_another_case_is_not_kept(cast, client_of):
    other = past(cast.there)
    record = f"{reverse('contacts:record', args=[cast.here.enrollment.pk])}?appointment={other.pk}"

    client_of(cast.here.mentor_user).post(record, said(cast.here))

    other.refresh_from_db()
    assert other.status == AppointmentStatus.PLANNED


def test_what_was_marked_meanwhile_stays_and_the_contact_is_kept(cast):
    row = past(cast.here)
    planning.miss(appointment=row, by=cast.here.staff, reason="no_show")

    contact = workflow.record(
        uid=uuid.uuid4(),
        enrollment=cast.here.enrollment,
        by=cast.here.mentor_user,
        kind="met",
        started_at=timezone.now(),
        appointment=row,
    )

    row.refresh_from_db()
    assert contact.pk
    assert row.status == AppointmentStatus.MISSED


@pytest.mark.parametrize("by_page", [True, False])
def test_voiding_the_contact_asks_anew_what_came_of_it(cast, by_page):
    row, contact = past(cast.here), cast.here.contact
    planning.keep(appointment=row, contact=contact, by=cast.here.mentor_user)

    if by_page:
        workflow.void(contact=contact, reason="Wrong", by=cast.here.staff)
    else:
        restoring.void(kind=kind_of("contact"), record=contact, reason="Wrong", by=cast.here.staff)

    row.refresh_from_db()
    assert (row.status, row.contact) == (AppointmentStatus.PLANNED, None)


# --- Moving, calling off --------------------------------------------------------------------


def move_said(row, **changes):
    facts = {
        "version": str(row.version),
        "day": (row.enrollment.site.today() + timedelta(days=9)).isoformat(),
        "at": "9:00 am",
        "minutes_chip": "45",
        "minutes_other": "",
        "reason": "Work shift",
    }
    return facts | changes


def test_moving_keeps_the_old_time(cast, client_of):
    row = cast.here.appointment
    client = client_of(cast.here.mentor_user)

    answer = client.post(reverse("contacts:move_appointment", args=[row.pk]), move_said(row), follow=True)

    row.refresh_from_db()
    new = row.moved_to
    assert (row.status, row.moved_reason) == (AppointmentStatus.MOVED, "Work shift")
    assert (new.status, new.duration_minutes, new.place) == (AppointmentStatus.PLANNED, 45, row.place)
    assert "Planned before for" in words(answer)
    assert "This time does not hold any more." in words(client.get(row.get_absolute_url()))


def test_moving_needs_another_time_and_the_newest_version(cast):
    row = cast.here.appointment

    with pytest.raises(planning.CannotPlan, match="the time it has now"):
        planning.move(appointment=row, by=cast.here.staff, version=row.version, starts_at=row.starts_at)
    with pytest.raises(planning.CannotPlan, match="Somebody changed"):
        planning.move(appointment=row, by=cast.here.staff, version=7, starts_at=row.starts_at + TOMORROW)
    assert Appointment.objects.filter(moved_from=row).count() == 0


def test_calling_off_says_who_did(cast, client_of):
    row = cast.here.appointment

    client_of(cast.here.staff).post(
        reverse("contacts:miss_appointment", args=[row.pk]), {"reason": "family", "words": "The baby is sick"}
    )

    row.refresh_from_db()
    assert (row.status, row.missed_reason, row.missed_words) == ("missed", "family", "The baby is sick")


def test_nobody_can_miss_what_is_still_to_come(cast, client_of):
    row = cast.here.appointment

    answer = client_of(cast.here.staff).post(
        reverse("contacts:miss_appointment", args=[row.pk]), {"reason": "no_show"}
    )

    assert "This choice is not offered" in words(answer)
    with pytest.raises(planning.CannotPlan, match="still to come"):
        planning.miss(appointment=row, by=cast.here.staff, reason="no_show")


def test_the_rest_of_a_series_is_called_off_with_it(cast):
    first = planned(cast.here, times=4)
    second = Appointment.objects.filter(series=first.series).order_by("starts_at")[1]

    planning.miss(appointment=second, by=cast.here.staff, reason="us", words="Moving away", and_the_rest=True)

    states = Appointment.objects.filter(series=first.series).order_by("starts_at").values_list("status", flat=True)
    assert list(states) == ["planned", "missed", "missed", "missed"]


def test_marked_by_mistake_it_is_planned_again(cast, client_of):
    row = past(cast.here)
    planning.miss(appointment=row, by=cast.here.staff, reason="no_show")

    client_of(cast.here.staff).post(reverse("contacts:take_back_appointment", args=[row.pk]))

    row.refresh_from_db()
    assert (row.status, row.missed_reason) == ("planned", "")


@pytest.mark.parametrize("name", ["edit_appointment", "move_appointment", "miss_appointment"])
def test_what_is_no_longer_planned_leads_back_with_a_word(cast, client_of, name):
    row = past(cast.here)
    planning.miss(appointment=row, by=cast.here.staff, reason="no_show")

    answer = client_of(cast.here.staff).get(reverse(f"contacts:{name}", args=[row.pk]), follow=True)

    assert answer.redirect_chain[-1][0] == row.get_absolute_url()
    assert "not planned any more" in words(answer)


def test_changing_shows_both_versions_to_whoever_was_second(cast, client_of):
    row = cast.here.appointment
    planning.change(appointment=row, by=cast.here.supervisor, version=1, place="The other library")
    client = client_of(cast.here.staff)
    facts = plan_said(cast.here, keeper=f"match-{cast.here.match.pk}", place="The park")

    refused = client.post(reverse("contacts:edit_appointment", args=[row.pk]), facts)
    saved = client.post(reverse("contacts:edit_appointment", args=[row.pk]), facts | {"version": "2"})

    assert "The other library" in words(refused)
    assert "The park" in words(refused)
    assert saved.status_code == 302
    row.refresh_from_db()
    assert row.place == "The park"


# --- Constraints ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "kept"},
        {"status": "missed"},
        {"status": "missed", "missed_reason": "rain"},
        {"missed_reason": "us"},
        {"status": "later"},
        {"duration_minutes": 0},
        {"duration_minutes": 721},
        {"kind": ""},
        {"moved_reason": "Work"},
    ],
)
def test_appointment_that_cannot_be_is_refused_by_the_database(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentFactory(**facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"status": "missed", "missed_reason": "us", "missed_words": "Snow"},
        {"status": "moved", "moved_reason": "Work"},
        {"duration_minutes": 1},
        {"duration_minutes": 720},
    ],
)
def test_appointment_that_can_be_is_kept(facts):
    assert AppointmentFactory(**facts).pk


# --- Who sees what --------------------------------------------------------------------------


def test_mentor_sees_own_appointments_with_called_names_alone(cast, client_of):
    worker_keeps = AppointmentFactory(enrollment=cast.here.enrollment, worker=cast.here.staff)
    client = client_of(cast.here.mentor_user)

    page = words(client.get(reverse("contacts:appointments")))

    assert cast.here.appointment.get_absolute_url() in page
    assert worker_keeps.get_absolute_url() not in page
    assert "Fableton" not in page
    assert client.get(worker_keeps.get_absolute_url()).status_code == 404
    assert client.get(cast.there.appointment.get_absolute_url()).status_code == 404


def test_a_family_of_no_own_match_comes_along_without_being_named_to_the_mentor(cast, client_of):
    row = planned(cast.here, match=cast.here.match)
    stranger = EnrollmentFactory(site=cast.here.site, worker=cast.here.staff)
    row.also_with.add(stranger)
    client = client_of(cast.here.mentor_user)
    change = reverse("contacts:edit_appointment", args=[row.pk])

    pages = [words(client.get(url)) for url in (row.get_absolute_url(), change)]
    client.post(change, plan_said(cast.here, place="The library"))

    assert stranger.participant.called not in "".join(pages)
    row.refresh_from_db()
    assert row.place == "The library"
    assert list(row.also_with.all()) == [stranger]
    assert stranger.participant.called in words(client_of(cast.here.staff).get(row.get_absolute_url()))


def test_lists_tell_what_is_to_come_from_what_is_open_and_what_is_over(cast, client_of):
    open_one, over = past(cast.here), past(cast.here, days=3)
    planning.miss(appointment=over, by=cast.here.staff, reason="no_show")
    client = client_of(cast.here.staff)

    def shown(show):
        page = client.get(reverse("contacts:appointments"), {"show": show}).context["listing"].table
        return {row.record.pk for row in page.rows}

    assert shown("coming") == shown("nonsense") == {cast.here.appointment.pk}
    assert shown("open") == {open_one.pk}
    assert shown("ended") == {over.pk}


# --- Owed and reminded ----------------------------------------------------------------------


def owed(household, user):
    cases = Enrollment.objects.filter(pk=household.enrollment.pk)
    items = gathered(SOURCES, cases, household.site.today(), user)
    return [item for item in items if item.rule.endswith("appointment-outcome")]


def test_what_came_of_it_is_owed_by_whoever_keeps_it(cast):
    of_mentor = past(cast.here)
    of_staff = past(cast.here, match=None, worker=cast.here.staff, days=20)

    items = {item.rule: item for item in owed(cast.here, cast.here.staff)}

    mentors, staffs = items["mentor-appointment-outcome"], items["appointment-outcome"]
    assert mentors.url == of_mentor.get_absolute_url()
    assert mentors.due_on == of_mentor.happens_on() + TOMORROW
    assert f"{of_mentor.happens_on():%A}’s appointment" in mentors.why
    assert staffs.url == of_staff.get_absolute_url()


def test_of_a_mentor_whose_match_ended_staff_are_asked(cast):
    past(cast.here)
    match = cast.here.match
    match.status, match.ended_on, match.end_reason = "ended", cast.here.site.today(), "moved"
    match.save()

    assert [item.rule for item in owed(cast.here, cast.here.staff)] == ["appointment-outcome"]


def test_nothing_is_owed_for_what_is_to_come_kept_or_long_past(cast):
    planning.keep(appointment=past(cast.here), contact=cast.here.contact, by=cast.here.staff)
    past(cast.here, days=61)

    assert owed(cast.here, cast.here.staff) == []


def reminded(at):
    return {(reminder.subject_key, reminder.user): reminder for reminder in appointment_reminders(at)}


def test_the_keeper_is_reminded_within_a_day_and_nothing_is_named(cast):
    row = cast.here.appointment

    early = reminded(row.starts_at - timedelta(hours=24, minutes=1))
    due = reminded(row.starts_at - timedelta(hours=24))
    reminder = due[f"appointment-{row.pk}", cast.here.mentor_user]

    assert not early
    assert len(due) == 1 + (abs(cast.there.appointment.starts_at - row.starts_at) <= timedelta(0))
    told = f"{reminder.title} {reminder.body}"
    for name in ("Juniper", "Clover", "Fableton", "Young Parent", "library", cast.here.enrollment.number):
        assert name not in told
    assert reminder.link == row.get_absolute_url()


def test_reminder_goes_out_once_by_mail_and_bell(cast):
    row = cast.here.appointment
    at = row.starts_at - timedelta(hours=20)

    queue_due(now=at, rules=["appointment-soon"])
    queue_due(now=at + timedelta(hours=1), rules=["appointment-soon"])

    told = Message.objects.filter(rule="appointment-soon", recipient=cast.here.mentor_user)
    assert sorted(told.values_list("channel", flat=True)) == ["bell", "email"]


@pytest.mark.parametrize("change", ["moved", "called off", "paused", "died", "match ended", "another keeper"])
def test_reminder_that_is_no_longer_true_is_not_sent(cast, change):
    row = cast.here.appointment
    queue_due(now=row.starts_at - timedelta(hours=20), rules=["appointment-soon"])
    message = Message.objects.filter(rule="appointment-soon", recipient=cast.here.mentor_user).first()
    assert why_not(message) == ""

    today = cast.here.site.today()
    if change == "moved":
        planning.move(appointment=row, by=cast.here.staff, version=1, starts_at=row.starts_at + TOMORROW)
    elif change == "called off":
        planning.miss(appointment=row, by=cast.here.staff, reason="us")
    elif change == "paused":
        Enrollment.objects.filter(pk=cast.here.enrollment.pk).update(status="paused")
    elif change == "died":
        type(cast.here.participant).objects.filter(pk=cast.here.participant.pk).update(
            died_on=today, death_told_by="her sister"
        )
    elif change == "match ended":
        type(row.match).objects.filter(pk=row.match_id).update(status="ended", ended_on=today, end_reason="moved")
    else:
        Appointment.objects.filter(pk=row.pk).update(match=None, worker=cast.here.staff)

    assert why_not(message)


# --- With the case, and by mistake ----------------------------------------------------------


def test_closing_a_case_calls_off_what_was_planned_after_it(cast):
    row, before = cast.here.appointment, past(cast.here)

    told = endings.described(cast.here.enrollment)
    planning.end_with_case(cast.here.enrollment, cast.here.site.today(), cast.here.staff)

    row.refresh_from_db()
    before.refresh_from_db()
    assert "1 appointment still to come is called off." in told
    assert (row.status, row.missed_reason) == ("missed", "us")
    assert before.status == "planned"


def test_closing_a_case_takes_the_family_out_of_anothers_appointment(cast):
    second = EnrollmentFactory(site=cast.here.site)
    cast.here.appointment.also_with.add(second)

    planning.end_with_case(second, cast.here.site.today(), cast.here.staff)

    assert list(cast.here.appointment.also_with.all()) == []


def test_entered_by_mistake_it_is_voided_unless_a_contact_came_of_it(cast):
    row, kept = cast.here.appointment, past(cast.here)
    planning.keep(appointment=kept, contact=cast.here.contact, by=cast.here.staff)

    restoring.void(kind=kind_of("appointment"), record=row, reason="Wrong family", by=cast.here.staff)

    assert not Appointment.objects.planned().filter(pk=row.pk).exists()
    with pytest.raises(CannotRestore, match="became a contact"):
        restoring.void(kind=kind_of("appointment"), record=kept, reason="x", by=cast.here.staff)


def test_the_trail_tells_each_change(cast):
    row = planned(cast.here)
    planning.change(appointment=row, by=cast.here.staff, version=1, place="The park")
    new = planning.move(appointment=row, by=cast.here.staff, version=2, starts_at=row.starts_at + TOMORROW)
    planning.miss(appointment=new, by=cast.here.staff, reason="us")

    verbs = Event.objects.filter(verb__startswith="appointment.").order_by("pk").values_list("verb", flat=True)

    assert list(verbs) == ["appointment.planned", "appointment.changed", "appointment.moved", "appointment.missed"]
