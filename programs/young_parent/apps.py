from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YoungParentConfig(AppConfig):
    name = "programs.young_parent"
    verbose_name = _("MMP Young Parent")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.parameters.offers import works_in
        from programs.young_parent.definition import PROGRAM
        from programs.young_parent.due import SOURCES

        registry.register(PROGRAM)
        registry.register_due(*SOURCES)
        register(
            NavItem(
                label=PROGRAM.short_name,
                url_name="young_parent:home",
                icon=PROGRAM.icon,
                permission=Permission.DAY_VIEW,
                section="programs",
                order=20,
                visible=lambda user: works_in(user, PROGRAM.code),
            )
        )
