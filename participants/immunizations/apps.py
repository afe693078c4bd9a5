from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImmunizationsConfig(AppConfig):
    name = "participants.immunizations"
    verbose_name = _("Immunizations")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.ui.navigation import NavItem, register
        from participants.facts import kind_of_fact
        from participants.immunizations.models import CardSeen, Immunization, Waiver

        def url(record):
            return record.get_absolute_url()

        kinds.register(
            kind_of_fact(Immunization, code="immunization", label=_("Immunization"), url=url),
            kind_of_fact(CardSeen, code="card_seen", label=_("Immunization card seen"), url=url),
            kind_of_fact(Waiver, code="waiver", label=_("Declined or exempt"), url=url),
        )
        register(
            NavItem(
                label=_("Immunization schedules"),
                url_name="immunizations:schedule",
                icon="heart-pulse",
                permission=Permission.PARAMETER_EDIT,
                section="administration",
                order=45,
            )
        )
