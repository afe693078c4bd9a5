from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MopppConfig(AppConfig):
    name = "programs.moppp"
    verbose_name = _("Missouri’s Parenting Partnership Program")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.links import purposes
        from mmp_portal.outbox.queue import register_check
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.parameters.offers import works_in
        from programs.moppp.definition import PROGRAM
        from programs.moppp.due import SOURCES, still_out
        from programs.moppp.groups.doors import PURPOSES
        from programs.moppp.visits.restoring import KINDS

        registry.register(PROGRAM)
        registry.register_due(*SOURCES)
        register_check("moppp-check-in", still_out)
        kinds.register(*KINDS)
        for purpose in PURPOSES:
            purposes.register(purpose)
        register_list("home-visits", url_name="moppp:figures", title=_("Home visits"), permission=Permission.DAY_VIEW)
        register(
            NavItem(
                label=PROGRAM.short_name,
                url_name="moppp:home",
                icon=PROGRAM.icon,
                permission=Permission.DAY_VIEW,
                section="programs",
                order=40,
                visible=lambda user: works_in(user, PROGRAM.code),
            )
        )
