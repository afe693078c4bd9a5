from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "programs.casework.contacts"
    verbose_name = _("Contacts")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.ui.lists.registry import register_list
        from programs import registry
        from programs.casework.contacts.due import SOURCES

        registry.register_due(*SOURCES)
        register_list("contacts", url_name="contacts:list", title=_("Contacts"), permission=Permission.CONTACT_VIEW)
