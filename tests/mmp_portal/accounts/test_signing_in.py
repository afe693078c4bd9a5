"""Every way in and out, as a person meets it: with the test client, from the page to the mail and back."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from mmp_portal.accounts.models import User
from mmp_portal.outbox import sending
from mmp_portal.outbox.models import Message
from programs.casework.parameters.access import workflow as access
from tests.factories.accounts import PASSWORD, user_with

NEW_PASSWORD = "blue lantern over the river 7"


@pytest.fixture(autouse=True)
def fresh_rates():
    """Nobody starts with the tries of another test."""
    cache.clear()


@pytest.fixture
def rosalind(cast):
    return cast.here.staff


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def sent():
    """The mails that left after one sweep of the outbox."""
    sending.sweep()
    return mail.outbox


def link_in(message):
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


def choose_password(client, path, password=NEW_PASSWORD):
    """Follow a link from a mail and save a password."""
    page = client.get(path, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


def test_sign_in_by_email(client, rosalind):
    answer = sign_in(client, rosalind.email, PASSWORD)

    assert answer.status_code == 302
    assert is_signed_in(client)


def test_sign_in_by_email_in_other_letters(client, rosalind):
    sign_in(client, rosalind.email.upper(), PASSWORD)

    assert is_signed_in(client)


def test_wrong_password_says_so_and_keeps_the_address(client, rosalind):
    answer = sign_in(client, rosalind.email, "not the one")

    assert answer.status_code == 200
    assert rosalind.email in answer.content.decode()
    assert "not the one" not in answer.content.decode()
    assert not is_signed_in(client)


def test_unknown_address_gets_the_same_words_as_a_wrong_password(client, rosalind):
    known = sign_in(client, rosalind.email, "not the one").context["form"].errors
    unknown = sign_in(client, "nobody@example.org", "not the one").context["form"].errors

    assert known == unknown


def test_eight_wrong_passwords_lock_the_door_even_to_the_right_one(client, rosalind):
    answers = [sign_in(client, rosalind.email, f"not the one {count}") for count in range(8)]

    refused = sign_in(client, rosalind.email, PASSWORD)

    assert answers[6].status_code == 200
    assert answers[7].status_code == 429
    assert refused.status_code == 429
    assert "Too many tries" in refused.content.decode()
    assert not is_signed_in(client)


def test_lock_is_on_one_account_and_not_on_everybody_behind_the_same_connection(client, cast):
    for count in range(9):
        sign_in(client, cast.here.staff.email.upper(), f"not the one {count}")

    sign_in(client, cast.here.supervisor.email, PASSWORD)

    assert is_signed_in(client)


def test_right_password_forgets_the_wrong_ones(client, rosalind):
    for _round in range(2):
        for count in range(6):
            sign_in(client, rosalind.email, f"not the one {count}")
        cache.clear()
        sign_in(client, rosalind.email, PASSWORD)

        assert is_signed_in(client)
        client.post(reverse("account_logout"))


def test_ended_access_does_not_let_in(client, rosalind):
    User.objects.filter(pk=rosalind.pk).update(is_active=False)

    sign_in(client, rosalind.email, PASSWORD)

    assert not is_signed_in(client)


def test_one_time_code_by_email(client, rosalind, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_request_login_code"), {"email": rosalind.email})
    code = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", sent()[-1].body, re.MULTILINE).group(1)

    answer = client.post(reverse("account_confirm_login_code"), {"code": code})

    assert answer.status_code == 302
    assert is_signed_in(client)


def test_wrong_code_does_not_let_in(client, rosalind):
    client.post(reverse("account_request_login_code"), {"email": rosalind.email})

    client.post(reverse("account_confirm_login_code"), {"code": "WRONG1"})

    assert not is_signed_in(client)


def test_code_for_an_unknown_address_tells_the_page_nothing(client, rosalind):
    known = client.post(reverse("account_request_login_code"), {"email": rosalind.email})
    client.logout()
    unknown = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_code_is_wiped_from_the_outbox_once_it_is_sent(client, rosalind):
    client.post(reverse("account_request_login_code"), {"email": rosalind.email})

    sent()

    assert Message.objects.get(recipient=rosalind, rule="login_code").body == ""


def test_sign_out(client_of, rosalind):
    client = client_of(rosalind)

    client.post(reverse("account_logout"))

    assert not is_signed_in(client)


def test_change_of_password(client_of, rosalind):
    client = client_of(rosalind)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert answer.status_code == 302
    rosalind.refresh_from_db()
    assert rosalind.check_password(NEW_PASSWORD)
    assert is_signed_in(client)
    assert sent()[-1].to == [rosalind.email]


def test_change_of_password_asks_for_the_old_one(client_of, rosalind):
    answer = client_of(rosalind).post(
        reverse("account_change_password"),
        {"oldpassword": "not the one", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert answer.status_code == 200
    rosalind.refresh_from_db()
    assert rosalind.check_password(PASSWORD)


@pytest.mark.parametrize("password", ["short", "password123", "1234567890"])
def test_weak_password_is_refused(client_of, rosalind, password):
    answer = client_of(rosalind).post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )

    assert answer.context["form"].errors


def test_forgotten_password_by_a_link_that_works_once(client, rosalind):
    client.post(reverse("account_reset_password"), {"email": rosalind.email})
    path = link_in(sent()[0])

    choose_password(client, path)
    again = client.get(path, follow=True)

    rosalind.refresh_from_db()
    assert rosalind.check_password(NEW_PASSWORD)
    assert "This link no longer works" in again.content.decode()
    sign_in(client, rosalind.email, NEW_PASSWORD)
    assert is_signed_in(client)


def test_forgotten_password_of_an_unknown_address_tells_the_page_nothing(client, rosalind):
    known = client.post(reverse("account_reset_password"), {"email": rosalind.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_invitation_is_accepted_and_leads_home(client, cast):
    access.invite(
        email="wren@example.org", name="Wren Mockingham", role="staff", site=cast.here.site, by=cast.here.supervisor
    )
    letter = sent()[0]

    choose_password(client, link_in(letter))
    answer = sign_in(client, "wren@example.org", NEW_PASSWORD)

    assert letter.to == ["wren@example.org"]
    assert "Wren" in letter.body
    assert answer.status_code == 302
    assert is_signed_in(client)


def test_invited_person_can_ask_for_a_code_before_choosing_a_password(client, cast):
    access.invite(
        email="wren@example.org", name="Wren Mockingham", role="staff", site=cast.here.site, by=cast.here.supervisor
    )

    client.post(reverse("account_request_login_code"), {"email": "wren@example.org"})

    assert Message.objects.filter(rule="login_code", address="wren@example.org").exists()


def test_nobody_can_sign_up(client, db):
    for name in ("account_signup", "account_email"):
        answer = client.post(
            reverse(name),
            {"email": "stranger@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        )
        assert answer.status_code in (200, 302, 403, 404)

    assert not User.objects.filter(email="stranger@example.org").exists()
    assert not is_signed_in(client)


def test_page_that_was_asked_for_opens_after_signing_in(client, rosalind):
    asked = client.get("/access/settings/")

    answer = client.post(asked.url, {"login": rosalind.email, "password": PASSWORD, "next": "/access/settings/"})

    assert answer.url == "/access/settings/"


def test_way_back_never_leads_to_another_host(client, rosalind):
    answer = client.post(
        reverse("account_login"), {"login": rosalind.email, "password": PASSWORD, "next": "https://elsewhere.example/"}
    )

    assert "elsewhere.example" not in answer.url


def test_role_that_ended_yesterday_opens_nothing(client_of, cast):
    from datetime import timedelta

    from django.utils import timezone

    user = user_with("staff", site=cast.here.site)
    user.role_grants.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert client_of(user).get("/access/settings/").status_code == 403


def test_new_password_opens_the_door_that_wrong_ones_had_locked(client, rosalind):
    for count in range(9):
        sign_in(client, rosalind.email, f"not the one {count}")
    client.post(reverse("account_reset_password"), {"email": rosalind.email})

    choose_password(client, link_in(sent()[0]))
    sign_in(client, rosalind.email, NEW_PASSWORD)

    assert is_signed_in(client)


def test_language_of_the_person_is_spoken_on_whatever_device(client_of, rosalind):
    User.objects.filter(pk=rosalind.pk).update(language="es")

    page = client_of(rosalind).get("/access/settings/", headers={"accept-language": "en"})

    assert '<html lang="es">' in page.content.decode()


def test_signed_out_the_browsers_language_is_spoken(client, db):
    page = client.get("/accounts/login/", headers={"accept-language": "es"}).content.decode()

    assert '<html lang="es">' in page
    assert "Entrar" in page


def test_another_language_is_chosen_and_kept_in_the_browser(client, db):
    answer = client.post("/language/", {"language": "es", "next": "/accounts/login/"})

    assert answer["Location"] == "/accounts/login/"
    assert '<html lang="es">' in client.get("/accounts/login/").content.decode()


def test_another_language_is_kept_with_the_account(client_of, rosalind):
    client_of(rosalind).post("/language/", {"language": "es", "next": "/access/settings/"})

    rosalind.refresh_from_db()
    assert rosalind.language == "es"


@pytest.mark.parametrize("fields", [{"language": "tlh"}, {}, {"language": "es", "next": "https://elsewhere.example/"}])
def test_no_other_language_and_no_other_place(client, db, fields):
    answer = client.post("/language/", fields)

    assert answer["Location"] == "/"
    assert ("django_language" in answer.cookies) == ("next" in fields)
