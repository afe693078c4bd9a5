from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "programs.casework.contacts"
    verbose_name = _("Contacts")

    def ready(self):
        from programs import registry
        from programs.casework.contacts.due import SOURCES

        registry.register_due(*SOURCES)
