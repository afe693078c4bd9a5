"""The gallery, the site at hand, signing in, and pages that say something did not work."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from mmp_portal.ui import views
from tests.browser import assert_accessible, assert_fits
from tests.factories.accounts import PASSWORD, RoleGrantFactory, user_with
from tests.factories.agencies import SiteFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return user_with("administrator", name="Ada Overview")


@pytest.fixture
def two_sites():
    user = user_with("staff", site=SiteFactory(name="Greene County"), name="Rosalind Makepeace")
    RoleGrantFactory(user=user, role="staff", site=SiteFactory(name="Polk County"))
    return user


# --- The gallery ----------------------------------------------------------------------------


@pytest.mark.parametrize("url_name", ["ui:gallery", "ui:phone_gallery"])
def test_gallery_shows_every_component_rendered(client_of, administrator, url_name):
    page = client_of(administrator).get(reverse(url_name)).content.decode()

    assert "<c-" not in page
    assert "{{" not in page
    assert "{%" not in page
    assert "style=" not in page


def test_gallery_is_for_administrators(client_of):
    staff = user_with("staff", site=SiteFactory())

    assert client_of(staff).get(reverse("ui:gallery")).status_code == 403


def test_filters_that_are_on_can_be_taken_off_one_by_one(client_of, administrator):
    page = client_of(administrator).get(reverse("ui:gallery"), {"program": "moppp", "q": "fable", "page": "2"})

    html = page.content.decode()
    assert "Program: MOPPP" in html
    assert 'href="/gallery/?q=fable"' in html
    assert 'href="/gallery/?program=moppp"' in html


@pytest.mark.parametrize("url_name", ["ui:gallery", "ui:phone_gallery"])
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_gallery_is_accessible(screen, sign_in, administrator, url_name, colors):
    sign_in(administrator)
    screen.emulate_media(color_scheme=colors)

    screen.goto(reverse(url_name))

    assert_accessible(screen)
    assert_fits(screen)


# --- The site at hand -----------------------------------------------------------------------


def test_site_is_chosen_and_given_up_again(client_of, two_sites):
    client = client_of(two_sites)
    greene = two_sites.sites[0]

    answer = client.post(reverse("ui:choose_site"), {"site": greene.pk, "next": "/gallery/?q=x"})

    assert answer.url == "/gallery/?q=x"
    assert client.session["site"] == greene.pk
    client.post(reverse("ui:choose_site"), {"site": ""})
    assert "site" not in client.session


def test_site_of_others_cannot_be_chosen(client_of, two_sites):
    client = client_of(two_sites)

    client.post(reverse("ui:choose_site"), {"site": SiteFactory().pk})

    assert "site" not in client.session


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_way_on_stays_in_the_portal(client_of, two_sites, address):
    answer = client_of(two_sites).post(reverse("ui:choose_site"), {"site": "", "next": address})

    assert answer.url == "/"


# --- Pages that say something did not work --------------------------------------------------


def broken(request):
    raise RuntimeError("on purpose")


@pytest.mark.parametrize(
    ("view", "status", "heading"),
    [
        (views.bad_request, 400, "The portal did not understand this"),
        (views.permission_denied, 403, "This is not open to you"),
        (views.page_not_found, 404, "There is nothing at this address"),
        (views.csrf_failure, 403, "This form was open too long"),
        (views.server_error, 500, "Something broke on our side"),
    ],
)
def test_error_page_needs_neither_person_nor_database(view, status, heading, django_assert_num_queries):
    request = RequestFactory().get("/gone/", headers={"referer": "http://testserver/people/?page=2"})

    with django_assert_num_queries(0, connection=connection):
        answer = view(request)

    assert answer.status_code == status
    assert heading in answer.content.decode()
    assert 'href="http://testserver/people/?page=2"' in answer.content.decode()


@pytest.mark.parametrize(
    "referer", ["https://elsewhere.example/people/", "javascript:alert(1)", "", "http://testserver/gone/"]
)
def test_way_back_leads_into_the_portal_or_home(referer):
    answer = views.page_not_found(RequestFactory().get("/gone/", headers={"referer": referer}))

    assert "Back to where I was" not in answer.content.decode()
    assert "To my home page" in answer.content.decode()


def test_host_that_is_not_ours_gets_a_page_and_no_loop():
    request = RequestFactory().get("/", headers={"referer": "http://elsewhere.example/", "host": "elsewhere.example"})

    assert views.bad_request(request, SuspiciousOperation()).status_code == 400


def test_form_without_its_token_keeps_the_way_back(client_of, two_sites):
    client = Client(enforce_csrf_checks=True)
    client.force_login(two_sites, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.post(reverse("ui:choose_site"), {}, headers={"referer": "http://testserver/gallery/"})

    assert answer.status_code == 403
    assert "This form was open too long" in answer.content.decode()
    assert 'href="http://testserver/gallery/"' in answer.content.decode()


def test_error_page_is_accessible(screen):
    screen.goto("/there-is-no-such-page/")

    assert_accessible(screen)
    assert_fits(screen)


# --- Signing in -----------------------------------------------------------------------------

ENTRANCES = [
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
]


@pytest.mark.parametrize("url_name", ENTRANCES)
def test_entrance_is_accessible(screen, url_name):
    screen.goto(reverse(url_name))

    assert screen.locator("h1").count() == 1
    assert_accessible(screen)
    assert_fits(screen)


def test_wrong_password_gets_a_sentence_and_keeps_the_address(client):
    page = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "wrong"})

    html = page.content.decode()
    assert "error-summary" in html
    assert 'value="nobody@example.org"' in html
    assert "wrong" not in html.replace("Something went wrong", "")


def test_empty_sign_in_says_what_is_missing(client):
    html = client.post(reverse("account_login"), {}).content.decode()

    assert "“E-mail” is still empty." in html
    assert "“Password” is still empty." in html


def test_signing_out_asks_by_post(client_of, two_sites):
    client = client_of(two_sites)

    assert "Sign out?" in client.get(reverse("account_logout")).content.decode()
    assert client.post(reverse("account_logout")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_password_is_changed(client_of, two_sites):
    client = client_of(two_sites)
    new = "a longer open book 43"

    wrong = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": "other"}
    )
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert "error-summary" in wrong.content.decode()
    two_sites.refresh_from_db()
    assert two_sites.check_password(new)


def test_old_link_offers_a_new_one(client):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "set-password"]))

    assert "This link no longer works" in page.content.decode()


# --- Colors ---------------------------------------------------------------------------------


def test_chosen_colors_are_kept_in_the_browser(page, sign_in, administrator):
    sign_in(administrator)
    page.goto(reverse("ui:phone_gallery"))
    page.goto(reverse("ui:gallery"))

    page.locator(".topbar-end summary").click()
    page.get_by_role("button", name="Dark").click()
    page.goto(reverse("ui:phone_gallery"))

    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_page_works_without_scripts(browser, live_server, client, administrator):
    client.force_login(administrator)
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()

    page.goto(live_server.url + reverse("ui:gallery"))
    page.locator(".topbar-end summary").click()
    page.get_by_role("button", name="Sign out").click()

    assert page.url.endswith(reverse("account_login"))
    context.close()


def test_many_wrong_passwords_are_stopped_with_a_page_of_ours(client, two_sites):
    answers = [
        client.post(reverse("account_login"), {"login": two_sites.email, "password": f"wrong {n}"}) for n in range(12)
    ]
    right = client.post(reverse("account_login"), {"login": two_sites.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session
    for answer in [*answers, right]:
        html = answer.content.decode()
        assert "MMP Portal" in html
        assert "<c-" not in html
