"""Many who reach for the last dollars of a fund at the same moment: each with a connection of its own."""

import threading

import pytest
from django.db import connections

from programs.casework.supports import workflow as ledger
from programs.casework.supports.models import Entry
from programs.worksite.funds import workflow
from programs.worksite.models import FundRequest
from tests.factories.casework import EnrollmentFactory
from tests.factories.participants import person_at

pytestmark = pytest.mark.django_db(transaction=True)

REACHING = 50


def test_fifty_at_once_take_no_more_than_there_is_and_no_more_than_the_cap(cast):
    site, supervisor, account = cast.here.site, cast.here.supervisor, cast.here.worksite.funds.account
    ledger.enter(account=account, amount=15_000 - ledger.balance_of(account), kind="budget", on=site.today(), by=None)
    cases = [
        EnrollmentFactory(participant=person_at(site), site=site, program="worksite", registered=False)
        for _number in range(2)
    ]
    requests = FundRequest.objects.bulk_create(
        FundRequest(
            enrollment=cases[number % 2],
            fund="hiset",
            account=account,
            amount_cents=2000,
            asked_on=site.today(),
            recorded_by=cast.here.staff,
        )
        for number in range(REACHING)
    )
    gate = threading.Barrier(REACHING)

    def approve(request):
        try:
            gate.wait(30)
            workflow.approve(request=request, by=supervisor)
        except workflow.CannotFund:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=approve, args=[request]) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)

    granted = FundRequest.objects.granted().filter(pk__in=[request.pk for request in requests])
    assert granted.count() == 7  # 150 dollars hold seven times 20
    assert all(granted.filter(enrollment=case).count() <= 6 for case in cases)  # 120 dollars a person
    assert ledger.balance_of(account) == 1000 == Entry.objects.filter(account=account).total()
