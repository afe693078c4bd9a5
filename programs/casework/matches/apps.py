from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchesConfig(AppConfig):
    name = "programs.casework.matches"
    verbose_name = _("Matches")

    def ready(self):
        from mentors.models import Mentor
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.outbox.queue import register_check
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from participants.registrations import workflow as registrations
        from programs import registry
        from programs.casework.matches.due import SOURCES, still_true
        from programs.casework.matches.keeping import open_matches

        registry.register_due(*SOURCES)
        register_list("mentors", url_name="matches:mentors", title=_("Mentors"), permission=Permission.MENTOR_VIEW)
        register_list(
            "mentor-applications",
            url_name="matches:applications",
            title=_("Applications"),
            permission=Permission.MENTOR_VIEW,
        )
        register_check("commitment-ends", still_true)
        register_list(
            "mentor-applications",
            url_name="matches:applications",
            title=_("Applications"),
            permission=Permission.MENTOR_VIEW,
        )
        register_check("commitment-milestone", still_true)
        registrations.register_check(open_matches)
        register(
            NavItem(
                label=_("Mentors and matches"),
                url_name="matches:mentors",
                icon="people",
                permission=Permission.MENTOR_VIEW,
                order=50,
                count=lambda user: Mentor.objects.not_voided().active().for_user(user),
            )
        )
