from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "mentors.partners"
    verbose_name = _("Corporate Partners")
