from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "programs.casework.referrals"
    verbose_name = _("Referrals")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.referrals.due import SOURCES
        from programs.casework.referrals.models import Referral
        from programs.casework.referrals.restoring import KINDS

        kinds.register(*KINDS)
        registry.register_due(*SOURCES)
        register_list(
            "referrals", url_name="referrals:inbox", title=_("Referrals"), permission=Permission.REFERRAL_VIEW
        )
        register(
            NavItem(
                label=_("Referrals"),
                url_name="referrals:inbox",
                icon="inbox",
                permission=Permission.REFERRAL_VIEW,
                order=15,
                count=lambda user: Referral.objects.new().for_user(user),
            ),
        )
