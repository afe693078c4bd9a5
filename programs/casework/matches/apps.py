from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchesConfig(AppConfig):
    name = "programs.casework.matches"
    verbose_name = _("Matches")

    def ready(self):
        from programs import registry
        from programs.casework.matches.due import SOURCES

        registry.register_due(*SOURCES)
