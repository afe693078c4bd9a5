from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParametersConfig(AppConfig):
    name = "programs.casework.parameters"
    verbose_name = _("What administrators set")
