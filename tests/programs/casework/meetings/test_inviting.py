"""Inviting people: whom, by which way, and what the log says."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.links.models import SignedLink
from mmp_portal.outbox import sending
from mmp_portal.outbox.models import Message
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings import workflow
from programs.casework.meetings.doors import ANSWER
from programs.casework.meetings.models import Invitation, Meeting
from tests.factories.casework import AttendanceFactory, EnrollmentFactory, MeetingFactory
from tests.factories.mentors import MentorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    """One to which nobody is asked yet."""
    return MeetingFactory(
        site=cast.here.site, starts_at=timezone.now() + timedelta(days=9), topic="Baby Store day", place="Library"
    )


def written(cast, **facts):
    """Juniper, with an e-mail address."""
    cast.here.participant.email, cast.here.participant.may_email = "juniper@example.org", True
    for name, value in facts.items():
        setattr(cast.here.participant, name, value)
    cast.here.participant.save()
    return cast.here.participant


def invite(meeting, cast, **changes):
    people = {"enrollments": Enrollment.objects.filter(pk=cast.here.enrollment.pk), "with_mentors": True}
    return workflow.invite(meeting=meeting, by=cast.here.staff, **(people | changes))


def test_whoever_has_no_account_gets_an_e_mail_with_a_link_to_answer_by(cast, meeting):
    written(cast)

    invite(meeting, cast, with_mentors=False)

    letter = Message.objects.get(rule="meeting-invited")
    row = meeting.attendances.get()
    assert letter.address == "juniper@example.org"
    assert letter.link.startswith("/invited/meeting-answer.")
    assert row.pin in letter.body
    assert SignedLink.objects.filter(purpose=ANSWER, subject_id=row.pk).count() == 1


def test_letter_names_no_program_no_topic_and_no_kind(cast, meeting):
    written(cast)

    invite(meeting, cast)

    words = " ".join(
        f"{letter.subject} {letter.body} {letter.link}"
        for letter in Message.objects.filter(rule="meeting-invited", channel="email")
    )
    for forbidden in ("Young Parent", "Support", "Baby Store", "mentor", "Clover"):
        assert forbidden not in words.replace("meeting-answer", "")
    assert "Library" in words


def test_whoever_signs_in_gets_a_notice_and_an_e_mail_to_the_portal(cast, meeting):
    invite(meeting, cast)

    mine = Message.objects.filter(rule="meeting-invited", recipient=cast.here.mentor_user)
    assert set(mine.values_list("channel", flat=True)) == {"bell", "email"}
    assert set(mine.values_list("link", flat=True)) == {meeting.get_absolute_url()}
    assert not SignedLink.objects.filter(purpose=ANSWER, subject_id__in=own_of(meeting, cast)).exists()


def own_of(meeting, cast):
    return list(meeting.attendances.filter(person=cast.here.mentor.person).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("facts", "how"),
    [({"email": ""}, "none"), ({"may_email": None}, "none"), ({"may_email": False}, "none"), ({}, "email")],
)
def test_log_says_by_which_way_somebody_was_told(cast, meeting, facts, how):
    written(cast, **facts)

    _new, told = invite(meeting, cast, with_mentors=False)

    entry = Invitation.objects.get(attendance__meeting=meeting)
    assert (entry.how, entry.told_by) == (how, cast.here.staff)
    assert told == (how == "email")


def test_family_whose_case_is_paused_is_not_told(cast, meeting):
    written(cast)
    Enrollment.objects.filter(pk=cast.here.enrollment.pk).update(status="paused")

    invite(meeting, cast, with_mentors=False)

    assert Invitation.objects.get(attendance__meeting=meeting).how == "paused"
    assert not Message.objects.filter(rule="meeting-invited").exists()


def test_nobody_is_written_to_after_a_death(cast, meeting):
    written(cast, died_on=cast.here.site.today(), death_told_by="her aunt")

    invite(meeting, cast, with_mentors=False)

    assert not Message.objects.filter(rule="meeting-invited").exists()


def test_inviting_again_leaves_those_on_the_list_alone(cast, meeting):
    written(cast)
    invite(meeting, cast)
    pins = dict(meeting.attendances.values_list("person", "pin"))

    assert invite(meeting, cast) == (0, 0)
    assert dict(meeting.attendances.values_list("person", "pin")) == pins
    assert Invitation.objects.filter(attendance__meeting=meeting).count() == 2


def test_letter_of_a_meeting_called_off_is_not_sent(cast, meeting):
    written(cast)
    invite(meeting, cast, with_mentors=False)
    workflow.call_off(meeting=meeting, reason="Ice", by=cast.here.staff)
    letter = Message.objects.get(rule="meeting-invited")

    sent = sending.send(letter.pk, now=timezone.now() + timedelta(minutes=1))

    letter.refresh_from_db()
    assert not sent
    assert (letter.state, letter.trouble) == ("skipped", "The meeting was called off.")


def test_reason_for_calling_off_stays_inside_the_portal(cast, meeting):
    written(cast)
    invite(meeting, cast)

    workflow.call_off(meeting=meeting, reason="The court needs the room", by=cast.here.staff)

    letter = Message.objects.get(rule="meeting-called-off", address="juniper@example.org")
    notice = Message.objects.get(rule="meeting-called-off", recipient=cast.here.mentor_user)
    assert "court" not in letter.subject + letter.body
    assert letter.link == ""
    assert notice.body == "The court needs the room"


@pytest.mark.parametrize("state", ["begun", "called off"])
def test_nobody_is_invited_too_late(cast, meeting, state):
    if state == "begun":
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=1))
        meeting.refresh_from_db()
    else:
        meeting = workflow.call_off(meeting=meeting, reason="Ice", by=cast.here.staff)

    with pytest.raises(workflow.CannotInvite):
        invite(meeting, cast)


# --- PINs ------------------------------------------------------------------------------------


def test_everybody_has_a_pin_of_their_own(cast, meeting):
    for _family in range(25):
        EnrollmentFactory(site=cast.here.site)

    workflow.invite(
        meeting=meeting,
        by=cast.here.staff,
        enrollments=Enrollment.objects.filter(site=cast.here.site),
        with_mentors=True,
    )

    pins = list(meeting.attendances.values_list("pin", flat=True))
    assert len(set(pins)) == len(pins) == 27
    assert all(len(pin) == 4 and pin.isdecimal() for pin in pins)


def test_two_people_of_one_meeting_with_one_pin_are_refused_by_the_database(meeting):
    AttendanceFactory(meeting=meeting, pin="0427")

    AttendanceFactory(meeting=MeetingFactory(), pin="0427")
    AttendanceFactory(meeting=meeting, pin="")
    AttendanceFactory(meeting=meeting, pin="")
    with pytest.raises(IntegrityError), transaction.atomic():
        AttendanceFactory(meeting=meeting, pin="0427")


# --- Whom a meeting is for -------------------------------------------------------------------


def test_training_asks_mentors_and_no_family(cast):
    learner = MentorFactory(site=cast.here.site, kind="community", status="in_training", trained_on=None)
    MentorFactory(site=cast.here.site, kind="home_visitor")
    MentorFactory(site=cast.there.site, kind="community", status="in_training", trained_on=None)

    training = workflow.plan(
        site=cast.here.site,
        program="young_parent",
        kind="mentor_training",
        topic="First evening",
        starts_at=timezone.now() + timedelta(days=3),
        by=cast.here.staff,
    )

    people = set(training.attendances.values_list("person", flat=True))
    assert people == {learner.person_id, cast.here.mentor.person_id, cast.here.free_mentor.person_id}


# --- The pages -------------------------------------------------------------------------------


def page_of(client, name, row, **data):
    url = reverse(f"meetings:{name}", args=[row.pk])
    return client.post(url, data, follow=True) if data else client.get(url)


def test_own_cases_are_invited(cast, client_of, meeting):
    other = EnrollmentFactory(site=cast.here.site)

    page = page_of(client_of(cast.here.staff), "invite", meeting, whom="own", with_mentors="on")

    assert "New on the list: 2." in page.content.decode()
    assert not meeting.attendances.filter(enrollment=other).exists()


def test_chosen_people_are_invited(cast, client_of, meeting):
    other = EnrollmentFactory(site=cast.here.site)

    page_of(
        client_of(cast.here.staff),
        "invite",
        meeting,
        whom="chosen",
        participants=other.pk,
        mentors=cast.here.free_mentor.pk,
    )

    people = set(meeting.attendances.values_list("person", flat=True))
    assert people == {other.participant_id, cast.here.free_mentor.person_id}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"whom": ""}, "Choose whom you invite."),
        ({"whom": "chosen"}, "Choose at least one person below."),
        ({"whom": "chosen", "participants": "99999999999999999999"}, "This choice is not offered."),
        ({"whom": "chosen", "mentors": "wizard"}, "This choice is not offered."),
    ],
)
def test_slip_in_inviting_gets_a_sentence(cast, client_of, meeting, data, sentence):
    page = page_of(client_of(cast.here.staff), "invite", meeting, **data)

    assert sentence in page.content.decode()
    assert meeting.attendances.count() == 0


def test_person_of_another_site_cannot_be_chosen(cast, client_of, meeting):
    page_of(client_of(cast.here.staff), "invite", meeting, whom="chosen", participants=cast.there.enrollment.pk)

    assert meeting.attendances.count() == 0


def test_meeting_says_how_many_enrolled_since(cast, client_of):
    EnrollmentFactory(site=cast.here.site)

    page = client_of(cast.here.staff).get(cast.here.meeting.get_absolute_url()).content.decode()

    assert "1 enrolled participant is not on the list." in page


def test_log_shows_ways_answers_and_links(cast, client_of, meeting):
    written(cast)
    invite(meeting, cast)
    row = meeting.attendances.get(person=cast.here.participant)
    workflow.answer(attendance=row, says="maybe", by=None)

    page = page_of(client_of(cast.here.staff), "invitations", meeting).content.decode()

    for words in ("E-mail with a link", "In the portal and by e-mail", "Perhaps", "by the link in the message"):
        assert words in page
    assert "Withdraw the link" in page


def test_invitation_is_sent_again_with_a_new_link_after_the_old_was_withdrawn(cast, client_of, meeting):
    written(cast)
    invite(meeting, cast, with_mentors=False)
    row = meeting.attendances.get()
    old = SignedLink.objects.get(purpose=ANSWER, subject_id=row.pk)
    client = client_of(cast.here.staff)
    client.post(reverse("links:withdraw", args=[old.pk]))

    client.post(reverse("meetings:tell_again", args=[row.pk]))

    first, second = Message.objects.filter(rule="meeting-invited").order_by("pk")
    assert first.link != second.link
    assert SignedLink.objects.standing(timezone.now()).filter(subject_id=row.pk, purpose=ANSWER).count() == 1


def test_whoever_has_no_address_is_not_told_again(cast, client_of):
    page = client_of(cast.here.staff).post(reverse("meetings:tell_again", args=[cast.here.attendance.pk]), follow=True)

    assert "no e-mail we may write to" in page.content.decode()
