"""Many who reach for the last piece at the same moment: each with a connection of its own."""

import threading

import pytest
from django.db import connections

from programs.casework.supports import workflow
from programs.casework.supports.models import Entry
from tests.factories.supports import account_at, points_of

pytestmark = pytest.mark.django_db(transaction=True)

SELLERS = 50


def at_once(act, count):
    """Run `act` in so many threads that start together; give back how many got through."""
    gate = threading.Barrier(count)
    through = []

    def run():
        try:
            gate.wait(10)
            act()
            through.append(1)
        except workflow.NotEnough:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return len(through)


def test_the_shelf_is_never_below_zero_when_many_sell_at_once(cast):
    shelf = account_at(cast.here.site, holds=7)
    purse = points_of(cast.here.enrollment, holds=100)
    start, today = purse.balance, cast.here.site.today()

    def sell():
        # Half of them name the shelf first, half the purse: nobody waits for each other.
        lines = [
            workflow.Line(account=shelf, amount=-1, kind="sold"),
            workflow.Line(account=purse, amount=-3, kind="bought"),
        ]
        if threading.get_ident() % 2:
            lines.reverse()
        workflow.enter_together(lines=lines, on=today, by=cast.here.staff)

    through = at_once(sell, SELLERS)

    assert through == 7
    assert workflow.balance_of(shelf) == 0 == Entry.objects.filter(account=shelf).total()
    assert workflow.balance_of(purse) == start - 21 == Entry.objects.filter(account=purse).total()
