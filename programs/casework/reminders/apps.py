from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "programs.casework.reminders"
    verbose_name = _("Reminders")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.outbox.models import Message
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register, register_unread

        def unread(user):
            return Message.objects.bell_of(user).unread()

        register_list(
            "messages", url_name="reminders:outbox", title=_("Messages"), permission=Permission.REMINDER_VIEW
        )
        register_unread(unread, "reminders:notices")
        register(
            NavItem(
                label=_("Notices"),
                url_name="reminders:notices",
                icon="bell",
                permission=Permission.PHONE_HOME,
                order=30,
                count=unread,
                for_phone=True,
                for_staff=False,
            ),
            NavItem(
                label=_("Reminders"),
                url_name="reminders:outbox",
                icon="send",
                permission=Permission.REMINDER_VIEW,
                section="site",
                order=50,
            ),
        )
