"""The first agency of a real installation: all of it or nothing."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import Agency, Site
from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from tests.factories.agencies import AgencyFactory

pytestmark = pytest.mark.django_db

OPTIONS = {
    "agency": "Lantern House",
    "site": "Lantern Hill",
    "code": "lan",
    "state": "MO",
    "programs": ["young_parent", "worksite"],
    "admin_email": "Ada@Example.org",
    "admin_name": "Ada Overview",
    "asks": False,
}


def nothing_was_created():
    return not (Agency.objects.exists() or User.objects.exists() or Message.objects.exists() or Event.objects.exists())


def test_options_alone_make_agency_site_and_administrator(capsys):
    call_command("start_agency", **OPTIONS)

    site, administrator = Site.objects.get(), User.objects.get()
    assert (site.agency.name, site.name, site.code) == ("Lantern House", "Lantern Hill", "LAN")
    assert site.offers("worksite", on=timezone.localdate())
    assert site.offers("young_parent", on=timezone.localdate())
    assert administrator.email == "ada@example.org"
    assert administrator.may(Permission.SITE_EDIT)
    assert Message.objects.get(rule="invitation").recipient == administrator
    assert "/accounts/password/reset/key/" in capsys.readouterr().out


def test_printed_link_chooses_the_password(capsys, client):
    call_command("start_agency", **OPTIONS)
    path = re.findall(r"https?://[^/\s]+(/accounts/\S+)", capsys.readouterr().out)[-1]

    page = client.get(path, follow=True)
    client.post(
        page.request["PATH_INFO"],
        {"password1": "blue lantern over the river 7", "password2": "blue lantern over the river 7"},
    )

    assert User.objects.get().check_password("blue lantern over the river 7")


@pytest.mark.parametrize("option", ["agency", "site", "code", "state", "programs", "admin_email", "admin_name"])
def test_missing_option_is_named_and_nothing_is_created(option):
    with pytest.raises(CommandError, match=re.escape(option.replace("_", "-").replace("programs", "program"))):
        call_command("start_agency", **OPTIONS | {option: None})

    assert nothing_was_created()


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("agency", " ", "cannot be empty"),
        ("agency", "x" * 121, "at most 120"),
        ("code", "TOO-LONG-CODE", "at most 8"),
        ("code", "Ä", "letters and digits"),
        ("state", "Texas", "not a state"),
        ("programs", ["chess"], "not a program"),
        ("programs", ["moppp"], "--model is missing"),
        ("model", "abc", "not a home-visiting model"),
        ("since", "soon", "not a day"),
        ("admin_email", "ada", "not an e-mail address"),
    ],
)
def test_bad_answer_gets_a_sentence_and_nothing_is_created(option, value, words):
    options = OPTIONS | {option: value}
    if option == "model":
        options["programs"] = ["moppp"]

    with pytest.raises(CommandError, match=words):
        call_command("start_agency", **options)

    assert nothing_was_created()


def test_second_run_is_refused():
    AgencyFactory()

    with pytest.raises(CommandError, match="has an agency already"):
        call_command("start_agency", **OPTIONS)

    assert Agency.objects.count() == 1


def test_asked_step_by_step_until_each_answer_is_right(monkeypatch, capsys):
    typed = iter(
        [
            "Lantern House",
            "Lantern Hill",
            "too long a code",
            "LAN",
            "Texas",
            "Minnesota",
            "chess",
            "moppp, young_parent",
            "pat",
            "2026-07-01",
            "Ada Overview",
            "ada",
            "ada@example.org",
        ]
    )
    monkeypatch.setattr("builtins.input", lambda question: next(typed))

    call_command("start_agency")

    site = Site.objects.get()
    assert site.state == "MN"
    assert {(row.program, row.home_visiting_model, row.starts_on) for row in site.programs.all()} == {
        ("moppp", "pat", date(2026, 7, 1)),
        ("young_parent", "", date(2026, 7, 1)),
    }
    assert "is not a program" in capsys.readouterr().out


@pytest.mark.parametrize("interruption", [EOFError, KeyboardInterrupt])
def test_stopped_in_between_creates_nothing(monkeypatch, interruption):
    def stop(question):
        raise interruption

    monkeypatch.setattr("builtins.input", stop)

    with pytest.raises(CommandError, match="Nothing was created"):
        call_command("start_agency")

    assert nothing_was_created()
