from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    name = "programs.casework.resources"
    verbose_name = _("Services")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.resources.due import SOURCES
        from programs.casework.resources.restoring import KINDS

        registry.register_due(*SOURCES)
        kinds.register(*KINDS)
        register_list("resources", url_name="resources:list", title=_("Services"), permission=Permission.RESOURCE_VIEW)
        register(
            NavItem(
                label=_("Services"),
                url_name="resources:list",
                icon="signpost-split",
                permission=Permission.RESOURCE_VIEW,
                order=70,
            ),
        )
