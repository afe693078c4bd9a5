"""Filters above the list of people who sign in."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import RoleGrant, User
from mmp_portal.accounts.permissions import Role
from mmp_portal.agencies.models import Site
from programs.casework.parameters.access.forms import sites_to_give

ACCESS = [("open", _("May sign in")), ("invited", _("Invited, not yet signed in")), ("ended", _("Ended"))]


class UserFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name or e-mail"), method="by_words")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, method="by_role", empty_label=_("Any"))
    site = django_filters.ModelChoiceFilter(
        label=_("Site"), queryset=Site.objects.none(), method="by_site", empty_label=_("Any")
    )
    access = django_filters.ChoiceFilter(label=_("Access"), choices=ACCESS, method="by_access", empty_label=_("Any"))

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["site"].field.queryset = sites_to_give(self.request.user)
        self.form.fields["q"].widget = forms.TextInput(attrs={"type": "search"})

    def _with_role(self, rows, **role):
        grants = RoleGrant.objects.in_force(timezone.localdate()).filter(self.request.user.manages_q(), **role)
        return rows.filter(pk__in=grants.values("user"))

    def by_words(self, rows, name, value):
        for word in value.split():
            rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return rows

    def by_role(self, rows, name, value):
        return self._with_role(rows, role=value)

    def by_site(self, rows, name, value):
        return self._with_role(rows, site=value)

    def by_access(self, rows, name, value):
        if value == "ended":
            return rows.filter(is_active=False)
        rows = rows.filter(is_active=True)
        return rows.filter(last_login=None) if value == "invited" else rows.exclude(last_login=None)
