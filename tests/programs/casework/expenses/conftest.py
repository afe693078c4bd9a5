"""These tests count claims, rates and notices: they begin with none."""

import pytest
from django.db.models import QuerySet

from mmp_portal.outbox.models import Message
from programs.casework.expenses.models import Expense, MileageRate


@pytest.fixture(autouse=True)
def nothing_claimed_yet(cast):
    """Without the claims that every test of a page finds in the cast."""
    QuerySet(Expense).delete()
    QuerySet(MileageRate).delete()
    Message.objects.filter(rule="expense-claimed").delete()
