"""Rates by date, and what people claim."""

from programs.casework.expenses.models.expense import LOCKED, TRANSITIONS, Expense, ExpenseQuerySet, Status
from programs.casework.expenses.models.rate import MileageRate, MileageRateQuerySet, amount_for

__all__ = [
    "LOCKED",
    "TRANSITIONS",
    "Expense",
    "ExpenseQuerySet",
    "MileageRate",
    "MileageRateQuerySet",
    "Status",
    "amount_for",
]
