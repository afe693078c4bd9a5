"""Recording a contact: by a mentor on a phone and by staff at a desk, once, with a sentence for every slip."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from mmp_portal.outbox.models import Message
from programs.casework.contacts.models import Contact, Outcome
from tests.factories.casework import EnrollmentFactory, MatchFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import PersonFactory

pytestmark = pytest.mark.django_db


def said(household, **changes):
    """What a mentor sends after an hour at the library."""
    facts = {
        "uid": str(uuid.uuid4()),
        "version": "1",
        "people": [str(household.participant.pk), str(household.child.pk)],
        "what": "met",
        "day_chip": household.site.today().isoformat(),
        "day_other": "",
        "minutes_chip": "60",
        "minutes_other": "",
        "setting": "library",
        "about": ["school", "stress"],
        "note": "She sent the form for evening class.",
        "at": "",
        "miles_driven": "",
    }
    return facts | changes


def address(household):
    return reverse("contacts:record", args=[household.enrollment.pk])


def words(response):
    return response.content.decode()


def test_mentor_records_an_hour_in_one_form(cast, client_of):
    client = client_of(cast.here.mentor_user)

    page = client.get(address(cast.here))
    answer = client.post(address(cast.here), said(cast.here), follow=True)

    assert page.status_code == 200
    contact = Contact.objects.get(note__startswith="She sent")
    assert contact.match == cast.here.match
    assert contact.duration_minutes == 60
    assert contact.happened_on() == cast.here.site.today()
    assert {topic.code for topic in contact.topics.all()} == {"school", "stress"}
    assert set(contact.present.all()) == {cast.here.participant, cast.here.child}
    assert answer.redirect_chain[-1][0] == reverse("caseload:phone")
    assert "Saved: 1 h with Juniper." in words(answer)


def test_form_begins_with_what_is_usual(cast, client_of):
    cast.here.contact.kind = "call"
    cast.here.contact.duration_minutes = 30
    cast.here.contact.setting = "home"
    cast.here.contact.save()

    form = client_of(cast.here.mentor_user).get(address(cast.here)).context["form"]

    assert form.initial["what"] == "call"
    assert form.initial["minutes"] == 30
    assert form.initial["setting"] == "home"
    assert form.initial["day"] == cast.here.site.today()


def test_form_says_how_much_of_the_month_is_done(cast, client_of):
    Contact.objects.all().update(started_at=cast.here.contact.started_at, duration_minutes=180)
    today = cast.here.site.today()

    page = words(client_of(cast.here.mentor_user).get(address(cast.here)))

    in_month = cast.here.contact.happened_on().month == today.month
    assert f"{today:%B} so far: {'3 h' if in_month else '0 min'} of 4 h." in page


def test_double_tap_is_kept_once(cast, client_of):
    client = client_of(cast.here.mentor_user)
    before = Contact.objects.count()
    facts = said(cast.here)

    first = client.post(address(cast.here), facts)
    second = client.post(address(cast.here), facts)

    assert first.status_code == second.status_code == 302
    assert Contact.objects.count() == before + 1


def test_number_of_somebody_elses_form_is_refused_in_words(cast, client_of):
    facts = said(cast.here)
    client_of(cast.here.mentor_user).post(address(cast.here), facts)

    answer = client_of(cast.here.staff).post(address(cast.here), facts | {"note": "Another hand"})

    assert answer.status_code == 200
    assert "This form was used already" in words(answer)
    assert "Another hand" in words(answer)
    assert not Contact.objects.filter(note="Another hand").exists()


def test_staff_records_without_a_mentor_and_returns_to_the_case(cast, client_of):
    answer = client_of(cast.here.staff).post(address(cast.here), said(cast.here, note="Office hour"))

    contact = Contact.objects.get(note="Office hour")
    assert contact.match is None
    assert contact.recorded_by == cast.here.staff
    assert answer.url == cast.here.enrollment.get_absolute_url()


def test_staff_records_for_the_mentor(cast, client_of):
    client_of(cast.here.staff).post(
        address(cast.here), said(cast.here, note="By phone", match=str(cast.here.match.pk))
    )

    assert Contact.objects.get(note="By phone").match == cast.here.match


def test_staff_cannot_name_a_match_of_another_case(cast, client_of):
    answer = client_of(cast.here.staff).post(address(cast.here), said(cast.here, match=str(cast.there.match.pk)))

    assert "This choice is not offered" in words(answer)


def test_try_is_kept_without_minutes(cast, client_of):
    client = client_of(cast.here.mentor_user)

    answer = client.post(address(cast.here), said(cast.here, what="tried", note="No answer"), follow=True)

    contact = Contact.objects.get(note="No answer")
    assert contact.outcome == Outcome.ATTEMPTED
    assert contact.duration_minutes is None
    assert contact.kind_label == "Tried, not reached"
    assert "you tried to reach Juniper" in words(answer)


def test_help_wanted_rings_at_the_worker(cast, client_of):
    Message.objects.all().delete()
    client_of(cast.here.mentor_user).post(address(cast.here), said(cast.here, help_wanted="on"))

    assert Message.objects.filter(rule="help-wanted", recipient=cast.here.staff).count() == 1


def test_time_of_day_is_kept_where_it_is_given(cast, client_of):
    yesterday = cast.here.site.today() - timedelta(days=1)
    facts = said(cast.here, day_chip="other", day_other=f"{yesterday:%m/%d/%Y}", at="4:05 pm", note="Late call")

    client_of(cast.here.mentor_user).post(address(cast.here), facts)

    begun = Contact.objects.get(note="Late call").started_at.astimezone(cast.here.site.zone)
    assert (begun.date(), begun.hour, begun.minute) == (yesterday, 16, 5)


LONG = "x" * 4001


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"what": ""}, "Choose what it was."),
        ({"what": "seance"}, "This choice is not offered"),
        ({"day_chip": ""}, "“When?” is still empty."),
        ({"day_chip": "other", "day_other": "2126-01-01"}, "This day is still to come."),
        ({"day_chip": "other", "day_other": "tomorrow"}, "The portal cannot read this as a day."),
        ({"day_chip": "other", "day_other": "02/30/2026"}, "The portal cannot read this as a day."),
        ({"day_chip": "other", "day_other": "01/01/2001"}, "The contact lies before the enrollment."),
        ({"minutes_chip": "other", "minutes_other": "an hour"}, "Type the minutes as a whole number"),
        ({"minutes_chip": "other", "minutes_other": "0"}, "It must have taken at least one minute."),
        ({"minutes_chip": "other", "minutes_other": "9999"}, "That is more than 720 minutes."),
        ({"at": "half past"}, "The portal cannot read this as a time."),
        ({"miles_driven": "-3"}, "Miles cannot be below zero."),
        ({"miles_driven": "far"}, "Type a number, such as 12.5."),
        ({"miles_driven": "100000"}, "That is more than 999 miles."),
        ({"note": LONG}, "Keep this to 4000 characters. You typed 4001."),
        ({"setting": "moon"}, "This choice is not offered."),
        ({"people": ["999999"]}, "This choice is not offered."),
    ],
)
def test_slip_gets_a_sentence_and_keeps_what_was_typed(cast, client_of, changes, sentence):
    before = Contact.objects.count()
    facts = said(cast.here) | changes

    answer = client_of(cast.here.mentor_user).post(address(cast.here), facts)

    assert answer.status_code == 200
    assert sentence in words(answer).replace("&#x27;", "'")
    assert facts["note"] in words(answer)
    assert Contact.objects.count() == before


@pytest.mark.parametrize("note", ["Ελένη и Олена 李", "🎉 four steps!", "<script>alert(1)</script> & <b>"])
def test_note_keeps_any_script_and_no_markup(cast, client_of, note):
    client = client_of(cast.here.mentor_user)

    client.post(address(cast.here), said(cast.here, note=note))
    contact = Contact.objects.get(note=note)
    page = words(client.get(contact.get_absolute_url()))

    assert "<script>alert" not in page
    assert contact.note == note


def test_mentor_reaches_only_own_open_matches(cast, client_of):
    client = client_of(cast.here.mentor_user)
    other = EnrollmentFactory(site=cast.here.site, participant=PersonFactory())
    MatchFactory(enrollment=other, mentor=MentorFactory(site=cast.here.site))

    assert client.get(address(cast.there)).status_code == 404
    assert client.get(reverse("contacts:record", args=[other.pk])).status_code == 404
    assert client.post(reverse("contacts:record", args=[other.pk]), said(cast.here)).status_code == 404


def test_mentor_records_nothing_more_after_the_match_ended(cast, client_of):
    match = cast.here.match
    match.status, match.ended_on, match.end_reason = "ended", cast.here.site.today(), "moved"
    match.save()

    assert client_of(cast.here.mentor_user).get(address(cast.here)).status_code == 404


def test_staff_of_another_site_and_other_roles_are_kept_out(cast, client_of):
    assert client_of(cast.there.staff).get(address(cast.here)).status_code == 404
    assert client_of(cast.administrator).get(address(cast.here)).status_code == 403
    assert client_of(cast.viewer).get(address(cast.here)).status_code == 403


def test_mentor_sees_the_called_name_alone(cast, client_of):
    cast.here.participant.preferred_name = "Juno"
    cast.here.participant.save()

    page = words(client_of(cast.here.mentor_user).get(address(cast.here)))

    assert "Juno" in page
    assert "Fableton" not in page
    assert cast.here.enrollment.number not in page


def test_choose_leads_a_mentor_of_one_straight_on(cast, client_of):
    answer = client_of(cast.here.mentor_user).get(reverse("contacts:choose"))

    assert answer.url == address(cast.here)


def test_choose_offers_a_mentor_of_two_both(cast, client_of):
    second = EnrollmentFactory(site=cast.here.site, participant=PersonFactory(given_name="Maple"))
    MatchFactory(enrollment=second, mentor=cast.here.mentor)

    page = words(client_of(cast.here.mentor_user).get(reverse("contacts:choose")))

    assert "Juniper" in page
    assert "Maple" in page
    assert "Wren" not in page


def test_choose_finds_by_name_and_number(cast, client_of):
    client = client_of(cast.here.staff)

    by_name = words(client.get(reverse("contacts:choose"), {"q": "junip"}))
    by_number = words(client.get(reverse("contacts:choose"), {"q": cast.here.enrollment.number}))
    nobody = words(client.get(reverse("contacts:choose"), {"q": "Zebulon <b>"}))

    assert "Juniper Fableton" in by_name
    assert "Juniper Fableton" in by_number
    assert "Nobody found" in nobody
    assert "Wren" not in by_name + by_number
