from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolingConfig(AppConfig):
    name = "participants.schooling"
    verbose_name = _("Schooling")

    def ready(self):
        from mmp_portal.audit import kinds
        from participants.facts import kind_of_fact
        from participants.schooling import workflow
        from participants.schooling.models import Credential, SchoolAttendance, Schooling

        def in_step(schooling, by):
            workflow.keep_in_step(schooling.person)

        def url(record):
            return record.get_absolute_url()

        kinds.register(
            kind_of_fact(
                Schooling,
                code="schooling",
                label=_("School"),
                url=url,
                words=lambda schooling: schooling.in_words,
                after_void=in_step,
                after_restore=in_step,
            ),
            kind_of_fact(Credential, code="credential", label=_("Something earned"), url=url),
            kinds.Kind(
                code="school_attendance",
                label=_("Days at school"),
                model=SchoolAttendance,
                rows=lambda user: SchoolAttendance.objects.for_user(user).select_related("schooling"),
                url=url,
            ),
        )
