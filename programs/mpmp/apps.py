from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MpmpConfig(AppConfig):
    name = "programs.mpmp"
    verbose_name = _("Minnesota Parent Mentor Program")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.outbox.queue import register_check
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.parameters.offers import works_in
        from programs.mpmp.court.restoring import KINDS
        from programs.mpmp.definition import PROGRAM
        from programs.mpmp.due import SOURCES
        from programs.mpmp.hearings import reminders
        from programs.mpmp.progress.restoring import KINDS as PROGRESS_KINDS

        registry.register(PROGRAM)
        registry.register_due(*SOURCES)
        register_check(reminders.RULE, reminders.still_true)
        kinds.register(*KINDS, *PROGRESS_KINDS)
        register(
            NavItem(
                label=PROGRAM.short_name,
                url_name="mpmp:home",
                icon=PROGRAM.icon,
                permission=Permission.DAY_VIEW,
                section="programs",
                order=30,
                visible=lambda user: works_in(user, PROGRAM.code),
            )
        )
