"""The referral without an account: confirmed by a number, in the inbox once, nothing lost, whatever is sent."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from mmp_portal.links.flood import Limit
from mmp_portal.outbox.models import Message
from participants.models import Person
from programs.casework.public_pages.models import SitePage
from programs.casework.referrals.models import DivisionReport, Referral
from programs.casework.referrals.public_form.forms import ReferralForm
from programs.casework.referrals.public_form.views import SALT
from tests.factories.public_pages import page_of

LIMIT = Limit(door="referral", from_one_address=6, from_everywhere=20)
NASTY = json.loads((Path(settings.BASE_DIR) / "tests" / "house" / "nasty" / "strings.json").read_text())
OWN = {
    "who": "own",
    "given_name": "Tilda",
    "family_name": "Fernsby",
    "phone": "(417) 555-0177",
    "safe": ["text"],
    "language": "es",
    "hopes": "Somebody to talk to.",
}
HELPS = {
    **OWN,
    "who": "helps",
    "source": "health",
    "referrer_name": "Nell Carraway",
    "referrer_organization": "Cedar County Hospital",
    "referrer_reach": "nell@hospital.example",
    "knows": "yes",
}


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Now, at the beginning of a stretch of ten minutes."""
    time_machine.move_to(timezone.now().replace(minute=1, second=0, microsecond=0), tick=False)
    return time_machine


@pytest.fixture
def url(cast):
    return reverse("public_referral:ask", args=["young_parent", cast.here.site.code])


@pytest.fixture
def opened(client, url, clock):
    """The hidden words of a page that was opened a while ago."""
    form = client.get(url).context["form"]
    clock.shift(5)
    return {name: form[name].value() for name in ("begun", "page_id")}


@pytest.fixture
def came(cast):
    """Referrals that came by the form."""
    return lambda: Referral.objects.filter(channel="public_form")


class TestSent:
    def test_for_oneself_it_is_confirmed_by_a_number_and_in_the_inbox(self, client, cast, url, opened, came):
        answer = client.post(url, {**opened, **OWN}, follow=True)

        row = came().get()
        assert row.number in answer.content.decode()
        assert "Tilda" not in answer.content.decode()
        assert (row.site, row.program, row.source, row.status) == (cast.here.site, "young_parent", "self", "new")
        assert row in Referral.objects.for_user(cast.here.staff)
        assert row not in Referral.objects.for_user(cast.there.staff)
        assert Message.objects.filter(rule="referral-received", recipient=cast.here.supervisor).count() == 1

    def test_what_is_safe_is_kept_with_the_person(self, client, url, opened, came):
        client.post(url, {**opened, **OWN, "phone_seen_by": "Her mother", "reach_safely": "Mornings"})

        row = came().get()
        assert (row.person.may_text, row.person.may_leave_voicemail, row.person.reach_by) == (True, False, "text")
        assert (row.person.phone_seen_by, row.person.language, row.reach_safely) == ("Her mother", "es", "Mornings")

    def test_with_nothing_ticked_nothing_is_said_to_be_safe(self, client, url, opened, came):
        client.post(url, {**opened, **OWN, "safe": []})

        assert (came().get().person.may_text, came().get().person.may_leave_voicemail) == (None, None)

    def test_for_a_family_it_says_who_refers(self, client, url, opened, came):
        client.post(url, {**opened, **HELPS, "knows": "no"})

        row = came().get()
        assert (row.source, row.referrer_name, row.referrer_organization) == (
            "health",
            "Nell Carraway",
            "Cedar County Hospital",
        )
        assert row.family_knows is False

    def test_what_childrens_division_writes_is_restricted(self, client, cast, url, opened, came):
        client.post(url, {**opened, **HELPS, "source": "childrens_division", "risk_level": "Moderate"})

        assert came().get().hopes == ""
        report = DivisionReport.objects.get(referral=came().get())
        assert (report.risk_level, report.words) == ("Moderate", "Somebody to talk to.")
        assert report not in DivisionReport.objects.for_user(cast.here.staff)

    def test_in_spanish(self, client, url, opened, came):
        client.post(reverse("ui:speak"), {"language": "es"})

        assert client.get(url).context["form"]["language"].value() == "es"

    def test_a_site_that_takes_none_shows_the_phone_alone(self, client, cast, url, opened, came):
        SitePage.objects.filter(pk=cast.here.public_page.page.pk).update(takes_referrals=False)

        answer = client.post(url, {**opened, **OWN})

        assert "Call instead." in answer.content.decode()
        assert not came().exists()

    def test_a_program_that_ended_has_no_form(self, client, cast, url):
        cast.here.site.programs.update(ends_on=cast.here.site.today() - timedelta(days=1))

        assert client.get(url).status_code == 404


class TestOnce:
    def test_sent_again_it_is_stored_once_under_the_same_number(self, client, url, opened, came):
        numbers = {
            client.post(url, {**opened, **OWN})["Location"].split("/received/")[1].split(":")[0] for _tap in range(5)
        }

        assert came().count() == 1
        assert Person.objects.filter(given_name="Tilda").count() == 1
        assert len(numbers) == 1

    def test_without_an_id_of_the_page_it_is_stored_once_too(self, client, url, opened, came):
        for _tap in range(3):
            client.post(url, {"begun": opened["begun"], **OWN})

        assert came().count() == 1

    def test_other_words_from_the_same_page_are_another_referral(self, client, url, opened, came):
        client.post(url, {**opened, **OWN})
        client.post(url, {**opened, **OWN, "given_name": "Otis"})

        assert {row.person.given_name for row in came()} == {"Tilda", "Otis"}

    def test_the_same_words_to_another_site_are_another_referral(self, client, cast, url, opened, came):
        client.post(url, {**opened, **OWN})
        client.post(reverse("public_referral:ask", args=["young_parent", cast.there.site.code]), {**opened, **OWN})

        assert came().count() == 2


class TestRefused:
    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"given_name": ""}, "given_name"),
            ({"phone": "", "email": ""}, "phone"),
            ({"phone": "12"}, "phone"),
            ({"email": "nobody"}, "email"),
            ({"who": ""}, "who"),
            ({"language": "klingon"}, "language"),
            ({"born_on": "2999-01-01"}, "born_on"),
            ({"county": "0"}, "county"),
            ({"who": "helps", "source": "", "referrer_name": "", "referrer_reach": "", "knows": ""}, "knows"),
            ({"who": "helps", "source": "staff"}, "source"),
        ],
    )
    def test_what_is_wrong_gets_a_sentence_and_every_word_stays(self, client, url, opened, came, typed, field):
        answer = client.post(url, {**opened, **HELPS, **typed})

        form = answer.context["form"]
        assert form.errors[field]
        assert form["hopes"].value() == "Somebody to talk to."
        assert not came().exists()

    def test_a_machine_that_fills_every_field_is_stopped(self, client, url, opened, came):
        answer = client.post(url, {**opened, **OWN, "website": "https://spam.example"})

        assert "A field that people do not see" in answer.content.decode()
        assert not came().exists()

    def test_what_was_never_opened_is_asked_again_and_then_taken(self, client, url, clock, came):
        answer = client.post(url, OWN)
        form = answer.context["form"]
        clock.shift(5)
        again = {"begun": form["begun"].value()}

        client.post(url, {**{name: form[name].value() for name in OWN}, **again})

        assert came().count() == 1

    def test_a_number_that_we_did_not_sign_is_no_page(self, client, cast):
        for words in ("R-7K4MQ2", signing.dumps("R-7K4MQ2", salt="another")):
            path = reverse("public_referral:received", args=["young_parent", cast.here.site.code, words])

            assert client.get(path).status_code == 404

    def test_the_number_says_nothing_and_its_address_names_nobody(self, client, url, opened, came):
        path = client.post(url, {**opened, **OWN})["Location"]

        assert signing.loads(path.split("/received/")[1].strip("/"), salt=SALT) == came().get().number


class TestFlood:
    @pytest.fixture(autouse=True)
    def few(self, monkeypatch):
        """So many from one address, in place of the dozens of a hospital."""
        monkeypatch.setattr(ReferralForm, "limit", LIMIT)

    def test_a_flood_is_stopped_with_a_sentence_and_the_words_stay(self, client, url, opened, came):
        """Twice as many as one address may send: each of them is stored once or told to wait, none is lost."""
        taken, told = 0, 0
        for number in range(LIMIT.from_one_address * 2):
            answer = client.post(url, {**opened, **OWN, "family_name": f"Flood {number // 2}"})
            if answer.status_code == 302:
                taken += 1
                continue
            told += 1
            assert answer.status_code == 429
            assert "Wait 10 minutes" in answer.content.decode()
            assert answer.context["form"]["family_name"].value() == f"Flood {number // 2}"

        assert (taken, told) == (LIMIT.from_one_address, LIMIT.from_one_address)
        assert came().count() == LIMIT.from_one_address // 2

    def test_after_the_flood_the_words_are_taken(self, client, url, opened, clock, came):
        for number in range(LIMIT.from_one_address + 1):
            answer = client.post(url, {**opened, **OWN, "given_name": "" if number else "Tilda"})
        clock.shift(60 * LIMIT.minutes)
        form = answer.context["form"]

        client.post(url, {**opened, **OWN, "given_name": "Otis", "begun": form["begun"].value()})

        assert {row.person.given_name for row in came()} == {"Tilda", "Otis"}

    def test_a_flood_at_one_site_shuts_no_other_door(self, client, cast, url, opened, came):
        for _number in range(LIMIT.from_one_address + 1):
            client.post(url, opened)

        client.post(reverse("public_referral:ask", args=["young_parent", cast.there.site.code]), {**opened, **OWN})

        assert came().get().site == cast.there.site

    def test_nonsense_in_every_field_is_never_an_error_of_ours(self, client, url, opened, clock, came):
        """Every nasty string in every field of words: each answer is a sentence, a wait, or one stored referral."""
        form = client.get(url).context["form"]
        names = [bound.name for bound in form if bound.name not in ("begun", "website")]
        stored = 0
        # What is chosen from a list is chosen well in every second sending, so that the words are stored.
        chosen = {**opened, **dict.fromkeys(("source", "knows", "email", "county", "born_on"), ""), **OWN}
        for name in ("family_name", "hopes"):
            del chosen[name]
        for turn, begun in enumerate(range(0, len(NASTY), len(names))):
            typed = dict(zip(names, NASTY[begun : begun + len(names)], strict=False))
            answer = client.post(url, {**opened, **typed, **(chosen if turn % 2 else {})})
            assert answer.status_code in (200, 302, 429), typed
            stored += answer.status_code == 302
            clock.shift(60 * LIMIT.minutes if answer.status_code == 429 else 0)

        assert 0 < came().count() <= stored

    @pytest.mark.parametrize("body", [b"", b"%00%ff=%zz", b"who=own&who=helps&given_name=%ED%A0%80", b"[" * 5000])
    def test_a_body_that_is_no_form_is_answered(self, client, url, body, came):
        answer = client.post(url, body, content_type="application/x-www-form-urlencoded")

        assert answer.status_code in (200, 400)
        assert not came().exists()


def test_page_and_form_are_linked(client, cast, url):
    page_of(cast.there.site, program="worksite", takes_referrals=False)

    assert url in client.get(reverse("public_pages:page", args=["young_parent", cast.here.site.code])).content.decode()
    other = reverse("public_referral:ask", args=["worksite", cast.there.site.code])
    page = reverse("public_pages:page", args=["worksite", cast.there.site.code])
    assert other not in client.get(page).content.decode()
