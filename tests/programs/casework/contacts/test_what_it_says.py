"""What a contact can say beyond the first screen: times, who else, what for, what follows, and in whose name."""

import uuid
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django import forms
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from mmp_portal.ui.forms import LineField, PortalForm
from programs import registry
from programs.casework.contacts import workflow
from programs.casework.contacts.due import SOURCES
from programs.casework.contacts.forms.clock import minutes_between
from programs.casework.contacts.models import Contact, ContactTopic, Vocabulary
from programs.casework.contacts.names import names_in
from programs.casework.enrollments.models import Enrollment
from programs.casework.goals.models import Goal
from programs.gathering import gathered
from programs.registry import ContactExtra
from tests.factories.casework import ContactFactory, EnrollmentFactory, MatchFactory
from tests.programs.casework.contacts.test_record import address, said, words

pytestmark = pytest.mark.django_db


def recorded(client, household, **changes):
    """Record with the form, and give the contact that was made; None where it was refused."""
    note = f"n{uuid.uuid4().hex[:8]}"
    client.post(address(household), said(household, **({"note": note} | changes)))
    return Contact.objects.filter(note=changes.get("note", note)).first()


# --- From and until -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ({"at": "2:00 am", "until": "3:30 am", "suggested_minutes": "60"}, 90),
        ({"at": "2:00 am", "until": "3:30 am", "minutes_chip": "", "suggested_minutes": "60"}, 90),
        ({"at": "2:00 am", "until": "3:30 am", "minutes_chip": "45", "suggested_minutes": "60"}, 45),
        (
            {
                "at": "2:00 am",
                "until": "3:30 am",
                "minutes_chip": "other",
                "minutes_other": "75",
                "suggested_minutes": "60",
            },
            75,
        ),
        ({"at": "11:30 pm", "until": "12:15 am", "suggested_minutes": "60"}, 45),
        ({"at": "2:00 am", "until": "2:00 pm", "suggested_minutes": "60"}, 720),
    ],
)
def test_minutes_are_counted_from_both_times_unless_typed(cast, client_of, typed, minutes):
    yesterday = cast.here.site.today() - timedelta(days=1)

    contact = recorded(client_of(cast.here.mentor_user), cast.here, day_chip=yesterday.isoformat(), **typed)

    assert contact.duration_minutes == minutes


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until": "3:30 pm"}, "Say when it began, too."),
        ({"at": "3:30 pm", "until": "2:30 pm"}, "The end lies before the beginning"),
        ({"at": "3:30 pm", "until": "3:30 pm"}, "The end lies before the beginning"),
        ({"at": "2:00 am", "until": "2:01 pm"}, "more than 12 hours after it"),
        ({"travel_minutes": "-1"}, "Minutes cannot be below zero."),
        ({"travel_minutes": "721"}, "That is more than 720 minutes."),
        ({"what": "tried", "tries": "0"}, "Somebody tried at least once."),
        ({"what": "tried", "tries": "21"}, "That is more than 20 tries."),
        ({"follow_up": "Call the clinic"}, "By when? Without a day nobody is reminded."),
        ({"follow_up_by": "2026-12-24"}, "Say in a few words what is to follow."),
        ({"others_present": "x" * 201}, "Keep this to 200 characters. You typed 201."),
        ({"components": ["moon"]}, "Choose one of the list."),
        ({"also_with": ["999999"]}, "This choice is not offered."),
    ],
)
def test_slip_gets_a_sentence(cast, client_of, typed, sentence):
    yesterday = cast.here.site.today() - timedelta(days=1)
    MatchFactory(enrollment=EnrollmentFactory(site=cast.here.site), mentor=cast.here.mentor)

    answer = client_of(cast.here.mentor_user).post(
        address(cast.here), said(cast.here, day_chip=yesterday.isoformat(), note="Kept words", **typed)
    )

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert "Kept words" in words(answer)


def test_an_hour_lost_in_the_spring_is_not_counted(cast):
    timezone.activate(cast.here.site.zone)

    assert minutes_between(date(2026, 3, 8), time(1, 30), time(3, 30)) == 60
    assert minutes_between(date(2026, 11, 1), time(0, 30), time(2, 30)) == 180
    assert minutes_between(date(2026, 6, 1), time(1, 30), time(3, 30)) == 120


# --- Who, what for --------------------------------------------------------------------------


def test_everything_is_kept_and_shown(cast, client_of):
    client = client_of(cast.here.staff)
    goal = Goal.objects.create(
        enrollment=cast.here.enrollment, area="educational", words="Finish school", set_on=cast.here.site.today()
    )

    contact = recorded(
        client,
        cast.here,
        match=str(cast.here.match.pk),
        components=["mentoring"],
        goals=[str(goal.pk)],
        others_present="her aunt",
        staff_present=[str(cast.here.staff.pk)],
        interpreter_used="on",
        miles_driven="12.5",
        travel_minutes="35",
        follow_up="Call the clinic",
        follow_up_by="2026-12-24",
    )
    page = words(client.get(contact.get_absolute_url()))

    assert contact.component_labels == ["A match with a trained community mentor"]
    assert list(contact.goals.all()) == [goal]
    for shown in ("her aunt", "Finish school", "35 min", "12.5", "An interpreter helped", "Call the clinic"):
        assert shown in page
    assert cast.here.staff.name in page


def test_correcting_begins_with_what_was_said(cast, client_of):
    client = client_of(cast.here.staff)
    contact = recorded(
        client,
        cast.here,
        components=["mentoring"],
        others_present="her aunt",
        at="2:00 am",
        day_chip=(cast.here.site.today() - timedelta(days=1)).isoformat(),
    )

    form = client.get(reverse("contacts:edit", args=[contact.pk])).context["form"]

    assert form.initial["components"] == ["mentoring"]
    assert form.initial["others_present"] == "her aunt"
    assert (form.initial["at"].hour, form.initial["until"].hour) == (2, 3)


def test_two_people_correcting_see_what_differs_each_once(cast, client_of):
    client = client_of(cast.here.staff)
    contact = recorded(client, cast.here, others_present="her aunt")
    workflow.correct(contact=contact, by=cast.here.supervisor, version=1, others_present="her uncle", tries=None)

    answer = client.post(
        reverse("contacts:edit", args=[contact.pk]), said(cast.here, others_present="her aunt", note=contact.note)
    )

    labels = [line.label for line in answer.context["form"].conflict]
    assert labels.count("Who else took part") == 1
    assert "her uncle" in words(answer)


def test_tries_are_counted_only_for_a_try(cast, client_of):
    client = client_of(cast.here.mentor_user)

    tried = recorded(client, cast.here, what="tried", tries="3")
    met = recorded(client, cast.here, what="met", tries="3")

    assert tried.tries == 3
    assert met.tries is None


@pytest.mark.parametrize(
    "facts",
    [
        {"outcome": "attempted", "duration_minutes": None, "tries": 1},
        {"outcome": "attempted", "duration_minutes": None, "tries": 20},
        {"travel_minutes": 0},
        {"travel_minutes": 720},
        {"follow_up": "Call", "follow_up_by": timezone.localdate()},
    ],
)
def test_what_can_be_is_kept(facts):
    assert ContactFactory(**facts).pk


@pytest.mark.parametrize(
    "facts",
    [
        {"tries": 1},
        {"outcome": "attempted", "duration_minutes": None, "tries": 0},
        {"outcome": "attempted", "duration_minutes": None, "tries": 21},
        {"travel_minutes": 721},
        {"follow_up": "Call"},
        {"follow_up_by": timezone.localdate()},
        {"follow_up_done_at": timezone.now()},
    ],
)
def test_what_cannot_be_is_refused_by_the_database(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(**facts)


def test_a_word_stands_once_in_its_list_and_may_stand_in_two(cast):
    for vocabulary in Vocabulary:
        ContactTopic.objects.create(contact=cast.here.contact, vocabulary=vocabulary, code="school")

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactTopic.objects.create(contact=cast.here.contact, code="school")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactTopic.objects.create(contact=cast.here.contact, vocabulary="color", code="red")


def test_mpmp_asks_for_its_five_factors_on_the_first_screen(cast, client_of):
    enrollment = EnrollmentFactory(program="mpmp", site=cast.here.site, worker=cast.here.staff)

    form = client_of(cast.here.staff).get(reverse("contacts:record", args=[enrollment.pk])).context["form"]

    assert len(form.fields["factors"].choices) == 5
    assert "about" not in form.fields
    assert "factors" in form.get_layout().fields[0].fields


# --- In the mentor's name -------------------------------------------------------------------


def test_staff_write_in_a_mentors_name_and_the_record_says_so(cast, client_of):
    client = client_of(cast.here.staff)

    contact = recorded(client, cast.here, match=str(cast.here.match.pk), in_name_of_mentor="on")
    page = words(client.get(contact.get_absolute_url()))
    story = words(client.get(cast.here.enrollment.get_absolute_url()))

    assert contact.on_behalf_of == cast.here.mentor
    assert contact.recorded_by == cast.here.staff
    assert "In the name of" in page
    assert "Entered by" in page
    assert f"in the name of {cast.here.mentor.name}" in story
    assert Event.objects.get(verb="contact.recorded").details["after"]["in_name_of_mentor"] == cast.here.mentor.pk


def test_without_a_mentor_nobodys_name_is_used(cast, client_of):
    answer = client_of(cast.here.staff).post(address(cast.here), said(cast.here, in_name_of_mentor="on"))

    assert "Choose the mentor in whose name you write." in words(answer)


def test_mentor_sees_what_was_entered_for_them_and_cannot_change_it(cast, client_of):
    contact = recorded(client_of(cast.here.staff), cast.here, match=str(cast.here.match.pk), in_name_of_mentor="on")
    client = client_of(cast.here.mentor_user)

    page = words(client.get(contact.get_absolute_url()))

    assert "entered this for you" in page
    assert reverse("contacts:edit", args=[contact.pk]) not in page


def test_mentor_cannot_write_in_a_name(cast, client_of):
    contact = recorded(client_of(cast.here.mentor_user), cast.here, in_name_of_mentor="on")

    assert contact.on_behalf_of is None


def test_answer_to_what_was_entered_goes_to_the_mentor(cast, client_of):
    contact = recorded(client_of(cast.here.staff), cast.here, match=str(cast.here.match.pk), in_name_of_mentor="on")
    Message.objects.all().delete()

    workflow.mark_seen(contact=contact, by=cast.here.supervisor, thanks="Well done")

    assert Message.objects.get(rule="contact-seen").recipient == cast.here.mentor_user


def test_name_without_a_match_is_refused_by_the_database(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(enrollment=cast.here.enrollment, on_behalf_of=cast.here.mentor)


# --- What is to follow ----------------------------------------------------------------------


def owed_follow_ups(household, user):
    cases = Enrollment.objects.filter(pk=household.enrollment.pk)
    items = gathered(SOURCES, cases, household.site.today(), user)
    return [item for item in items if item.rule in ("follow-up", "mentor-follow-up")]


def test_follow_up_is_owed_until_it_is_done(cast, client_of):
    client, day = client_of(cast.here.staff), cast.here.site.today() + timedelta(days=3)
    contact = recorded(client, cast.here, follow_up="Call the clinic", follow_up_by=day.isoformat())

    (item,) = owed_follow_ups(cast.here, cast.here.staff)
    client.post(reverse("contacts:followed_up", args=[contact.pk]))

    assert (item.rule, item.due_on, item.url) == ("follow-up", day, contact.get_absolute_url())
    assert "Call the clinic" in item.why
    assert owed_follow_ups(cast.here, cast.here.staff) == []
    contact.refresh_from_db()
    assert contact.follow_up_done_by == cast.here.staff


def test_mentors_follow_up_is_the_mentors(cast, client_of):
    client = client_of(cast.here.mentor_user)
    recorded(client, cast.here, follow_up="Bring the form", follow_up_by=cast.here.site.today().isoformat())

    (item,) = owed_follow_ups(cast.here, cast.here.mentor_user)

    assert item.rule == "mentor-follow-up"


def test_follow_up_done_twice_keeps_the_first(cast):
    contact = ContactFactory(enrollment=cast.here.enrollment, follow_up="Call", follow_up_by=cast.here.site.today())

    workflow.follow_up(contact=contact, by=cast.here.staff)
    again = workflow.follow_up(contact=contact, by=cast.here.supervisor)

    assert again.follow_up_done_by == cast.here.staff
    assert Event.objects.filter(verb="contact.followed_up").count() == 1


def test_nothing_is_owed_for_a_voided_contact_or_somebody_who_died(cast):
    contact = ContactFactory(enrollment=cast.here.enrollment, follow_up="Call", follow_up_by=cast.here.site.today())
    person = cast.here.participant
    person.died_on, person.death_told_by = cast.here.site.today(), "her sister"
    person.save()

    assert owed_follow_ups(cast.here, cast.here.staff) == []
    person.died_on, person.death_told_by = None, ""
    person.save()
    workflow.void(contact=contact, reason="Twice", by=cast.here.staff)
    assert owed_follow_ups(cast.here, cast.here.staff) == []


# --- Children's names -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("Clover slept well.", True),
        ("We read to clover, twice", True),
        ("Clover's first steps", True),
        ("Clover’s first steps", True),
        ("A field of clovers", False),
        ("Her daughter slept well.", False),
        ("", False),
    ],
)
def test_a_childs_name_is_found_as_a_word(note, found):
    assert bool(names_in(note, ["Clover", "Mary Ann"])) is found


def test_a_childs_name_in_the_note_gets_a_gentle_word_and_is_kept(cast, client_of):
    client = client_of(cast.here.mentor_user)

    named = client.post(address(cast.here), said(cast.here, note="Clover walked."), follow=True)
    unnamed = client.post(address(cast.here), said(cast.here, note="Her girl walked."), follow=True)

    assert "A child’s name stands in your note." in words(named)
    assert "A child’s name stands in your note." not in words(unnamed)
    assert Contact.objects.filter(note="Clover walked.").exists()


# --- What a room asks besides ---------------------------------------------------------------


class VisitForm(PortalForm):
    mood = LineField(label="Mood", max_length=20)

    def __init__(self, *args, enrollment, contact, **options):
        super().__init__(*args, **options)
        if contact:
            self.fields["mood"].initial = contact.thanks


def keep_mood(form, contact, by):
    Contact.objects.filter(pk=contact.pk).update(thanks=form.cleaned_data["mood"])


@pytest.fixture
def asks_mood(monkeypatch):
    """Young Parent, as if its room asked for the mood."""
    extra = ContactExtra(
        title="The visit", form=VisitForm, save=keep_mood, facts=lambda contact: [("Mood", contact.thanks)]
    )
    program = replace(registry.get("young_parent"), contact_extra=extra)
    monkeypatch.setitem(registry._programs, "young_parent", program)


def test_rooms_own_section_is_shown_kept_and_read_again(cast, client_of, asks_mood):
    client = client_of(cast.here.staff)
    page = words(client.get(address(cast.here)))

    contact = recorded(client, cast.here, **{"extra-mood": "calm"})

    assert "The visit" in page
    assert 'name="extra-mood"' in page
    assert contact.thanks == "calm"
    assert "Mood" in words(client.get(contact.get_absolute_url()))


def test_rooms_own_section_is_refused_with_the_rest(cast, client_of, asks_mood):
    before = Contact.objects.count()

    answer = client_of(cast.here.staff).post(address(cast.here), said(cast.here, note="Kept words"))

    assert "“Mood” is still empty." in words(answer)
    assert "Kept words" in words(answer)
    assert Contact.objects.count() == before


def test_what_the_room_cannot_store_takes_the_contact_with_it(cast, client_of, asks_mood, monkeypatch):
    def fail(form, contact, by):
        raise forms.ValidationError("no")

    program = registry.get("young_parent")
    monkeypatch.setitem(
        registry._programs, "young_parent", replace(program, contact_extra=replace(program.contact_extra, save=fail))
    )
    before = Contact.objects.count()

    with pytest.raises(forms.ValidationError):
        client_of(cast.here.staff).post(address(cast.here), said(cast.here, **{"extra-mood": "calm"}))

    assert Contact.objects.count() == before
