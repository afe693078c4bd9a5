from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningsConfig(AppConfig):
    name = "programs.casework.referrals.screenings"
    verbose_name = _("Screenings")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.referrals.screenings.due import SOURCES
        from programs.casework.referrals.screenings.models import Screening

        registry.register_due(*SOURCES)
        kinds.register(
            kinds.Kind(
                code="screening",
                label=_("Screening"),
                model=Screening,
                rows=lambda user: Screening.objects.for_user(user).select_related("person", "site"),
                url=lambda screening: screening.get_absolute_url(),
            )
        )
        register(
            NavItem(
                label=_("Screen again"),
                url_name="screenings:again",
                icon="arrow-repeat",
                permission=Permission.SCREENING_AGAIN,
                section="site",
                order=40,
            )
        )
