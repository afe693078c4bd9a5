"""Expenses and rates."""

from mmp_portal.accounts.permissions import Role
from tests.pages.addresses import Page, of

PAGES = {
    # Expenses
    "expenses:mine": Page(),
    "expenses:claim": Page(has_form=True),
    "expenses:claim_miles": of("contact", is_action=True),
    "expenses:expense": of("expense", is_of_a_program=False, hidden_from=(Role.STAFF,)),
    "expenses:edit": of("expense", is_of_a_program=False, has_form=True, hidden_from=(Role.STAFF, Role.SUPERVISOR)),
    "expenses:take_back": of(
        "expense", is_of_a_program=False, has_form=True, hidden_from=(Role.STAFF, Role.SUPERVISOR)
    ),
    "expenses:queue": Page(),
    "expenses:pay": Page(has_form=True),
    "expenses:approve": of("expense", is_of_a_program=False, is_action=True),
    "expenses:return_with": of("expense", is_of_a_program=False, has_form=True),
    "expenses:decline": of("expense", is_of_a_program=False, has_form=True),
    "expenses:rates": Page(),
    "expenses:set_rate": Page(has_form=True),
    "expenses:void_rate": of("rate", is_of_a_program=False, has_form=True),
}
