from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoalsConfig(AppConfig):
    name = "programs.casework.goals"
    verbose_name = _("Goals")

    def ready(self):
        from programs import registry
        from programs.casework.goals.due import SOURCES

        registry.register_due(*SOURCES)
