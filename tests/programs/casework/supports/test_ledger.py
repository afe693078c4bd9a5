"""What is put in and taken out: never below zero, never changed, taken back by a second entry."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from programs.casework.supports import workflow
from programs.casework.supports.models import Account, Book, Entry
from tests.factories.supports import account_at, points_of


@pytest.fixture
def here(cast):
    return cast.here


@pytest.fixture
def shelf(here):
    """Ten packs of diapers."""
    return account_at(here.site, holds=10)


def enter(account, amount, **more):
    more.setdefault("on", account.site.today())
    return workflow.enter(account=account, amount=amount, kind="given", by=None, **more)


def test_balance_is_the_sum_of_the_entries(shelf):
    entry = enter(shelf, -4)

    assert workflow.balance_of(shelf) == 6 == Entry.objects.filter(account=shelf).total()
    assert entry.balance_after == 6


def test_the_last_piece_can_be_taken_and_not_one_more(shelf):
    enter(shelf, -10)

    with pytest.raises(workflow.NotEnough, match="not that much left") as refusal:
        enter(shelf, -1)

    assert refusal.value.left == 0
    assert workflow.balance_of(shelf) == 0


def test_who_when_and_why_are_kept(here, shelf):
    entry = workflow.enter(
        account=shelf,
        amount=-1,
        kind="given",
        on=here.site.today(),
        enrollment=here.enrollment,
        words="For the twins",
        by=here.staff,
    )

    assert entry.recorded_by == here.staff
    assert list(Entry.objects.about(here.enrollment).in_book(Book.GOODS)) == [entry]


@pytest.mark.parametrize(("amount", "days", "sentence"), [(0, 0, "how much"), (1, 1, "future")])
def test_nothing_and_a_day_to_come_are_refused(shelf, amount, days, sentence):
    with pytest.raises(workflow.CannotEnter, match=sentence):
        enter(shelf, amount, on=shelf.site.today() + timedelta(days=days))


def test_a_fund_of_a_year_takes_no_other_year(here):
    fund = workflow.open_account(
        book=Book.FUNDS,
        site=here.site,
        program="worksite",
        code="education-2020",
        name="Education fund",
        starts_on=date(2019, 7, 1),
        ends_on=date(2020, 6, 30),
        by=here.supervisor,
    )

    enter(fund, 500_000, on=date(2019, 7, 1))

    with pytest.raises(workflow.CannotEnter, match="not for that day"):
        enter(fund, -7_500, on=date(2020, 7, 1))
    assert list(Account.objects.in_use(date(2020, 6, 30)).in_book(Book.FUNDS)) == [fund]
    assert not Account.objects.in_use(date(2020, 7, 1)).in_book(Book.FUNDS).exists()


def test_what_it_came_from_is_entered_once(here):
    account = points_of(here.enrollment)
    entry = enter(account, 10, key="contact-7")

    with pytest.raises(workflow.CannotEnter, match="already"):
        enter(account, 10, key="contact-7")
    workflow.counter(entry=entry, reason="Another contact was meant", by=here.staff)
    enter(account, 10, key="contact-7")

    assert workflow.balance_of(account) == here.entry.balance_after + 10


def test_an_account_is_opened_once(here, shelf):
    again = account_at(here.site)

    assert again == shelf
    assert points_of(here.enrollment) == points_of(here.enrollment)


# --- Taking back ----------------------------------------------------------------------------


def test_a_counter_entry_gives_back_what_was_taken(here, shelf):
    entry = enter(shelf, -4, enrollment=here.enrollment)

    (counter,) = workflow.counter(entry=entry, reason="They were the wrong size", by=here.staff)

    assert (counter.amount, counter.counters, counter.enrollment) == (4, entry, here.enrollment)
    assert workflow.balance_of(shelf) == 10
    assert Entry.objects.filter(account=shelf).standing().count() == 1


def test_an_entry_is_taken_back_once_and_a_counter_entry_never(here, shelf):
    entry = enter(shelf, -4)
    (counter,) = workflow.counter(entry=entry, reason="Wrong size", by=here.staff)

    with pytest.raises(workflow.CannotEnter, match="already"):
        workflow.counter(entry=entry, reason="Again", by=here.staff)
    with pytest.raises(workflow.CannotEnter, match="takes back another"):
        workflow.counter(entry=counter, reason="Again", by=here.staff)


def test_what_is_spent_already_cannot_be_taken_back(here):
    account = account_at(here.site)
    bought = enter(account, 10)
    enter(account, -8)

    with pytest.raises(workflow.NotEnough):
        workflow.counter(entry=bought, reason="It never came", by=here.staff)

    assert workflow.balance_of(account) == 2


def test_taking_back_asks_for_a_reason(here, shelf):
    with pytest.raises(workflow.CannotEnter, match="why") as refusal:
        workflow.counter(entry=enter(shelf, -1), reason=" ", by=here.staff)

    assert refusal.value.about == "reason"


def test_entered_together_is_all_or_nothing_and_taken_back_together(here, shelf):
    purse = points_of(here.enrollment, holds=20)
    start = purse.balance
    today = here.site.today()
    sale = [
        workflow.Line(account=purse, amount=-12, kind="bought"),
        workflow.Line(account=shelf, amount=-2, kind="sold", enrollment=here.enrollment),
    ]

    paid, _sold = workflow.enter_together(lines=sale, on=today, by=here.staff)
    with pytest.raises(workflow.NotEnough):
        workflow.enter_together(
            lines=[sale[1], workflow.Line(account=purse, amount=-start, kind="bought")], on=today, by=here.staff
        )

    assert (workflow.balance_of(purse), workflow.balance_of(shelf)) == (start - 12, 8)
    workflow.counter(entry=paid, reason="They changed their mind", by=here.staff)
    assert (workflow.balance_of(purse), workflow.balance_of(shelf)) == (start, 10)


# --- What the database holds besides ---------------------------------------------------------


def test_database_refuses_a_balance_below_zero(shelf):
    with pytest.raises((IntegrityError, ValueError)), transaction.atomic():
        Account.objects.filter(pk=shelf.pk).update(balance=-1)


def test_entries_are_neither_changed_nor_deleted(shelf):
    entry = enter(shelf, -1)

    for forbidden in (entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(amount=1)):
        with pytest.raises(TypeError, match="counter-entry"):
            forbidden()


def test_another_site_sees_neither_account_nor_entry(cast, shelf):
    enter(shelf, -1)

    assert not Account.objects.for_user(cast.there.staff).filter(site=cast.here.site).exists()
    assert not Entry.objects.for_user(cast.there.staff).filter(account=shelf).exists()
    assert not Entry.objects.for_user(cast.here.mentor_user).exists()
