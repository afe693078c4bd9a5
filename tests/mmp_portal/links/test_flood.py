"""The guard of public forms: what only machines do is refused, and nobody floods a door."""

from datetime import timedelta

import pytest
from django import forms
from django.test import RequestFactory
from django.utils import timezone

from mmp_portal.drafts.models import Draft, Sending
from mmp_portal.links.flood import Limit, may_enter, visitor_of
from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.links.models import Knock
from mmp_portal.links.purposes import path_of
from mmp_portal.ui.forms import PortalForm

pytestmark = pytest.mark.django_db

THREE = Limit(door="test-door", from_one_address=3, from_everywhere=5)


def request_from(address="192.0.2.1"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    """A moment in the middle of a stretch, so that a stretch ends only when the test says so."""
    time_machine.move_to("2026-12-01T18:02:00Z", tick=False)
    return time_machine


def test_one_address_is_stopped_after_its_limit():
    assert [may_enter(request_from(), THREE) for _knock in range(4)] == [True, True, True, False]


def test_another_address_is_not_stopped_with_it():
    for _knock in range(3):
        may_enter(request_from(), THREE)

    assert may_enter(request_from("192.0.2.2"), THREE)


def test_everybody_together_is_stopped_too():
    answers = [may_enter(request_from(f"192.0.2.{number}"), THREE) for number in range(1, 8)]

    assert answers == [True] * 5 + [False] * 2


def test_doors_are_counted_apart():
    for _knock in range(4):
        may_enter(request_from(), THREE, door="17")

    assert not may_enter(request_from(), THREE, door="17")
    assert may_enter(request_from(), THREE, door="18")
    assert may_enter(request_from(), THREE)


def test_next_stretch_of_time_begins_anew(at_noon):
    for _knock in range(4):
        may_enter(request_from(), THREE)

    at_noon.move_to("2026-12-01T18:10:00Z", tick=False)

    assert may_enter(request_from(), THREE)


def test_counts_are_forgotten_after_a_day(at_noon):
    may_enter(request_from(), THREE)

    at_noon.move_to("2026-12-03T18:10:00Z", tick=False)
    may_enter(request_from(), THREE)

    assert Knock.objects.filter(stretch_began_at__lt=timezone.now() - timedelta(days=1)).count() == 0
    assert Knock.objects.count() == 2


def test_address_itself_is_kept_nowhere():
    may_enter(request_from("192.0.2.77"), THREE)

    assert not Knock.objects.filter(visitor__contains="192.0.2.77").exists()
    assert visitor_of(request_from("192.0.2.77")) == visitor_of(request_from("192.0.2.77"))
    assert visitor_of(request_from("192.0.2.77")) != visitor_of(request_from("192.0.2.78"))


# --- Forms -----------------------------------------------------------------------------------


class WordForm(GuardedFormMixin, PortalForm):
    limit = THREE

    word = forms.CharField()


def sent(at_noon, *, after=5, door="", **data):
    """The form as it comes back so many seconds after it was shown."""
    shown = WordForm(request=request_from(), door=door)
    at_noon.shift(after)
    return WordForm({"begun": shown["begun"].value(), "word": "hello", **data}, request=request_from(), door=door)


def sentence(form):
    assert not form.is_valid()
    return " ".join(form.errors["__all__"])


def test_person_is_let_through(at_noon):
    form = sent(at_noon)

    assert form.is_valid(), form.errors
    assert form.status == 200
    assert form.cleaned_data["word"] == "hello"


def test_field_that_people_do_not_see_stops_a_machine(at_noon):
    form = sent(at_noon, website="https://spam.example")

    assert "A field that people do not see" in sentence(form)
    assert form["word"].value() == "hello"
    assert not form["website"].value()


def test_what_comes_at_once_is_asked_again(at_noon):
    assert "That was very quick" in sentence(sent(at_noon, after=0))


def test_what_was_open_for_days_is_sent_again_and_then_taken(at_noon):
    form = sent(at_noon, after=60 * 60 * 25)
    assert "open for very long" in sentence(form)
    at_noon.shift(3)

    again = WordForm({name: form[name].value() for name in ("begun", "word")}, request=request_from())

    assert again.is_valid(), again.errors


@pytest.mark.parametrize("begun", ["", "yesterday", "test-door:1abc:nonsense", "n" * 5000, "nul\x00byte"])
def test_what_carries_no_moment_of_ours_is_refused(at_noon, begun):
    form = sent(at_noon, begun=begun)

    assert not form.is_valid()
    assert form.status == 200


def test_moment_of_another_form_is_not_taken(at_noon):
    class OtherForm(WordForm):
        limit = Limit(door="another-door", from_one_address=3, from_everywhere=5)

    shown = OtherForm(request=request_from())
    at_noon.shift(5)

    assert "sent once more" in sentence(
        WordForm({"begun": shown["begun"].value(), "word": "x"}, request=request_from())
    )


def test_flood_gets_a_sentence_a_status_and_keeps_the_words(at_noon):
    for _form in range(3):
        assert sent(at_noon).is_valid()

    form = sent(at_noon, word="my long story")

    assert "Wait 10 minutes" in sentence(form)
    assert form.status == 429
    assert form["word"].value() == "my long story"


def test_hidden_field_is_out_of_reach_of_keyboard_and_screen_reader(at_noon):
    form = WordForm(request=request_from())

    assert form.fields["website"].widget.attrs["tabindex"] == "-1"
    assert "hidden" in form.guard().flat_attrs


def test_public_form_is_kept_as_no_draft_and_leaves_no_address(cast, client, at_noon):
    url = path_of(cast.here.answer_link)
    begun = client.get(url).context["form"]["begun"].value()
    at_noon.shift(5)
    client.post(url, {"begun": begun, "says": "yes"})

    assert "draft_mark" not in client.get(url).content.decode()
    assert not Draft.objects.exclude(page="").filter(page__contains="invited").exists()
    assert not Sending.objects.filter(page__contains="invited").exists()
