from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseloadConfig(AppConfig):
    name = "programs.casework.caseload"
    verbose_name = _("Caseload")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission, Role
        from mmp_portal.audit import kinds
        from mmp_portal.outbox import queue
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.caseload import digest
        from programs.casework.caseload.due import SOURCES
        from programs.casework.caseload.tasks.restoring import KIND as TASK
        from programs.casework.caseload.tasks.workflow import drop_all_of, words_of_ending
        from programs.casework.enrollments import endings

        registry.register_due(*SOURCES, *digest.SOURCES)
        for rule in (digest.DAILY, digest.WEEKLY):
            queue.register_check(rule, digest.still_wanted)
            queue.register_composer(rule, digest.composed)
        kinds.register(TASK)
        endings.register(endings.Ending(name="tasks", describe=words_of_ending, end=drop_all_of))
        register_list("tasks", url_name="caseload:tasks", title=_("Tasks"), permission=Permission.TASK_EDIT)
        register_list("waiting", url_name="waiting:list", title=_("Waiting list"), permission=Permission.REFERRAL_VIEW)
        register_list("review", url_name="caseload:review", title=_("Review"), permission=Permission.REVIEW)
        register(
            NavItem(label=_("My day"), url_name="caseload:day", icon="sun", permission=Permission.DAY_VIEW, order=10),
            NavItem(
                label=_("Waiting list"),
                url_name="waiting:list",
                icon="hourglass-split",
                permission=Permission.REFERRAL_VIEW,
                order=16,
            ),
            NavItem(
                label=_("Tasks"),
                url_name="caseload:tasks",
                icon="check-square",
                permission=Permission.TASK_EDIT,
                order=22,
            ),
            NavItem(
                label=_("Review"),
                url_name="caseload:review",
                icon="journal-check",
                permission=Permission.REVIEW,
                order=24,
            ),
            NavItem(
                label=_("Calendar"),
                url_name="agenda:agenda",
                icon="calendar-week",
                permission=Permission.DAY_VIEW,
                order=12,
            ),
            NavItem(
                label=_("Caseloads"),
                url_name="caseload:caseloads",
                icon="people",
                permission=Permission.USER_VIEW,
                section="figures",
                order=10,
                visible=lambda user: Role.SUPERVISOR in user.roles,
            ),
            NavItem(
                label=pgettext_lazy("first page", "Home"),
                url_name="caseload:phone",
                icon="house",
                permission=Permission.PHONE_HOME,
                order=10,
                for_phone=True,
                for_staff=False,
            ),
            NavItem(
                label=pgettext_lazy("to write down", "Record"),
                url_name="contacts:choose",
                icon="pencil-square",
                permission=Permission.PHONE_HOME,
                order=20,
                for_phone=True,
                for_staff=False,
            ),
            NavItem(
                label=_("Help"),
                url_name="caseload:phone_help",
                icon="question-circle",
                permission=Permission.PHONE_HOME,
                order=40,
                for_phone=True,
                for_staff=False,
            ),
        )
