from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DuplicatesConfig(AppConfig):
    name = "participants.duplicates"
    label = "probable_duplicates"  # comparing and merging, in the hall, is the app `duplicates`
    verbose_name = _("Probable duplicates")
