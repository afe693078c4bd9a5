from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasefileConfig(AppConfig):
    name = "programs.casework.casefile"
    verbose_name = _("Case files")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.ui import navigation
        from mmp_portal.ui.lists.registry import register_list
        from programs import registry
        from programs.casework.casefile.due import SOURCES
        from programs.casework.casefile.records.kinds import KINDS
        from programs.casework.enrollments.models import Enrollment

        kinds.register(*KINDS)
        registry.register_due(*SOURCES)

        navigation.register(
            navigation.NavItem(
                label=_("Participants"),
                url_name="casefile:people",
                icon="search-heart",
                permission=Permission.PERSON_VIEW,
                order=20,
                count=lambda user: Enrollment.objects.open().for_casework(user),
            ),
            navigation.NavItem(
                label=_("Open a case file"),
                url_name="casefile:break_glass_by_number",
                icon="shield-lock",
                permission=Permission.CASE_BREAK_GLASS,
                section="administration",
                order=60,
            ),
        )
        register_list(
            "participants",
            url_name="casefile:people",
            title=_("Participants"),
            permission=Permission.PERSON_VIEW,
        )
        navigation.register_search("search:search", Permission.PERSON_VIEW)
