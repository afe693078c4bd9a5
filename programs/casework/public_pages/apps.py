from django.apps import AppConfig
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class PublicPagesConfig(AppConfig):
    name = "programs.casework.public_pages"
    verbose_name = _("Public pages")

    def ready(self):
        from mmp_portal.accounts.permissions import Permission
        from mmp_portal.ui.lists.registry import register_list
        from mmp_portal.ui.navigation import NavItem, register
        from programs.casework.public_pages import reviews
        from programs.casework.public_pages.reviews import PlainPage

        reviews.register(
            PlainPage(code="programs", title=_("Our programs"), url=reverse_lazy("public_pages:programs")),
            PlainPage(code="find", title=_("Find a program near you"), url=reverse_lazy("public_pages:find")),
        )
        register_list(
            "public-pages",
            url_name="public_pages:pages",
            title=_("Public pages"),
            permission=Permission.PUBLIC_PAGE_EDIT,
        )
        register(
            NavItem(
                label=_("Public pages"),
                url_name="public_pages:pages",
                icon="book",
                permission=Permission.PUBLIC_PAGE_EDIT,
                section="administration",
                order=27,
                count=reviews.overdue_for,
            ),
        )
