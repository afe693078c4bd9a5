from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DuplicatesConfig(AppConfig):
    name = "programs.casework.duplicates"
    verbose_name = _("Two records of one person")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from participants.duplicates.models import ProbableDuplicate

        register_list(
            "duplicates",
            url_name="duplicates:queue",
            title=_("Perhaps written down twice"),
            permission=Permission.PERSON_MERGE,
        )
        register(
            NavItem(
                label=_("Two records?"),
                url_name="duplicates:queue",
                icon="copy",
                permission=Permission.PERSON_MERGE,
                section="site",
                order=80,
                count=lambda user: ProbableDuplicate.objects.open().for_user(user),
            ),
            NavItem(
                label=_("Known at two sites?"),
                url_name="duplicates:flags",
                icon="flag",
                permission=Permission.DUPLICATE_FLAG,
                section="administration",
                order=70,
                count=lambda user: ProbableDuplicate.objects.open().flagged_to(user),
            ),
        )
