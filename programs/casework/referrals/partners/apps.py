from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunityPartnersConfig(AppConfig):
    name = "programs.casework.referrals.partners"
    label = "community_partners"  # Corporate Partners are another app's
    verbose_name = _("Community partners")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.referrals.partners.due import SOURCES
        from programs.casework.referrals.partners.restoring import KINDS

        kinds.register(*KINDS)
        registry.register_due(*SOURCES)
        register_list(
            "community-partners",
            url_name="community_partners:partners",
            title=_("Community partners"),
            permission=Permission.REFERRAL_VIEW,
        )
        register(
            NavItem(
                label=_("Community partners"),
                url_name="community_partners:partners",
                icon="chat-left-quote",
                permission=Permission.REFERRAL_VIEW,
                order=75,
            ),
        )
