from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksiteConfig(AppConfig):
    name = "programs.worksite"
    verbose_name = _("MMP Worksite")

    def ready(self):
        from programs import registry
        from programs.worksite.definition import PROGRAM

        registry.register(PROGRAM)
