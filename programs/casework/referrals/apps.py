from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "programs.casework.referrals"
    verbose_name = _("Referrals")

    def ready(self):
        from mmp_portal.audit import kinds
        from programs.casework.referrals.restoring import KINDS

        kinds.register(*KINDS)
