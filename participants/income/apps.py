from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IncomeConfig(AppConfig):
    name = "participants.income"
    verbose_name = _("Income")

    def ready(self):
        from mmp_portal.audit import kinds
        from participants.facts import kind_of_fact
        from participants.income.models import IncomeSource

        kinds.register(
            kind_of_fact(
                IncomeSource,
                code="income",
                label=_("Income"),
                url=lambda source: source.get_absolute_url(),
            )
        )
