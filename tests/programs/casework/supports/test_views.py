"""The ledger on a page: every entry behind a balance, and taking one back."""

import pytest
from django.urls import reverse

from programs.casework.supports import workflow
from tests.factories.supports import account_at, points_of

LEDGER = reverse("supports:ledger")


@pytest.fixture
def staff(cast, client_of):
    return client_of(cast.here.staff)


def test_one_account_shows_what_is_left_and_its_entries_alone(cast, staff):
    shelf = account_at(cast.here.site, holds=10)

    page = staff.get(shelf.get_absolute_url()).content.decode()

    assert "10 left" in page
    assert cast.here.enrollment.number not in page.split("<tbody")[1]


def test_account_of_another_site_is_no_choice(cast, staff):
    theirs = points_of(cast.there.enrollment)

    page = staff.get(theirs.get_absolute_url()).content.decode()

    assert cast.there.enrollment.number not in page


def test_entries_put_in_are_told_from_those_taken_out(cast, staff):
    shelf = account_at(cast.here.site, holds=10)
    entry = workflow.enter(account=shelf, amount=-3, kind="given", on=cast.here.site.today(), by=cast.here.staff)
    workflow.counter(entry=entry, reason="Wrong size", by=cast.here.staff)

    counts = {way: staff.get(LEDGER, {"only": way}).context["listing"].count for way in ("in", "out", "back")}

    assert counts == {"in": 4, "out": 1, "back": 1}  # the cast has two, then the stock and the counter-entry


def test_staff_take_an_entry_back_with_a_reason(cast, staff):
    url = reverse("supports:take_back", args=[cast.here.entry.pk])

    refused = staff.post(url, {"reason": ""})
    done = staff.post(url, {"reason": "It was for another family"})

    assert "reason" in refused.context["form"].errors
    assert done.status_code == 302
    assert workflow.balance_of(cast.here.entry.account) == 0
    assert "taken back" in staff.get(LEDGER).content.decode()


def test_what_is_spent_cannot_be_taken_back_and_says_so(cast, staff):
    account = points_of(cast.here.enrollment)
    workflow.enter(account=account, amount=-5, kind="bought", on=cast.here.site.today(), by=cast.here.staff)

    page = staff.post(reverse("supports:take_back", args=[cast.here.entry.pk]), {"reason": "A mistake"})

    assert "not that much left" in page.content.decode()


def test_ledger_is_downloaded(cast, staff):
    answer = staff.get(LEDGER, {"format": "csv"})

    assert cast.here.enrollment.number in answer.content.decode()
