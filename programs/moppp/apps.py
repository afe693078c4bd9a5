from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MopppConfig(AppConfig):
    name = "programs.moppp"
    verbose_name = _("Missouri’s Parenting Partnership Program")

    def ready(self):
        from programs import registry
        from programs.moppp.definition import PROGRAM

        registry.register(PROGRAM)
