from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksiteConfig(AppConfig):
    name = "programs.worksite"
    verbose_name = _("MMP Worksite")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.parameters.offers import works_in
        from programs.worksite.definition import PROGRAM
        from programs.worksite.due import SOURCES
        from programs.worksite.placements.restoring import KINDS

        registry.register(PROGRAM)
        registry.register_due(*SOURCES)
        kinds.register(*KINDS)
        register_list(
            "partners", url_name="worksite:partners", title=_("Corporate Partners"), permission=Permission.MENTOR_VIEW
        )
        register_list("openings", url_name="worksite:openings", title=_("Openings"), permission=Permission.MENTOR_VIEW)
        register(
            NavItem(
                label=PROGRAM.short_name,
                url_name="worksite:home",
                icon=PROGRAM.icon,
                permission=Permission.DAY_VIEW,
                section="programs",
                order=10,
                visible=lambda user: works_in(user, PROGRAM.code),
            )
        )
