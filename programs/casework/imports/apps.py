from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "programs.casework.imports"
    verbose_name = _("Spreadsheets")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register

        register_list("imports", url_name="imports:list", title=_("Spreadsheets"), permission=Permission.IMPORT)
        register(
            NavItem(
                label=_("Spreadsheets"),
                url_name="imports:list",
                icon="upload",
                permission=Permission.IMPORT,
                section="site",
                order=85,
            ),
        )
