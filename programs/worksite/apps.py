from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorksiteConfig(AppConfig):
    name = "programs.worksite"
    verbose_name = _("MMP Worksite")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.files.owners import register_owner
        from mmp_portal.links import purposes
        from mmp_portal.outbox.queue import register_check
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.parameters.offers import works_in
        from programs.casework.supports import followers
        from programs.worksite.check_ins import letters
        from programs.worksite.check_ins.doors import PURPOSES
        from programs.worksite.definition import PROGRAM
        from programs.worksite.due import SOURCES
        from programs.worksite.funds import workflow as funds
        from programs.worksite.models import FundRequest
        from programs.worksite.namings import letters as naming_letters
        from programs.worksite.namings.doors import PURPOSES as NAMINGS
        from programs.worksite.placements.restoring import KINDS
        from programs.worksite.weeks import letters as week_letters
        from programs.worksite.weeks.doors import PURPOSES as WEEKS

        registry.register(PROGRAM)
        registry.register_due(*SOURCES)
        kinds.register(*KINDS)
        for purpose in (*PURPOSES, *NAMINGS, *WEEKS):
            purposes.register(purpose)
        register_check(letters.RULE, letters.still_true)
        register_check(naming_letters.RULE, naming_letters.still_true)
        register_check(week_letters.RULE, week_letters.still_true)
        followers.register(funds.follow_the_ledger)
        register_owner(
            funds.OWNER,
            lambda user: (
                FundRequest.objects.not_voided().for_user(user).exclude(receipt=None).order_by().values("receipt")
            ),
        )
        register_list(
            "partners", url_name="worksite:partners", title=_("Corporate Partners"), permission=Permission.MENTOR_VIEW
        )
        register_list("openings", url_name="worksite:openings", title=_("Openings"), permission=Permission.MENTOR_VIEW)
        register_list(
            "nytd", url_name="worksite:nytd", title=_("State youth outcomes"), permission=Permission.ENROLLMENT_CHANGE
        )
        register_list("funds", url_name="worksite:funds", title=_("Education funds"), permission=Permission.FUND_ASK)
        register(
            NavItem(
                label=PROGRAM.short_name,
                url_name="worksite:home",
                icon=PROGRAM.icon,
                permission=Permission.DAY_VIEW,
                section="programs",
                order=10,
                visible=lambda user: works_in(user, PROGRAM.code),
            )
        )
