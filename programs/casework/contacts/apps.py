from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "programs.casework.contacts"
    verbose_name = _("Contacts")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.outbox.queue import register_check
        from mmp_portal.ui.lists.registry import register_list
        from programs import registry
        from programs.casework.contacts.due import SOURCES, still_true
        from programs.casework.contacts.restoring import KINDS, WITH_A_CASE
        from programs.casework.enrollments import endings

        registry.register_due(*SOURCES)
        register_check("appointment-soon", still_true)
        endings.register(WITH_A_CASE)
        kinds.register(*KINDS)
        register_list("contacts", url_name="contacts:list", title=_("Contacts"), permission=Permission.CONTACT_VIEW)
        register_list(
            "appointments",
            url_name="contacts:appointments",
            title=_("Appointments"),
            permission=Permission.APPOINTMENT_VIEW,
        )
