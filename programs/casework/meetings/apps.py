from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "programs.casework.meetings"
    verbose_name = _("Meetings")

    def ready(self):
        from programs import registry
        from programs.casework.meetings.due import SOURCES

        registry.register_due(*SOURCES)
