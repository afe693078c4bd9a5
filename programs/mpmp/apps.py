from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MpmpConfig(AppConfig):
    name = "programs.mpmp"
    verbose_name = _("Minnesota Parent Mentor Program")

    def ready(self):
        from programs import registry
        from programs.mpmp.definition import PROGRAM

        registry.register(PROGRAM)
