from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    name = "participants.health"
    verbose_name = _("Health")

    def ready(self):
        from mmp_portal.audit import kinds
        from participants.facts import kind_of_fact
        from participants.health.models import CareProvider, HealthNote, Insurance

        def url(record):
            return record.get_absolute_url()

        kinds.register(
            kind_of_fact(CareProvider, code="care_provider", label=_("Doctor or clinic"), url=url),
            kind_of_fact(Insurance, code="insurance", label=_("Insurance"), url=url),
            kind_of_fact(HealthNote, code="health_note", label=_("What the family wishes known"), url=url),
        )
