from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolingConfig(AppConfig):
    name = "participants.schooling"
    verbose_name = _("Schooling")
