"""What the database itself refuses of claims and rates, on both sides of each limit."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from programs.casework.expenses import workflow
from programs.casework.expenses.models import Expense, MileageRate
from tests.factories.expenses import expense_of, rate_of


@pytest.fixture
def rate(cast):
    return rate_of(cast.agency)


@pytest.fixture
def claimed(cast, rate):
    """Ten miles of the mentor's, claimed today."""
    return expense_of(cast.here.mentor_user, cast.here.site)


@pytest.fixture
def drive(cast, rate):
    """A contact to which the mentor drove 12.4 miles."""
    cast.here.contact.miles_driven = Decimal("12.4")
    cast.here.contact.save()
    return cast.here.contact


class TestConstraints:
    @pytest.mark.parametrize(
        ("changes", "name"),
        [
            ({"miles": None}, "expense_miles_with_their_rate"),
            ({"miles": 0}, "expense_miles_with_their_rate"),
            ({"kind": "meal"}, "expense_miles_with_their_rate"),
            ({"amount_cents": 0}, "expense_amount_is_sane"),
            ({"amount_cents": 500_001}, "expense_amount_is_sane"),
            ({"status": "approved"}, "expense_decided_by_somebody"),
            ({"paid_on": date(2026, 11, 1)}, "expense_paid_with_its_day"),
        ],
    )
    def test_what_must_not_be(self, claimed, changes, name):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Expense.objects.filter(pk=claimed.pk).update(**changes)

    def test_a_status_is_one_of_the_list(self, cast, claimed):
        decided = {"decided_by": cast.here.supervisor, "decided_at": timezone.now()}

        with pytest.raises(IntegrityError, match="expense_status_is_known"), transaction.atomic():
            Expense.objects.filter(pk=claimed.pk).update(status="lost", **decided)
        for status in ("approved", "claimed"):
            Expense.objects.filter(pk=claimed.pk).update(status=status, **decided)

    def test_nobody_decides_on_their_own(self, cast, claimed):
        own = {"status": "approved", "decided_by": claimed.claimed_by, "decided_at": timezone.now()}

        with pytest.raises(IntegrityError, match="never_decided_by_the_payee"), transaction.atomic():
            Expense.objects.filter(pk=claimed.pk).update(**own)

    @pytest.mark.parametrize("status", ["returned", "declined"])
    def test_a_refusal_has_words(self, cast, claimed, status):
        silent = {"status": status, "decided_by": cast.here.supervisor, "decided_at": timezone.now()}

        with pytest.raises(IntegrityError, match="refusal_has_words"), transaction.atomic():
            Expense.objects.filter(pk=claimed.pk).update(**silent)

    def test_paid_on_the_day_it_was_spent(self, cast, claimed):
        paid = {"decided_by": cast.here.supervisor, "decided_at": timezone.now(), "status": "paid"}

        Expense.objects.filter(pk=claimed.pk).update(**paid, paid_on=claimed.spent_on)
        with pytest.raises(IntegrityError, match="paid_with_its_day"), transaction.atomic():
            Expense.objects.filter(pk=claimed.pk).update(paid_on=claimed.spent_on - timedelta(days=1))

    def test_the_amount_at_its_edges(self, claimed):
        for cents in (1, 500_000):
            Expense.objects.filter(pk=claimed.pk).update(amount_cents=cents)

    def test_miles_of_a_contact_once(self, cast, drive):
        expense = workflow.claim_miles_of(contact=drive, by=cast.here.mentor_user)
        expense.pk = None

        with pytest.raises(IntegrityError), transaction.atomic():
            expense.save(force_insert=True)

    @pytest.mark.parametrize("cents", ["0", "500.1"])
    def test_a_rate_that_cannot_be(self, rate, cents):
        with pytest.raises(IntegrityError, match="mileagerate_is_sane"), transaction.atomic():
            MileageRate.objects.filter(pk=rate.pk).update(cents_per_mile=Decimal(cents))

    @pytest.mark.parametrize("whose", ["agency", "all"])
    def test_one_rate_a_day(self, cast, whose):
        agency = cast.agency if whose == "agency" else None
        rate = rate_of(agency)
        MileageRate.objects.create(agency=agency, starts_on=date(2016, 1, 1), cents_per_mile=1)

        with pytest.raises(IntegrityError), transaction.atomic():
            MileageRate.objects.create(agency=agency, starts_on=rate.starts_on, cents_per_mile=1)

    def test_records_are_named_by_number(self, claimed, rate):
        assert (str(claimed), str(rate)) == (f"expense {claimed.pk}", f"mileage rate {rate.pk}")
