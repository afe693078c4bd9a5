from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YoungParentConfig(AppConfig):
    name = "programs.young_parent"
    verbose_name = _("MMP Young Parent")

    def ready(self):
        from programs import registry
        from programs.young_parent.definition import PROGRAM
        from programs.young_parent.due import SOURCES

        registry.register(PROGRAM)
        registry.register_due(*SOURCES)
