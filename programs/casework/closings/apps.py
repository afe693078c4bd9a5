from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClosingsConfig(AppConfig):
    name = "programs.casework.closings"
    verbose_name = _("Closings")

    def ready(self):
        from programs.casework.closings.invitations import INVITATIONS
        from programs.casework.enrollments import endings

        endings.register(INVITATIONS)
