from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentorsConfig(AppConfig):
    name = "mentors"
    verbose_name = _("Mentors")

    def ready(self):
        from mentors import training, workflow
        from mentors.models import Qualification, Training
        from mmp_portal.files.owners import register_owner

        register_owner(
            workflow.OWNER,
            lambda user: (
                Qualification.objects.not_voided().for_user(user).exclude(file=None).order_by().values("file")
            ),
        )
        register_owner(
            training.OWNER,
            lambda user: Training.objects.not_voided().for_user(user).exclude(file=None).order_by().values("file"),
        )
