from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "mmp_portal.demo"
    verbose_name = _("Invented agencies and families")
