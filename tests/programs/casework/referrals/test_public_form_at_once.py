"""The public form in a flood: many senders at the same moment, each with a connection of its own, good words and nonsense."""

import threading
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mmp_portal.links.flood import Limit
from participants.models import Person
from programs.casework.referrals.models import Referral
from programs.casework.referrals.public_form.forms import ReferralForm

pytestmark = pytest.mark.django_db(transaction=True)

FAMILIES, TIMES = 6, 3
NONSENSE = (
    {},
    {"given_name": "\0' OR 1=1 --", "who": "own", "phone": "1"},
    {"given_name": "x" * 5000, "who": "nobody", "begun": "forged"},
    {"website": "https://example.invalid", "who": "own", "given_name": "Robot", "phone": "(417) 555-0101"},
)


def at_once(acts):
    """Run each act in a thread of its own, all starting together; give back what they returned."""
    gate = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def run(number, act):
        try:
            gate.wait(20)
            results[number] = act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


@pytest.fixture
def page(cast, time_machine):
    """The address of the form, and the hidden words of pages of it that were opened a while ago."""
    time_machine.move_to(timezone.now().replace(minute=1, second=0, microsecond=0), tick=False)
    address = reverse("public_referral:ask", args=["young_parent", cast.here.site.code])
    begun = Client().get(address).context["form"]["begun"].value()
    time_machine.shift(5)
    return address, begun


def typed(page, number):
    """What the page of one family sends."""
    return {
        "begun": page[1],
        "page_id": f"page-{number}",
        "who": "own",
        "given_name": f"Flood{number}",
        "family_name": "Fernsby",
        "phone": f"(417) 555-01{number:02d}",
        "language": "en",
    }


def send(page, data):
    return lambda: Client(raise_request_exception=False).post(page[0], data)


def came():
    return sorted(Referral.objects.filter(channel="public_form").values_list("person__given_name", flat=True))


def test_a_flood_with_nonsense_in_it_stores_every_family_once_and_loses_none(cast, page, monkeypatch):
    monkeypatch.setattr(ReferralForm, "limit", Limit(door="referral", from_one_address=500, from_everywhere=500))
    sendings = [typed(page, number) for number in range(FAMILIES) for _time in range(TIMES)]

    answers = at_once([send(page, data) for data in (*sendings, *NONSENSE)])

    good, bad = answers[: len(sendings)], answers[len(sendings) :]
    assert [answer.status_code for answer in good] == [302] * len(sendings)
    assert {answer.status_code for answer in bad} <= {200, 400}
    assert came() == [f"Flood{number}" for number in range(FAMILIES)]
    assert Person.objects.filter(family_name="Fernsby").count() == FAMILIES
    for number in range(FAMILIES):
        confirmed = {
            answer["Location"].split("/received/")[1] for answer in good[number * TIMES : (number + 1) * TIMES]
        }
        assert len({words.split(":")[0] for words in confirmed}) == 1, "one family has one number"


def test_beyond_the_limit_each_is_stored_or_told_to_wait_with_its_words(cast, page, monkeypatch):
    limit = Limit(door="referral", from_one_address=5, from_everywhere=50)
    monkeypatch.setattr(ReferralForm, "limit", limit)
    sendings = [typed(page, number) | {"page_id": str(uuid4())} for number in range(12)]

    answers = at_once([send(page, data) for data in sendings])

    taken = [data["given_name"] for data, answer in zip(sendings, answers, strict=True) if answer.status_code == 302]
    told = [(data, answer) for data, answer in zip(sendings, answers, strict=True) if answer.status_code == 429]
    assert (len(taken), len(told)) == (limit.from_one_address, len(sendings) - limit.from_one_address)
    assert came() == sorted(taken)
    for data, answer in told:
        assert data["given_name"] in answer.content.decode()
