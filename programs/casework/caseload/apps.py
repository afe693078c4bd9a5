from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseloadConfig(AppConfig):
    name = "programs.casework.caseload"
    verbose_name = _("Caseload")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission, Role
        from mmp_portal.ui.navigation import NavItem, register

        register(
            NavItem(label=_("My day"), url_name="caseload:day", icon="sun", permission=Permission.DAY_VIEW, order=10),
            NavItem(
                label=_("Caseloads"),
                url_name="caseload:caseloads",
                icon="people",
                permission=Permission.USER_VIEW,
                section="figures",
                order=10,
                visible=lambda user: Role.SUPERVISOR in user.roles,
            ),
            NavItem(
                label=_("Home"),
                url_name="caseload:phone",
                icon="house",
                permission=Permission.PHONE_HOME,
                order=10,
                for_phone=True,
                for_staff=False,
            ),
            NavItem(
                label=_("Record"),
                url_name="contacts:choose",
                icon="pencil-square",
                permission=Permission.PHONE_HOME,
                order=20,
                for_phone=True,
                for_staff=False,
            ),
            NavItem(
                label=_("Help"),
                url_name="caseload:phone_help",
                icon="question-circle",
                permission=Permission.PHONE_HOME,
                order=40,
                for_phone=True,
                for_staff=False,
            ),
        )
