from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "programs.casework.meetings"
    verbose_name = _("Meetings")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.links import purposes
        from mmp_portal.outbox.queue import register_check
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.enrollments import beginnings
        from programs.casework.meetings import letters
        from programs.casework.meetings.doors import PURPOSES
        from programs.casework.meetings.due import SOURCES
        from programs.casework.meetings.workflow.inviting import ask_newcomer

        registry.register_due(*SOURCES)
        beginnings.register("meetings", ask_newcomer)
        register_list(
            "meetings", url_name="meetings:meetings", title=_("Meetings"), permission=Permission.MEETING_VIEW
        )
        for rule in ("meeting-soon", letters.INVITED):
            register_check(rule, letters.still_true)
        for purpose in PURPOSES:
            purposes.register(purpose)
        register(
            NavItem(
                label=_("Meetings"),
                url_name="meetings:meetings",
                icon="calendar3",
                permission=Permission.MEETING_EDIT,
                order=60,
            )
        )
