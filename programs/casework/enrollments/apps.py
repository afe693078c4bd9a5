from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnrollmentsConfig(AppConfig):
    name = "programs.casework.enrollments"
    verbose_name = _("Enrollments")

    def ready(self):
        from participants.documents.openers import register_openers
        from participants.registrations.workflow import register_check
        from programs import registry
        from programs.casework.enrollments import consents_due
        from programs.casework.enrollments.due import SOURCES
        from programs.casework.enrollments.keeping import open_cases
        from programs.casework.enrollments.models import Enrollment

        registry.register_due(*SOURCES, *consents_due.SOURCES)
        register_openers(lambda user: Enrollment.objects.open().with_restricted_open_to(user).values("participant"))
        register_check(open_cases)
