"""Drafts: made at the first real input, shown to nobody else, over when saved, discarded or left alone."""

import logging
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from django import forms
from django.conf import settings
from django.core import signing
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event
from mmp_portal.drafts import marks, tasks, workflow
from mmp_portal.drafts.models import Draft, Sending
from mmp_portal.ui.forms import PortalForm
from mmp_portal.ui.keeping import fill, kept_names
from participants.models import Person
from tests.factories.drafts import draft_of

pytestmark = pytest.mark.django_db

WORDS = "She asked for the evening class, and"


@pytest.fixture
def pause(cast):
    """The page on which the coordinator pauses Juniper's enrollment."""
    return reverse("enrollments:pause", args=[cast.here.enrollment.pk])


def hidden(html, name):
    """The value of a hidden field of the page's own form, which comes last."""
    found = re.findall(rf'name="{name}" value="([^"]*)"', html)
    return found[-1] if found else None


def marks_of(client, page):
    html = client.get(page).content.decode()
    return {name: hidden(html, name) for name in ("draft_mark", "once")}


def keep(client, page, *, carried=None, **typed):
    """What the page's script sends while somebody types."""
    return client.post(reverse("drafts:keep"), {**(carried or marks_of(client, page)), **typed})


def edit_page(cast):
    return reverse("participants:edit", args=[cast.here.participant.pk])


# --- Made, filled in, gone ------------------------------------------------------------------


def test_opening_a_form_makes_no_draft(client_of, cast, pause):
    client = client_of(cast.here.staff)
    before = Draft.objects.count()

    client.get(pause)

    assert Draft.objects.count() == before


def test_what_is_typed_fills_the_form_anew(client_of, cast, pause):
    client = client_of(cast.here.staff)

    answer = keep(client, pause, reason=WORDS)

    assert answer.json() == {"state": "kept"}
    html = client.get(pause).content.decode()
    assert WORDS in html
    assert "You began this on" in html
    assert "Discard the draft" in html


def test_typing_on_keeps_one_draft_and_its_beginning(client_of, cast, pause):
    client = client_of(cast.here.staff)
    carried = marks_of(client, pause)
    keep(client, pause, carried=carried, reason="She")
    begun_at = Draft.objects.get(owner=cast.here.staff, page=pause).begun_at

    keep(client, pause, carried=carried, reason=WORDS)

    draft = Draft.objects.get(owner=cast.here.staff, page=pause)
    assert draft.values["reason"] == [WORDS]
    assert draft.begun_at == begun_at


def test_a_form_brought_back_to_how_it_was_has_no_draft(client_of, cast, pause):
    client = client_of(cast.here.staff)
    carried = marks_of(client, pause)
    keep(client, pause, carried=carried, reason=WORDS)

    answer = client.post(f"{reverse('drafts:keep')}?restored", carried)

    assert answer.json() == {"state": "gone"}
    assert not Draft.objects.filter(owner=cast.here.staff, page=pause).exists()


def test_discarding_from_the_form_opens_it_as_it_was(client_of, cast, pause):
    client = client_of(cast.here.staff)
    carried = marks_of(client, pause)
    keep(client, pause, carried=carried, reason=WORDS)

    answer = client.post(reverse("drafts:give_up"), {"draft_mark": carried["draft_mark"]})

    assert answer["Location"] == pause
    assert WORDS not in client.get(pause).content.decode()


def test_saving_ends_the_draft(client_of, cast):
    client = client_of(cast.here.staff)
    page = edit_page(cast)
    carried = marks_of(client, page)
    form = client.get(page).context["form"]
    usual = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    keep(client, page, carried=carried, **{**usual, "given_name": "June"})
    assert Draft.objects.filter(owner=cast.here.staff, page=page).exists()

    answer = client.post(page, {**usual, **carried, "given_name": "June"})

    assert answer.status_code == 302, answer.context["form"].errors
    assert not Draft.objects.filter(owner=cast.here.staff, page=page).exists()


def test_saving_in_one_tab_leaves_the_words_of_another(client_of, cast):
    client = client_of(cast.here.staff)
    page = edit_page(cast)
    form = client.get(page).context["form"]
    usual = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    one, other = marks_of(client, page), marks_of(client, page)
    keep(client, page, carried=one, **{**usual, "given_name": "June"})

    client.post(page, {**usual, **other, "given_name": "Juni"})

    assert Draft.objects.get(owner=cast.here.staff, page=page).values["given_name"] == ["June"]


def test_a_form_filled_from_its_draft_ends_it_when_saved(client_of, cast):
    client = client_of(cast.here.staff)
    page = edit_page(cast)
    form = client.get(page).context["form"]
    usual = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    keep(client, page, **{**usual, "given_name": "June"})

    client.post(page, {**usual, **marks_of(client, page), "given_name": "June"})

    assert not Draft.objects.filter(owner=cast.here.staff, page=page).exists()


def test_a_form_put_right_and_saved_leaves_no_draft(client_of, cast):
    client = client_of(cast.here.staff)
    page = edit_page(cast)
    form = client.get(page).context["form"]
    usual = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    refused = client.post(page, {**usual, **marks_of(client, page), "given_name": ""})
    html = refused.content.decode()

    client.post(page, {**usual, "given_name": "June"} | {name: hidden(html, name) for name in ("once", "draft_mark")})

    assert not Draft.objects.filter(owner=cast.here.staff, page=page).exists()


def test_an_error_to_put_right_keeps_the_words(client_of, cast, pause):
    client = client_of(cast.here.staff)

    answer = client.post(pause, {**marks_of(client, pause), "reason": WORDS})

    assert answer.status_code == 200
    assert Draft.objects.get(owner=cast.here.staff, page=pause).values["reason"] == [WORDS]


def test_boxes_taken_out_stay_out(cast):
    """A box that is not sent was there and is empty; it does not fall back to how the form begins."""

    class Ticked(PortalForm):
        wants = forms.BooleanField(initial=True, required=False)

    form = Ticked()
    draft = draft_of(cast.here.staff, page="/x/")
    draft.payload = {"names": ["wants"], "values": {}}

    fill(form, draft)

    assert form["wants"].value() is False


def test_a_late_autosave_does_not_bring_back_what_was_saved(client_of, cast, pause):
    client = client_of(cast.here.staff)
    carried = marks_of(client, pause)
    Sending.objects.create(user=cast.here.staff, uid=uuid4(), once=carried["once"], page=pause, location="/")

    answer = keep(client, pause, carried=carried, reason=WORDS)

    assert answer.json() == {"state": "sent"}
    assert not Draft.objects.filter(owner=cast.here.staff, page=pause).exists()


def test_a_draft_written_while_its_page_was_being_saved_is_over(cast):
    once = uuid4()
    draft = draft_of(cast.here.staff, page="/y/", once=once)
    Sending.objects.create(user=cast.here.staff, uid=uuid4(), once=once, page="/y/", location="/")

    assert draft not in Draft.objects.for_user(cast.here.staff)
    assert draft in Draft.objects.over()


# --- Whose it is ----------------------------------------------------------------------------


def test_nobody_meets_the_draft_of_somebody_else(client_of, cast, pause):
    keep(client_of(cast.here.staff), pause, reason=WORDS)
    draft = Draft.objects.get(owner=cast.here.staff, page=pause)

    client = client_of(cast.here.supervisor)

    assert WORDS not in client.get(pause).content.decode()
    assert draft.title not in client.get(reverse("drafts:drafts")).content.decode()
    assert client.post(reverse("drafts:discard", args=[draft.pk])).status_code == 404
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_a_mark_of_somebody_else_keeps_nothing(client_of, cast, pause):
    carried = marks_of(client_of(cast.here.staff), pause)

    answer = keep(client_of(cast.here.supervisor), pause, carried=carried, reason=WORDS)

    assert answer.json() == {"state": "unknown"}
    assert not Draft.objects.filter(page=pause).exists()


@pytest.mark.parametrize(
    "mark",
    ["", "nonsense", "a:b:c", pytest.param(signing.dumps({"owner": 1}, salt="another"), id="signed for another use")],
)
def test_a_mark_that_is_not_ours_keeps_nothing(client_of, cast, pause, mark):
    answer = keep(client_of(cast.here.staff), pause, carried={"draft_mark": mark}, reason=WORDS)

    assert answer.json() == {"state": "unknown"}


def test_a_mark_cannot_lead_to_another_page(client_of, cast, pause):
    client = client_of(cast.here.staff)
    carried = marks_of(client, pause)

    keep(client, pause, carried=carried, reason=WORDS, next="https://elsewhere.example/")

    assert {draft.page for draft in Draft.objects.filter(owner=cast.here.staff)} == {pause, cast.here.draft.page}


def test_drafts_of_an_ended_role_are_not_shown(cast):
    draft = draft_of(cast.here.staff, page="/z/")
    cast.here.staff.role_grants.update(ends_on=cast.here.site.today() - timedelta(days=1))

    owner = type(cast.here.staff).objects.get(pk=cast.here.staff.pk)

    assert draft not in Draft.objects.for_user(owner)


def test_a_draft_for_a_page_that_the_role_no_longer_opens_is_not_shown(cast):
    draft = draft_of(cast.here.mentor_user, page="/z/", permission="enrollment.close")

    assert draft not in Draft.objects.for_user(cast.here.mentor_user)


def test_the_drafts_page_shows_the_own_ones(client_of, cast):
    html = client_of(cast.here.staff).get(reverse("drafts:drafts")).content.decode()

    assert cast.here.draft.title in html
    assert "Half a sentence" not in html


def test_the_drafts_page_without_drafts_says_what_would_be_there(client_of, cast):
    html = client_of(cast.here.mentor_user).get(reverse("drafts:drafts")).content.decode()

    assert "No drafts" in html


def test_discarding_from_the_list(client_of, cast):
    answer = client_of(cast.here.staff).post(reverse("drafts:discard", args=[cast.here.draft.pk]))

    assert answer["Location"] == reverse("drafts:drafts")
    assert not Draft.objects.filter(pk=cast.here.draft.pk).exists()


# --- After the session ended ----------------------------------------------------------------


def test_a_form_sent_after_the_session_ended_waits_as_a_draft(client_of, cast, pause):
    client = client_of(cast.here.staff)
    carried = marks_of(client, pause)
    del client.cookies[settings.SESSION_COOKIE_NAME]

    answer = client.post(pause, {**carried, "reason": WORDS}, follow=True)

    assert answer.redirect_chain == [(f"{reverse('account_login')}?next={pause}", 302)]
    assert "You were signed out. What you typed is kept" in answer.content.decode()
    assert Draft.objects.get(owner=cast.here.staff, page=pause).values["reason"] == [WORDS]


def test_another_browser_cannot_hand_in_words_for_somebody(client_of, client, cast, pause):
    carried = marks_of(client_of(cast.here.staff), pause)
    stranger = type(client)()

    stranger.post(pause, {**carried, "reason": WORDS})

    assert not Draft.objects.filter(page=pause).exists()


def test_words_handed_in_too_long_after_the_session_are_not_kept(client_of, cast, pause, time_machine):
    client = client_of(cast.here.staff)
    carried = marks_of(client, pause)
    del client.cookies[settings.SESSION_COOKIE_NAME]
    time_machine.move_to(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + marks.GRACE_SECONDS + 1))

    client.post(pause, {**carried, "reason": WORDS})

    assert not Draft.objects.filter(page=pause).exists()


def test_an_autosave_after_the_session_ended_leads_to_signing_in(client_of, cast, pause):
    client = client_of(cast.here.staff)
    carried = marks_of(client, pause)
    client.logout()

    answer = keep(client, pause, carried=carried, reason=WORDS)

    assert answer.status_code == 302
    assert not Draft.objects.filter(page=pause).exists()


def test_a_form_that_was_open_too_long_keeps_its_words(client_of, cast, pause):
    carried = marks_of(client_of(cast.here.staff), pause)
    strict = type(client_of(cast.here.staff))(enforce_csrf_checks=True)
    strict.force_login(cast.here.staff, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = strict.post(pause, {**carried, "reason": WORDS})

    assert answer.status_code == 403
    assert Draft.objects.get(owner=cast.here.staff, page=pause).values["reason"] == [WORDS]
    assert "What you typed is kept" in answer.content.decode()


# --- Two people, one record -----------------------------------------------------------------


def test_a_draft_older_than_the_record_shows_both_versions(client_of, cast):
    client = client_of(cast.here.staff)
    page = edit_page(cast)
    form = client.get(page).context["form"]
    usual = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    keep(client, page, **{**usual, "given_name": "June"})
    Person.objects.filter(pk=cast.here.participant.pk).update(given_name="Juni", version=usual["version"] + 1)

    answer = client.get(page)

    html = answer.content.decode()
    assert "Somebody changed this record after you began your draft" in html
    assert ("Juni", "June") in [(line.theirs, line.yours) for line in answer.context["form"].conflict]
    assert answer.context["form"]["given_name"].value() == "June"
    assert answer.context["form"]["version"].value() == usual["version"] + 1


def test_a_draft_of_the_current_version_shows_no_conflict(client_of, cast):
    client = client_of(cast.here.staff)
    page = edit_page(cast)
    form = client.get(page).context["form"]
    usual = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    keep(client, page, **{**usual, "given_name": "June"})

    answer = client.get(page)

    assert answer.context["form"].conflict == []
    assert answer.context["form"]["given_name"].value() == "June"


# --- What is never kept ---------------------------------------------------------------------


def test_restricted_words_are_in_no_draft(client_of, cast):
    client = client_of(cast.here.supervisor)
    page = reverse("casefile:restricted", args=[cast.here.enrollment.pk])
    client.post(page, {"reason": "She asked me to read it with her."})

    html = client.get(page).content.decode()

    assert 'name="words"' in html
    assert "draft_mark" not in html
    assert "data-guard" in html


def test_passwords_and_files_are_never_kept():
    class Form(PortalForm):
        name = forms.CharField()
        secret = forms.CharField(widget=forms.PasswordInput)
        scan = forms.FileField()
        fixed = forms.CharField(disabled=True)
        own = forms.CharField()
        not_in_draft = ("own",)

    assert kept_names(Form()) == ["name"]


def test_fields_that_the_page_does_not_have_are_left_out(client_of, cast, pause):
    keep(client_of(cast.here.staff), pause, reason=WORDS, password="hunter2", csrfmiddlewaretoken="x")

    assert set(Draft.objects.get(owner=cast.here.staff, page=pause).values) == {"reason"}


def test_sign_in_has_no_draft(client):
    html = client.get(reverse("account_login")).content.decode()

    assert "draft_mark" not in html


def test_words_are_in_no_log_no_trail_and_no_name(client_of, cast, pause, caplog):
    caplog.set_level(logging.DEBUG)
    entries, events = LogEntry.objects.count(), Event.objects.count()

    keep(client_of(cast.here.staff), pause, reason=WORDS)

    draft = Draft.objects.get(owner=cast.here.staff, page=pause)
    assert (LogEntry.objects.count(), Event.objects.count()) == (entries, events)
    assert WORDS not in caplog.text
    assert str(draft) == f"draft {draft.pk}"


# --- Edges ----------------------------------------------------------------------------------


def test_a_draft_at_the_limit_is_kept_and_past_it_is_refused(client_of, cast, pause):
    client = client_of(cast.here.staff)

    assert keep(client, pause, reason="n" * workflow.MOST_BYTES).json() == {"state": "kept"}
    refused = keep(client, pause, reason="n" * (workflow.MOST_BYTES + 1))

    assert (refused.status_code, refused.json()) == (413, {"state": "too long"})
    assert len(Draft.objects.get(owner=cast.here.staff, page=pause).values["reason"][0]) == workflow.MOST_BYTES


@pytest.mark.parametrize("words", ["nul\x00byte", "half a sign \ud83d", "🌻", "محمد", "<script>alert(1)</script>"])
def test_odd_signs_are_kept_as_far_as_a_database_takes_them(client_of, cast, pause, words):
    data = QueryDict(mutable=True)
    data["reason"] = words
    mark = marks.read(marks_of(client_of(cast.here.staff), pause)["draft_mark"])

    draft = workflow.keep(mark=mark, owner_id=cast.here.staff.pk, data=data)

    draft.refresh_from_db()
    assert draft.values["reason"] == [workflow.storable(words)]
    assert client_of(cast.here.staff).get(pause).status_code == 200


@pytest.mark.parametrize("version", ["", "-1", "twelve", "99999999999999999999", "²"])
def test_an_odd_version_is_none(version):
    assert workflow.version_of(version) is None


def test_untouched_drafts_and_old_sendings_are_let_go(cast):
    now = timezone.now()
    limit = timedelta(days=settings.DRAFT_DAYS)
    young = draft_of(cast.here.staff, page="/young/", kept_at=now - limit + timedelta(minutes=1))
    old = draft_of(cast.here.staff, page="/old/", kept_at=now - limit - timedelta(minutes=1))
    recent = Sending.objects.create(uid=uuid4(), once=uuid4(), page="/", location="/")
    Sending.objects.create(uid=uuid4(), once=uuid4(), page="/", location="/", at=now - limit - timedelta(minutes=1))

    tasks.sweep()

    left = Draft.objects.filter(pk__in=[young.pk, old.pk])
    assert list(left) == [young]
    assert list(Sending.objects.all()) == [recent]
    assert tasks.sweep() == (0, 0)
