"""Once-only sending: the same form sent twice is saved once, and nothing typed is lost by it."""

from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.drafts.models import Sending
from mmp_portal.drafts.sendings import print_of
from participants.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client_of, cast):
    return client_of(cast.here.staff)


def usual(client, page):
    form = client.get(page).context["form"]
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def edit(cast):
    return reverse("participants:edit", args=[cast.here.participant.pk])


def version_of(cast):
    return Person.objects.get(pk=cast.here.participant.pk).version


def test_the_same_form_twice_is_saved_once_and_leads_to_the_same_page(coordinator, cast, edit):
    typed = {**usual(coordinator, edit), "given_name": "June", "once": str(uuid4())}
    first = coordinator.post(edit, typed)
    version = version_of(cast)

    second = coordinator.post(edit, typed)

    assert (first.status_code, second.status_code) == (302, 302)
    assert second["Location"] == first["Location"]
    assert version_of(cast) == version
    assert said(second)[-1] == "This was saved already."


def test_an_error_lets_the_same_page_be_sent_again(coordinator, cast, edit):
    once = str(uuid4())
    typed = {**usual(coordinator, edit), "once": once}

    refused = coordinator.post(edit, {**typed, "given_name": ""})
    saved = coordinator.post(edit, {**typed, "given_name": "June"})

    assert (refused.status_code, saved.status_code) == (200, 302)
    assert Sending.objects.filter(once=once).count() == 1
    assert Person.objects.get(pk=cast.here.participant.pk).given_name == "June"


def test_the_same_error_twice_is_told_twice(coordinator, edit):
    typed = {**usual(coordinator, edit), "once": str(uuid4()), "given_name": ""}

    assert [coordinator.post(edit, typed).status_code for _ in range(2)] == [200, 200]
    assert not Sending.objects.exists()


def test_other_words_on_the_same_page_are_no_repeat(coordinator, cast, edit):
    """Somebody went back in the browser and changed a word: it is not swallowed."""
    once = str(uuid4())
    typed = {**usual(coordinator, edit), "once": once}
    coordinator.post(edit, {**typed, "given_name": "June"})

    changed = coordinator.post(edit, {**typed, "given_name": "Juniper Rose", "version": version_of(cast)})

    assert changed.status_code == 302
    assert Person.objects.get(pk=cast.here.participant.pk).given_name == "Juniper Rose"


def test_the_same_id_of_somebody_else_is_a_sending_of_their_own(client_of, cast, edit):
    once = str(uuid4())
    for person, name in ((cast.here.staff, "June"), (cast.here.supervisor, "June")):
        client = client_of(person)
        answer = client.post(edit, {**usual(client, edit), "given_name": name, "once": once})
        assert answer.status_code == 302
        assert "This was saved already." not in said(answer)

    assert Sending.objects.filter(once=once).count() == 2


@pytest.mark.parametrize("once", ["", "twelve", "0" * 5000, "nul\x00"])
def test_an_odd_id_is_as_none(coordinator, cast, edit, once):
    answer = coordinator.post(edit, {**usual(coordinator, edit), "given_name": "June", "once": once})

    assert answer.status_code == 302
    assert not Sending.objects.exists()


def test_a_refusal_is_remembered_by_nobody(client_of, cast, edit):
    once = str(uuid4())
    stranger = client_of(cast.there.staff)

    assert stranger.post(edit, {"given_name": "June", "once": once}).status_code == 404
    assert not Sending.objects.filter(once=once).exists()


def test_signed_out_is_remembered_by_nobody(coordinator, edit):
    once = str(uuid4())
    coordinator.logout()

    assert coordinator.post(edit, {"given_name": "June", "once": once}).status_code == 302
    assert not Sending.objects.filter(once=once).exists()


def test_a_fault_in_the_middle_leaves_nothing_half_saved(coordinator, cast, edit, monkeypatch):
    def fail(*_arguments, **_options):
        raise RuntimeError("the power went out")

    once = str(uuid4())
    typed = {**usual(coordinator, edit), "given_name": "June", "once": once}
    coordinator.raise_request_exception = False
    monkeypatch.setattr("django.contrib.messages.success", fail)

    answer = coordinator.post(edit, typed)

    assert answer.status_code == 500
    assert not Sending.objects.filter(once=once).exists()
    assert Person.objects.get(pk=cast.here.participant.pk).given_name == "Juniper"


# --- What makes two sendings the same -------------------------------------------------------


def fingerprint(rf, data, path="/x/"):
    return print_of(rf.post(path, data))


def test_ids_and_tokens_are_no_words(rf):
    one = {
        "note": "x",
        "once": "a",
        "csrfmiddlewaretoken": "a",
        "draft_mark": "a",
        "draft_print": "",
        "draft_title": "",
    }
    other = {
        "note": "x",
        "once": "b",
        "csrfmiddlewaretoken": "b",
        "draft_mark": "b",
        "draft_print": "b",
        "draft_title": "b",
    }

    assert fingerprint(rf, one) == fingerprint(rf, other)


@pytest.mark.parametrize(
    "other",
    [{"note": "y"}, {"note": ["x", "x"]}, {"note": "x", "kind": ""}, {"notes": "x"}, {}],
)
def test_every_word_counts(rf, other):
    assert fingerprint(rf, {"note": "x"}) != fingerprint(rf, other)


def test_the_page_counts(rf):
    assert fingerprint(rf, {"note": "x"}) != fingerprint(rf, {"note": "x"}, "/x/?mentor=3")


def test_files_count_by_what_is_in_them(rf):
    def with_file(content, name="scan.pdf"):
        return fingerprint(rf, {"scan": SimpleUploadedFile(name, content)})

    assert with_file(b"one") == with_file(b"one")
    assert with_file(b"one") != with_file(b"two")
    assert with_file(b"one") != with_file(b"one", "other.pdf")


def test_an_upload_can_still_be_read_after(rf):
    request = rf.post("/x/", {"scan": SimpleUploadedFile("scan.pdf", b"content")})
    print_of(request)

    assert request.FILES["scan"].read() == b"content"


# --- Constraints ----------------------------------------------------------------------------


def sending(user, uid):
    return Sending.objects.create(user=user, uid=uid, once=uuid4(), page="/", location="/")


def test_one_sending_for_each_user_and_id(cast):
    uid = uuid4()
    sending(cast.here.staff, uid)
    sending(cast.here.supervisor, uid)
    sending(None, uid)

    for user in (cast.here.staff, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            sending(user, uid)
