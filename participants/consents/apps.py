from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsentsConfig(AppConfig):
    name = "participants.consents"
    verbose_name = _("Consents")

    def ready(self):
        from django.db.models import Q

        from mmp_portal.audit import kinds
        from mmp_portal.files.owners import register_owner
        from participants.consents.dependents import register_dependent
        from participants.consents.models import Consent, Kind
        from participants.facts import kind_of_fact

        def files_of(user):
            """Signatures and scans of standing consents that the user may see."""
            from mmp_portal.files.models import StoredFile

            seen = Consent.objects.not_voided().for_user(user)
            return StoredFile.objects.filter(Q(signed_consent__in=seen) | Q(scanned_consent__in=seen)).values("pk")

        register_owner("consent", files_of)
        register_dependent(Kind.SERVICES, _("Services end: close the enrollment, or ask whether they wish to stay."))
        register_dependent(Kind.SHARING, _("Share nothing more with this party, and tell them so."))
        register_dependent(
            Kind.SCHOOL_RECORDS, _("Ask the school for no more records. From 18, or in college, ask the student.")
        )
        register_dependent(Kind.TEXTS, _("Texts are off: nothing more is texted to them, and their details say so."))
        register_dependent(Kind.PHOTO, _("Take the photo down, and use the story no more."))
        kinds.register(
            kind_of_fact(
                Consent,
                code="consent",
                label=_("Consent"),
                url=lambda consent: consent.get_absolute_url(),
                words=lambda consent: consent.label,
            )
        )
