"""The pages of one person, side by side under one row of tabs, and the one way a form of theirs is answered."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.ui.sending import refuse
from participants.facts import CannotWrite, site_of
from participants.merged import MergedInto
from participants.models import Person
from participants.reaching.hiding import hide_where_moved_on


@dataclass(frozen=True)
class Tab:
    code: str
    label: Any
    url_name: str


TABS = {
    tab.code: tab
    for tab in (
        Tab("reach", _("Ways to reach them"), "participants:reach"),
        Tab("background", _("Race, ethnicity and tribe"), "participants:background"),
        Tab("equipment", _("Device and loans"), "participants:equipment"),
        Tab("sites", _("Sites"), "participants:registrations"),
        Tab("death", _("Death"), "participants:death"),
        Tab("household", _("Household"), "participants:household"),
        Tab("income", _("Income"), "income:income"),
        Tab("screenings", _("Screenings"), "screenings:history"),
        Tab("school", _("School"), "schooling:school"),
        Tab("health", _("Health"), "health:health"),
        Tab("immunizations", _("Immunizations"), "immunizations:immunizations"),
        Tab("consents", _("Consents"), "consents:consents"),
        Tab("documents", _("Documents"), "documents:documents"),
    )
}


def person_at_hand(request, pk):
    """The person whose pages are open. 404 for anybody not registered at a site of the user.

    Where they moved on to another site, without the ways to reach them.

    A record that was merged leads on to the one that was kept (see `participants.merged`).
    """
    seen = Person.objects.for_user(request.user)
    try:
        return hide_where_moved_on(get_object_or_404(seen.not_voided(), pk=pk), request.user)
    except Http404:
        if kept := seen.filter(merged_records=pk).first():
            raise MergedInto(kept) from None
        raise


def address_of(tab, person):
    """Where a tab of the person's is."""
    return reverse(TABS[tab].url_name, args=[person.pk])


def site_at_hand(request, person):
    """The site the user writes for. Whoever sees a person without working on cases there may write nothing."""
    site = site_of(person, request.user, request.site)
    if site is None:
        raise PermissionDenied
    return site


def show(request, template, *, person, tab, **context):
    """One of the person's pages, under the tabs."""
    today = timezone.localdate()
    context = {
        "person": person,
        "age": person.age_in_words(today),
        "tab": tab,
        "tab_label": TABS[tab].label,
        "today": today,
        "own_sites": {grant.site_id for grant in request.user.grants if grant.role in CASEWORK_ROLES},
        **context,
    }
    return render(request, template, context)


def fill_in(request, form, save, *, person, tab, title, done, lead="", back=None, **context):
    """Show a form, or save what it says.

    `save(cleaned_data)` calls the verb; its CannotWrite is shown beside the field it is about. `done` is what is
    said after; `back` is where it leads, the tab if it is not given.
    """
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except CannotWrite as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect(back or address_of(tab, person))
    context = {"form": form, "title": title, "lead": lead, "tab_url": address_of(tab, person), **context}
    return show(request, context.pop("template", "participants/form.html"), person=person, tab=tab, **context)
