from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpensesConfig(AppConfig):
    name = "programs.casework.expenses"
    verbose_name = _("Expenses")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.files.owners import register_owner
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs.casework.expenses import workflow
        from programs.casework.expenses.models import Expense

        def waiting(user):
            return Expense.objects.waiting().to_decide_for(user).exclude(claimed_by=user)

        register_owner(
            workflow.OWNER,
            lambda user: (
                Expense.objects.not_voided().for_user(user).exclude(receipt=None).order_by().values("receipt")
            ),
        )
        register_list(
            "own-expenses", url_name="expenses:mine", title=_("My expenses"), permission=Permission.EXPENSE_CLAIM
        )
        register_list(
            "expenses", url_name="expenses:queue", title=_("Expenses"), permission=Permission.EXPENSE_APPROVE
        )
        register(
            NavItem(
                label=_("My expenses"),
                url_name="expenses:mine",
                icon="receipt",
                permission=Permission.EXPENSE_CLAIM,
                order=80,
            ),
            NavItem(
                label=_("Expenses to decide"),
                url_name="expenses:queue",
                icon="cash-coin",
                permission=Permission.EXPENSE_APPROVE,
                section="site",
                order=30,
                count=waiting,
            ),
            NavItem(
                label=_("Mileage rates"),
                url_name="expenses:rates",
                icon="car-front",
                permission=Permission.EXPENSE_RATE_EDIT,
                section="administration",
                order=50,
            ),
        )
