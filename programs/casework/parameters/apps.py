from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParametersConfig(AppConfig):
    name = "programs.casework.parameters"
    verbose_name = _("What administrators set")

    def ready(self):
        """Put sites, people who sign in and the trail into the menus; the last two lie below the look."""
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register

        register_list("sites", url_name="sites:sites", title=_("Agencies and sites"), permission=Permission.SITE_VIEW)
        register_list("users", url_name="access:users", title=_("People who sign in"), permission=Permission.USER_VIEW)
        register(
            NavItem(
                label=_("Agencies and sites"),
                url_name="sites:sites",
                icon="building",
                permission=Permission.SITE_VIEW,
                section="administration",
                order=10,
            ),
            NavItem(
                label=_("People who sign in"),
                url_name="access:users",
                icon="person-badge",
                permission=Permission.USER_VIEW,
                section="administration",
                order=20,
            ),
            NavItem(
                label=_("Rules and their values"),
                url_name="values:values",
                icon="sliders",
                permission=Permission.PARAMETER_EDIT,
                section="administration",
                order=25,
            ),
            NavItem(
                label=_("Who opened what"),
                url_name="audit:openings",
                icon="eye",
                permission=Permission.AUDIT_VIEW,
                section="administration",
                order=30,
            ),
        )
