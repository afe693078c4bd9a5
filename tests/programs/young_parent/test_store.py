"""The Baby Store: a shelf that is never below zero, sales that go whole or not at all, corrections by a second entry."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connections
from django.urls import reverse

from programs.casework.supports import workflow as ledger
from programs.young_parent.bucks.workflow import balance_of, give
from programs.young_parent.models import Sale, StoreDay, StoreItem
from programs.young_parent.store import workflow
from tests.factories.young_parent import item_at, store_day_at


@pytest.fixture
def case(cast):
    """Juniper's case, with 50 Baby Bucks."""
    return cast.here.enrollment


@pytest.fixture
def room(cast):
    """Ten packs of diapers at 8 each, and a store day today."""
    return cast.here.room


@pytest.fixture
def staff(cast, client_of):
    return client_of(cast.here.staff)


def sell(cast, *, item=None, count=1):
    room = cast.here.room
    return workflow.sell(
        store_day=room.store_day,
        item=item or room.item,
        enrollment=cast.here.enrollment,
        count=count,
        by=cast.here.staff,
    )


def left_of(item):
    return ledger.balance_of(item.account)


def test_a_sale_takes_points_and_pieces(cast, case, room):
    sale = sell(cast, count=2)

    assert (sale.points, balance_of(case), left_of(room.item)) == (16, 34, 8)
    assert room.store_day.sales.totals() == {"pieces": 2, "points": 16}


def test_who_has_too_little_buys_nothing(cast, case, room):
    with pytest.raises(workflow.CannotEnter, match="They have 50; this costs 56") as refusal:
        sell(cast, count=7)

    assert refusal.value.about == "count"
    assert (balance_of(case), left_of(room.item), Sale.objects.count()) == (50, 10, 0)


def test_what_is_not_on_the_shelf_is_not_sold(cast, case):
    item = item_at(case.site, name="Board book", price=1, pieces=2)

    with pytest.raises(workflow.CannotEnter, match="2 of Board book are left") as refusal:
        sell(cast, item=item, count=3)

    assert refusal.value.about == "item"
    assert (balance_of(case), left_of(item)) == (50, 2)


def test_a_sale_is_taken_back_with_its_pieces(cast, case, room):
    sale = sell(cast, count=2)

    ledger.counter(entry=sale.paid, reason="They chose another size", by=cast.here.staff)

    assert (balance_of(case), left_of(room.item)) == (50, 10)
    assert room.store_day.sales.totals() == {"pieces": 0, "points": 0}


def test_an_item_off_the_offer_is_not_sold_and_a_new_price_is_for_new_sales(cast, room):
    old = sell(cast)

    item = workflow.correct_item(item=room.item, version=room.item.version, price=9, is_offered=True, by=None)
    new = sell(cast)
    workflow.correct_item(item=item, version=item.version, price=9, is_offered=False, by=None)

    assert (old.points, new.points) == (8, 9)
    with pytest.raises(workflow.CannotEnter, match="not on offer"):
        sell(cast)


def test_a_count_takes_pieces_off_but_never_more_than_there_are(room):
    today = room.item.site.today()
    workflow.receive(item=room.item, pieces=-3, on=today, words="Counted", by=None)

    with pytest.raises(workflow.CannotEnter, match="not that much left"):
        workflow.receive(item=room.item, pieces=-8, on=today, words="Counted", by=None)

    assert left_of(room.item) == 7


def test_one_day_and_one_name_at_a_site(cast, room):
    with pytest.raises(workflow.CannotKeep, match="open on that day") as day:
        store_day_at(cast.here.site)
    with pytest.raises(workflow.CannotKeep, match="this name") as item:
        item_at(cast.here.site, name="diapers, SIZE 3")

    assert (day.value.about, item.value.about) == ("held_on", "name")


@pytest.mark.django_db(transaction=True)
def test_two_staff_who_sell_the_last_one_at_once_sell_it_once(cast, case):
    """Fifty touches at once, for the last five pieces: never below zero, and every point accounted for."""
    item = item_at(case.site, name="Car seat", price=1, pieces=5)
    give(enrollment=case, amount=50, on=case.site.today(), words="Banquet", by=None)
    gate, sold = threading.Barrier(10), []

    def touch():
        try:
            gate.wait(10)
            for _time in range(5):
                with suppress(workflow.CannotEnter):
                    sold.append(sell(cast, item=item))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=touch) for _staff in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (len(sold), left_of(item), balance_of(case)) == (5, 0, 95)


# --- On the page ------------------------------------------------------------------------------


def test_the_counter_sells_and_stays_with_the_family(cast, case, room, staff):
    url = room.store_day.get_absolute_url()

    answer = staff.post(url, {"family": case.pk, "item": room.item.pk, "count": "2"})

    assert answer["Location"] == f"{url}?family={case.pk}"
    page = staff.get(answer["Location"]).content.decode()
    assert "has 34" in page
    assert "8 left" in page
    assert "2 x Diapers, size 3" in page


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_chosen(case, room, staff):
    page = staff.post(room.store_day.get_absolute_url(), {"family": case.pk, "item": room.item.pk, "count": "9"})

    assert "this costs 72" in str(page.context["form"].errors["count"])
    assert page.context["form"]["family"].value() == str(case.pk)


def test_a_family_or_item_of_another_site_is_no_choice(cast, case, room, staff):
    theirs = cast.there

    page = staff.post(
        room.store_day.get_absolute_url(), {"family": theirs.enrollment.pk, "item": theirs.room.item.pk, "count": "1"}
    )

    assert set(page.context["form"].errors) == {"family", "item"}


def test_a_day_to_come_sells_nothing_yet(cast, staff):
    day = store_day_at(cast.here.site, held_on=cast.here.site.today() + timedelta(days=9))

    page = staff.get(day.get_absolute_url())

    assert page.context["form"] is None
    assert "not open yet" in page.content.decode()


def test_a_day_and_an_item_are_added_on_the_page(cast, staff):
    day = (cast.here.site.today() + timedelta(days=30)).strftime("%m/%d/%Y")

    staff.post(reverse("young_parent:plan_day"), {"held_on": day, "place": "The hall"})
    staff.post(reverse("young_parent:add_item"), {"name": "Sippy cup", "price": "3", "pieces": "12"})

    assert StoreDay.objects.filter(place="The hall", site=cast.here.site).exists()
    item = StoreItem.objects.get(name="Sippy cup")
    assert left_of(item) == 12
    assert "12 left" in staff.get(reverse("young_parent:store")).content.decode()
