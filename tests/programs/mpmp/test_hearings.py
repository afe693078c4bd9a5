"""Court dates: planned with the calendar, said on the way out, and what to expect."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pdfminer.high_level import extract_text

from mmp_portal.outbox.models import Message
from participants.consents.models import Consent
from participants.models import Person
from programs.casework.contacts.models import Appointment
from programs.mpmp import workflow
from programs.mpmp.hearings import reminders
from programs.mpmp.hearings.expect import SHEETS
from programs.mpmp.models import HEARING_TRANSITIONS, Hearing, HearingKind, HearingStatus, PlanStatus
from programs.mpmp.models import TRANSITIONS as PLAN_TRANSITIONS


@pytest.fixture
def family(cast):
    return cast.here.mpmp


def url(name, row):
    return reverse(f"mpmp:{name}", args=[row.pk])


def to_plan(cast, **more):
    day = cast.here.site.today() + timedelta(days=12)
    return {"kind": "pretrial", "day": day.isoformat(), "at": "09:30", "mentor_comes": "on", **more}


def was(hearing, *, hours=3):
    """The same hearing, but begun some hours ago."""
    Hearing.objects.filter(pk=hearing.pk).update(starts_at=timezone.now() - timedelta(hours=hours))
    return Hearing.objects.get(pk=hearing.pk)


def said(cast, **more):
    return {"status": "held", "parent_was_there": "yes", "mentor_was_there": "yes", **more}


def test_a_court_date_stands_in_the_mentors_calendar(cast, client_of, family):
    client_of(cast.here.staff).post(url("plan_hearing", family.enrollment), to_plan(cast, room="Room 7"))

    hearing = Hearing.objects.get(kind="pretrial")
    appointment = hearing.appointment
    assert (appointment.kind, appointment.setting, appointment.place) == ("court", "justice", "Room 7")
    assert appointment.match == family.match
    assert appointment.starts_at == hearing.starts_at


def test_a_corrected_time_moves_in_the_calendar_too(cast, client_of, family):
    client = client_of(cast.here.staff)
    client.post(url("plan_hearing", family.enrollment), to_plan(cast))
    hearing = Hearing.objects.get(kind="pretrial")

    client.post(url("edit_hearing", hearing), to_plan(cast, at="13:00", version=hearing.version))

    hearing.refresh_from_db()
    assert hearing.appointment.starts_at == hearing.starts_at
    assert timezone.localtime(hearing.starts_at, cast.here.site.zone).hour == 13


def test_on_the_way_out_the_mentor_says_what_came_and_the_next_date(cast, client_of, family):
    hearing = was(family.hearing)
    next_day = cast.here.site.today() + timedelta(days=60)
    sent = said(cast, outcome="Visits become longer.", orders="Saturdays, ten to four.")
    sent |= {"next_day": next_day.isoformat(), "next_at": "10:00", "next_kind": "review", "next_room": "Room 3"}

    client_of(cast.here.mentor_user).post(url("outcome", hearing), sent)

    hearing.refresh_from_db()
    follow = hearing.followed_by.get()
    assert (hearing.status, hearing.mentor_was_there, hearing.orders) == ("held", True, "Saturdays, ten to four.")
    assert (follow.kind, follow.room, follow.happens_on()) == ("review", "Room 3", next_day)
    assert follow.appointment.match == family.match


def test_a_next_day_needs_a_time(cast, client_of, family):
    day = cast.here.site.today() + timedelta(days=60)

    answer = client_of(cast.here.mentor_user).post(
        url("outcome", was(family.hearing)), said(cast, next_day=day.isoformat())
    )

    assert "at what time" in answer.context["form"].errors["next_at"][0]


def test_what_is_still_to_come_cannot_have_been_held(cast, client_of, family):
    answer = client_of(cast.here.mentor_user).post(url("outcome", family.hearing), said(cast))

    assert "still to come" in answer.context["form"].errors["status"][0]


def test_put_off_it_is_called_off_in_the_calendar(cast, client_of, family):
    client = client_of(cast.here.staff)
    client.post(url("plan_hearing", family.enrollment), to_plan(cast))
    hearing = Hearing.objects.get(kind="pretrial")

    client.post(url("outcome", hearing), said(cast, status="continued"))

    assert Appointment.objects.get(hearing=hearing).status == "missed"
    assert Hearing.objects.get(pk=hearing.pk).parent_was_there is None


def test_said_of_the_wrong_hearing_it_is_planned_again(cast, client_of, family):
    hearing = was(family.hearing)
    workflow.note_outcome(hearing=hearing, by=cast.here.staff, status="held", parent_was_there=True)

    client_of(cast.here.staff).post(url("reopen_hearing", hearing))

    hearing.refresh_from_db()
    assert (hearing.status, hearing.parent_was_there, hearing.outcome) == ("planned", None, "")


def test_the_mentor_writes_what_the_parent_wants_to_say(cast, client_of, family):
    client = client_of(cast.here.mentor_user)

    client.post(url("hearing_words", family.hearing), {"parents_words": "He runs to me at every visit."})

    assert "He runs to me at every visit." in client.get(url("hearing", family.hearing)).content.decode()


def test_the_orders_of_the_last_one_stand_on_the_page_of_the_next(cast, client_of, family):
    held = was(Hearing.objects.create(enrollment=family.enrollment, kind="trial", starts_at=timezone.now()), hours=99)
    workflow.note_outcome(
        hearing=held, by=cast.here.staff, status="held", parent_was_there=True, orders="The county arranges rides."
    )

    page = client_of(cast.here.mentor_user).get(url("hearing", family.hearing)).content.decode()

    assert "The county arranges rides." in page


def test_the_sheet_to_take_along_holds_all_and_no_family_name(cast, client_of, family):
    held = was(Hearing.objects.create(enrollment=family.enrollment, kind="trial", starts_at=timezone.now()), hours=99)
    workflow.note_outcome(
        hearing=held,
        by=cast.here.staff,
        status="held",
        parent_was_there=True,
        orders="The county arranges rides.",
        papers="the order of that day",
    )

    answer = client_of(cast.here.mentor_user).get(url("hearing_sheet", family.hearing))

    words = " ".join(extract_text(BytesIO(answer.content)).split())
    assert "I want longer visits." in words
    assert "The county arranges rides." in words
    assert "the order of that day" in words
    assert "You may ask for a break" in words
    assert cast.here.participant.family_name not in words


# --- The parent is reminded -----------------------------------------------------------------


def letters(now=None):
    """What the parent's reminders would say at the moment."""
    return list(reminders.reminders(now or timezone.now()))


@pytest.mark.parametrize(("hours", "occasion"), [(24 * 8, None), (24 * 7 - 1, "-7"), (25, "-7"), (23, "-1")])
def test_the_parent_is_told_a_week_and_a_day_before(cast, family, hours, occasion):
    Person.objects.filter(pk=cast.here.participant.pk).update(email="somebody@example.org", may_email=True)
    Hearing.objects.filter(pk=family.hearing.pk).update(starts_at=timezone.now() + timedelta(hours=hours))

    found = letters()

    assert [one.occurrence[-2:] for one in found] == ([occasion] if occasion else [])


def test_the_letter_names_no_court_no_program_and_no_child(cast, family):
    Person.objects.filter(pk=cast.here.participant.pk).update(
        email="somebody@example.org", may_email=True, language="es"
    )
    Hearing.objects.filter(pk=family.hearing.pk).update(starts_at=timezone.now() + timedelta(hours=20))

    letter = letters()[0]

    words = f"{letter.title} {letter.body}".lower()
    assert letter.language == "es"
    assert letter.address == "somebody@example.org"
    for word in ("court", "hearing", "mpmp", "tribunal", "juez", "judge", cast.here.child.given_name.lower(), "room"):
        assert word not in words


@pytest.mark.parametrize("reach", [{"email": ""}, {"email": "somebody@example.org", "may_email": None}])
def test_without_a_safe_address_nobody_is_written_to(cast, family, reach):
    Person.objects.filter(pk=cast.here.participant.pk).update(**reach)
    Hearing.objects.filter(pk=family.hearing.pk).update(starts_at=timezone.now() + timedelta(hours=20))

    assert letters() == []


def test_whoever_agreed_to_texts_is_told_by_text(cast, family):
    person = cast.here.participant
    Person.objects.filter(pk=person.pk).update(
        email="", phone_digits="4175550142", phone_is_of="", may_text=True, reach_by="text"
    )
    Consent.objects.create(
        person=person,
        site=cast.here.site,
        kind="texts",
        given_by=person,
        given_on="2026-01-05",
        how="voice",
        text_from="2026-01-01",
        text_title="Texts",
        text_body="I agree to texts.",
        recorded_by=cast.here.staff,
    )
    Hearing.objects.filter(pk=family.hearing.pk).update(starts_at=timezone.now() + timedelta(hours=20))

    letter = letters()[0]

    assert (letter.by_text, letter.address) == (True, "4175550142")
    assert "STOP" in letter.body
    assert "hearing" not in letter.body.lower()


def test_a_letter_of_a_hearing_that_was_put_off_is_not_sent(cast, family):
    Person.objects.filter(pk=cast.here.participant.pk).update(email="somebody@example.org", may_email=True)
    Hearing.objects.filter(pk=family.hearing.pk).update(starts_at=timezone.now() + timedelta(hours=20))
    letter = letters()[0]
    message = Message(rule=letter.rule, about=letter.about, address=letter.address)
    assert reminders.still_true(message) == ""

    Hearing.objects.filter(pk=family.hearing.pk).update(status="continued")

    assert "not planned" in reminders.still_true(message)


def test_voided_it_leaves_the_calendar(cast, client_of, family):
    client = client_of(cast.here.staff)
    client.post(url("plan_hearing", family.enrollment), to_plan(cast))
    hearing = Hearing.objects.get(kind="pretrial")

    client.post(reverse("casefile:record_void", args=["hearing", hearing.pk]), {"reason": "Entered twice."})

    assert Appointment.objects.get(pk=hearing.appointment_id).status == "missed"


def test_a_video_link_begins_with_https(cast, client_of, family):
    answer = client_of(cast.here.staff).post(
        url("plan_hearing", family.enrollment), to_plan(cast, video_link="http://court.example/room")
    )

    assert "https://" in answer.context["form"].errors["video_link"][0]


@pytest.mark.parametrize("kind", HearingKind.values)
def test_every_kind_has_a_sheet_that_says_it_is_not_reviewed(cast, client_of, kind):
    assert kind in {sheet.kind for sheet in SHEETS}
    if kind == "review":
        page = client_of(cast.here.mentor_user).get(reverse("mpmp:sheet", args=[kind])).content.decode()
        assert "Not yet reviewed." in page


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_parent_reads_what_to_expect_without_an_account(client, db, language):
    client.cookies["django_language"] = language

    page = client.get(reverse("mpmp:sheet", args=["emergency"])).content.decode()

    assert f'<html lang="{language}">' in page
    assert "Español" in page if language == "en" else "English" in page


def test_every_status_is_in_its_table():
    assert set(HEARING_TRANSITIONS) == set(HearingStatus)
    assert set(PLAN_TRANSITIONS) == set(PlanStatus)
