from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportsConfig(AppConfig):
    name = "programs.casework.supports"
    verbose_name = _("What is given and what is left")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register

        register_list("supports", url_name="supports:ledger", title=_("Ledger"), permission=Permission.SUPPORT_VIEW)
        register(
            NavItem(
                label=_("Ledger"),
                url_name="supports:ledger",
                icon="journal-text",
                permission=Permission.SUPPORT_VIEW,
                order=85,
            )
        )
