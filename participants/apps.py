from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("People")

    def ready(self):
        from mmp_portal.audit import kinds
        from mmp_portal.outbox import queue
        from participants.deaths.workflow import still_to_be_told
        from participants.households.records import PLACE
        from participants.reaching.safety import still_safe
        from participants.records import KINDS

        kinds.register(*KINDS, PLACE)
        queue.register_check_of_all(still_to_be_told)
        queue.register_check_of_all(still_safe)
