"""Signed links: what opens them, what does not, and how they are taken back."""

from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Event
from mmp_portal.links import purposes, workflow
from mmp_portal.links.doors import by_link
from mmp_portal.links.models import SignedLink
from mmp_portal.links.tokens import find, token_of
from programs.casework.meetings.doors import ANSWER, DOOR
from tests.factories.meetings import answer_link_for, link_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(cast):
    return cast.here.answer_link


def test_link_is_found_by_its_words(link):
    assert find(token_of(link), ANSWER) == link


def test_the_same_link_has_the_same_words_every_time(link):
    assert token_of(link) == token_of(SignedLink.objects.get(pk=link.pk))


def test_two_links_about_one_record_differ(cast, link):
    other = answer_link_for(cast.here.attendance)

    assert token_of(other) != token_of(link)


def other_signature(token):
    payload = token.rsplit(".", 1)[0]
    return Signer(key="another secret", salt="mmp_portal.links", sep=".").sign(payload)


def other_subject(token):
    purpose, subject, rest = token.split(".", 2)
    return f"{purpose}.{int(subject) + 1}.{rest}"


def later(token):
    purpose, subject, second, rest = token.split(".", 3)
    return f"{purpose}.{subject}.{int(second) + 86400}.{rest}"


@pytest.mark.parametrize(
    "tamper",
    [
        other_signature,
        other_subject,
        later,
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token.replace(".", ":", 1),
        lambda token: "",
        lambda token: "\x00",
        lambda token: "a" * 5000,
        lambda token: "…🌻.1.2.3",
        lambda token: Signer(salt="mmp_portal.links", sep=".").sign("meeting-answer.1.2"),
        lambda token: Signer(salt="another page", sep=".").sign(token.rsplit(".", 1)[0]),
    ],
)
def test_tampered_link_opens_nothing(link, tamper):
    assert find(tamper(token_of(link)), ANSWER) is None


def test_link_opens_no_page_of_another_purpose(link):
    assert find(token_of(link), DOOR) is None


def test_link_opens_until_its_moment(cast, time_machine):
    now = timezone.now().replace(microsecond=0)
    link = answer_link_for(cast.here.attendance, expires_at=now + timedelta(hours=1))
    token = token_of(link)

    time_machine.move_to(now + timedelta(minutes=59, seconds=59), tick=False)
    assert find(token, ANSWER) == link
    time_machine.move_to(now + timedelta(hours=1), tick=False)
    assert find(token, ANSWER) is None


def test_moment_in_the_row_alone_does_not_prolong_a_link(cast):
    link = answer_link_for(cast.here.attendance)
    token = token_of(link)
    SignedLink.objects.filter(pk=link.pk).update(expires_at=link.expires_at + timedelta(days=1))

    assert find(token, ANSWER) is None


def test_withdrawn_link_opens_nothing_and_says_who_withdrew_it(cast, link):
    first = workflow.withdraw(link=link, subject=cast.here.meeting, by=cast.here.staff)
    second = workflow.withdraw(link=link, subject=cast.here.meeting, by=cast.here.staff)

    assert (first, second) == (True, False)
    assert find(token_of(link), ANSWER) is None
    link.refresh_from_db()
    assert link.withdrawn_by == cast.here.staff
    assert Event.objects.filter(verb="link.withdrawn").count() == 1


def test_making_links_keeps_those_that_last_as_long(cast, link):
    pk = cast.here.attendance.pk

    same = workflow.make(purpose=ANSWER, subjects={pk: link.expires_at}, by=cast.here.staff)[pk]
    longer = workflow.make(purpose=ANSWER, subjects={pk: link.expires_at + timedelta(days=1)}, by=cast.here.staff)[pk]

    assert same == link
    assert longer != link
    assert workflow.links_of(ANSWER, [pk])[pk] == longer


def test_use_is_counted(link):
    workflow.use(link)
    workflow.use(link)

    link.refresh_from_db()
    assert link.uses == 2
    assert link.last_used_at is not None


@pytest.mark.parametrize(
    "facts",
    [
        {"expires_at": timezone.now() - timedelta(days=400)},
        {"uses": 1},
        {"last_used_at": timezone.now()},
    ],
)
def test_link_that_cannot_be_is_refused_by_the_database(cast, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        link_for(ANSWER, cast.here.attendance, **facts)


def test_link_withdrawn_by_somebody_has_its_moment(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        link_for(ANSWER, cast.here.attendance, withdrawn_by=cast.here.staff)


def test_purpose_is_registered_once():
    with pytest.raises(ValueError, match="registered twice"):
        purposes.register(purposes.get(ANSWER))


def test_address_leads_to_the_page_of_the_purpose(link):
    assert purposes.path_of(link) == reverse("meetings:invited", args=[token_of(link)])


def test_page_by_link_is_not_kept_or_indexed(link):
    view = by_link(ANSWER)(lambda request, found: HttpResponse(str(found.pk)))

    answer = view(RequestFactory().get("/"), token=token_of(link))

    assert answer.content.decode() == str(link.pk)
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


# --- Taking a link back ----------------------------------------------------------------------


def test_staff_withdraw_the_link_of_their_own_meeting(cast, client_of, link):
    url = reverse("links:withdraw", args=[link.pk])

    answer = client_of(cast.here.staff).post(url, follow=True)

    assert "The link was withdrawn." in answer.content.decode()
    assert find(token_of(link), ANSWER) is None
    assert "withdrawn already" in client_of(cast.here.staff).post(url, follow=True).content.decode()


@pytest.mark.parametrize("who", ["staff", "supervisor", "mentor_user"])
def test_nobody_of_another_site_withdraws_it(cast, client_of, link, who):
    answer = client_of(getattr(cast.there, who)).post(reverse("links:withdraw", args=[link.pk]))

    assert answer.status_code == 404
    assert find(token_of(link), ANSWER) == link


def test_opening_the_address_withdraws_nothing(cast, client_of, link):
    assert client_of(cast.here.staff).get(reverse("links:withdraw", args=[link.pk])).status_code == 405
