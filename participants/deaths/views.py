"""Recording that somebody died, and taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.deaths import workflow
from participants.deaths.forms import DeathForm, TakeBackForm
from participants.tabs import person_at_hand, show, site_at_hand

TAB = "death"


@requires(Permission.PERSON_EDIT)
def death(request, pk):
    """Record a death, or correct the day and who told us."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    known = {"died_on": person.died_on, "told_by": person.death_told_by} if person.died_on else None
    form = DeathForm(sent(request), name=person.name, initial=known, cancel_url=person.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("died_on", "told_by")}
        try:
            workflow.record(person=person, by=request.user, site=site, **facts)
        except workflow.CannotRecord as refusal:
            form.add_error(refusal.about, str(refusal))
        else:
            messages.success(request, _("Recorded. Nobody is reminded of anything about them any more."))
            return redirect(person)
    return show(
        request,
        "participants/deaths/death.html",
        person=person,
        tab=TAB,
        form=form,
        title=_("Correct the day of death") if known else _("Record a death"),
    )


@requires(Permission.PERSON_EDIT)
def take_back(request, pk):
    """The death was recorded by mistake."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    if person.is_living:
        raise Http404
    form = TakeBackForm(sent(request), cancel_url=person.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.take_back(person=person, by=request.user, site=site, **form.cleaned_data)
        except workflow.CannotRecord as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken back. Reminders go out again."))
            return redirect(person)
    return show(
        request, "participants/deaths/death.html", person=person, tab=TAB, form=form, title=_("It was a mistake")
    )
