from django.apps import AppConfig
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.ui.navigation import NavItem, register
        from programs.casework.public_pages import reviews

        reviews.register(
            reviews.PlainPage(
                code="definitions", title=_("What the figures mean"), url=reverse_lazy("reports:definitions")
            )
        )

        def works_on_cases(user):
            return user.may(Permission.REPORT_ROWS)

        register(
            NavItem(
                label=_("Totals"),
                url_name="reports:totals",
                icon="graph-up",
                permission=Permission.TOTALS_VIEW,
                order=10,
            ),
            NavItem(
                label=_("This quarter"),
                url_name="reports:this_quarter",
                icon="bar-chart",
                permission=Permission.REPORT_VIEW,
                section="figures",
                order=10,
                visible=works_on_cases,
            ),
            NavItem(
                label=_("Reports"),
                url_name="reports:catalog",
                icon="file-earmark-text",
                permission=Permission.REPORT_VIEW,
                section="figures",
                order=20,
            ),
            NavItem(
                label=_("Definitions"),
                url_name="reports:definitions",
                icon="book",
                permission=Permission.REPORT_VIEW,
                section="figures",
                order=30,
            ),
        )
