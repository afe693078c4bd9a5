"""The list of people who sign in."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.ui import markup
from mmp_portal.ui.tables import PersonColumn, PortalTable, StatusColumn
from mmp_portal.ui.templatetags.ui import clock, full_day


class UserTable(PortalTable):
    caption = _("People who sign in")
    row_header = "name"

    name = PersonColumn(sub="email")
    roles = tables.Column(verbose_name=_("Roles"), accessor="roles_in_words", orderable=False)
    state = StatusColumn(
        verbose_name=_("Access"),
        accessor="access_label",
        kind="access_kind",
        order_by=("is_active", "last_login"),
    )
    last_login = tables.DateTimeColumn(
        verbose_name=_("Last signed in"), format="M j, Y, g:i a", default=_("Never yet")
    )

    class Meta:
        model = User
        fields = ("name", "roles", "state", "last_login")
        order_by = "name"

    def render_last_login(self, value):
        moment = timezone.localtime(value)
        return markup.two_lines(full_day(moment), clock(moment))
