from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "mmp_portal.ui"
    label = "ui"
    verbose_name = _("Look")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.drafts.models import Draft
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register

        register_list(
            "trail-openings", url_name="audit:openings", title=_("Who opened what"), permission=Permission.AUDIT_VIEW
        )
        register_list(
            "trail-changes", url_name="audit:events", title=_("Who changed what"), permission=Permission.AUDIT_VIEW
        )

        register(
            NavItem(
                label=_("Drafts"),
                url_name="drafts:drafts",
                icon="pencil",
                order=18,
                count=Draft.objects.for_user,
                needs_rows=True,
            ),
            NavItem(
                label=_("Gallery"),
                url_name="ui:gallery",
                icon="palette",
                permission=Permission.GALLERY,
                section="administration",
                order=900,
            ),
        )
