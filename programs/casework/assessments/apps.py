from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "programs.casework.assessments"
    verbose_name = _("Assessments")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.assessments.due import SOURCES
        from programs.casework.assessments.kinds import KINDS

        registry.register_due(*SOURCES)
        kinds.register(*KINDS)
        register(
            NavItem(
                label=_("Assessment tools"),
                url_name="assessments:tools",
                icon="clipboard2-pulse",
                permission=Permission.ASSESSMENT_TOOL_EDIT,
                section="administration",
                order=45,
            )
        )
