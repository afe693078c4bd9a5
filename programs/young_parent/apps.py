from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YoungParentConfig(AppConfig):
    name = "programs.young_parent"
    verbose_name = _("MMP Young Parent")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.audit import kinds
        from mmp_portal.audit.kinds import Kind
        from mmp_portal.ui.navigation import NavItem, register
        from programs import registry
        from programs.casework.parameters.offers import works_in
        from programs.young_parent.definition import PROGRAM
        from programs.young_parent.due import SOURCES
        from programs.young_parent.models import DoctorVisit, SelfRating

        def of_case(model, **options):
            return Kind(
                model=model,
                rows=lambda user: model.objects.for_user(user).select_related("enrollment__site"),
                url=lambda record: record.get_absolute_url(),
                case_path="enrollment",
                **options,
            )

        kinds.register(
            of_case(DoctorVisit, code="doctor_visit", label=_("Doctor visit")),
            of_case(SelfRating, code="self_rating", label=_("How they rate it themselves")),
        )
        registry.register(PROGRAM)
        registry.register_due(*SOURCES)
        register(
            NavItem(
                label=PROGRAM.short_name,
                url_name="young_parent:home",
                icon=PROGRAM.icon,
                permission=Permission.DAY_VIEW,
                section="programs",
                order=20,
                visible=lambda user: works_in(user, PROGRAM.code),
            )
        )
