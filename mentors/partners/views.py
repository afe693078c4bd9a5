"""Pages on which Corporate Partners are added and changed. Their overview lies in the room, which knows who works there."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mentors.models import CorporatePartner
from mentors.partners import workflow
from mentors.partners.forms import ContactPersonForm, MoveForm, PartnerForm, TalkForm, WorkplaceForm
from mentors.partners.models import PartnerContact, Workplace
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.ui.sending import refuse, sent
from participants.views import sites_of


def partner_at_hand(request, pk):
    rows = CorporatePartner.objects.not_voided().for_user(request.user).select_related("site", "next_step_by")
    return get_object_or_404(rows, pk=pk)


def _done(request, form, verb, said, **details):
    """Carry out the verb; True when it was done, False when its refusal stands on the form."""
    try:
        verb(by=request.user, **details)
    except workflow.CannotChange as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, said)
    return True


def _shown(request, form, title, partner=None, lead=""):
    return render(
        request, "mentors/partners/form.html", {"form": form, "title": title, "partner": partner, "lead": lead}
    )


@requires(Permission.MENTOR_EDIT)
def create(request):
    """Keep a company as a prospect."""
    form = PartnerForm(sent(request), sites=sites_of(request), cancel_url=reverse("worksite:partners"))
    if request.method == "POST" and form.is_valid():
        try:
            partner = workflow.add(by=request.user, **form.details())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The company stands among the prospects."))
            return redirect(partner)
    return _shown(request, form, _("Add a company"))


@requires(Permission.MENTOR_EDIT)
def edit(request, pk):
    """Correct what is known of a company; a lost update is refused with both versions shown."""
    partner = partner_at_hand(request, pk)
    form = PartnerForm(sent(request), instance=partner, cancel_url=partner.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if _done(request, form, workflow.correct, _("Saved."), partner=partner, version=version, **form.details()):
            return redirect(partner)
    return _shown(request, form, _("Correct the company"), partner)


@requires(Permission.MENTOR_EDIT)
def move(request, pk):
    """Say how far it has come: in talks, signed, resting, ended."""
    partner = partner_at_hand(request, pk)
    now = partner.get_status_display()
    form = MoveForm(sent(request), instance=partner, cancel_url=partner.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        said = _("The status was changed.")
        if _done(request, form, workflow.move, said, partner=partner, **form.cleaned_data):
            return redirect(partner)
    return _shown(request, form, _("Change the status"), partner, lead=_("Now: %(now)s.") % {"now": now})


@requires(Permission.MENTOR_EDIT)
def talk(request, pk):
    """Note a talk, and what comes next."""
    partner = partner_at_hand(request, pk)
    workers = User.objects.filter(
        is_active=True, role_grants__site=partner.site, role_grants__role__in=CASEWORK_ROLES
    ).distinct()
    form = TalkForm(
        sent(request),
        workers=workers.order_by("name"),
        initial={
            "talked_on": partner.site.today().isoformat(),
            "next_step": partner.next_step if partner.next_step_on else "",
            "next_step_on": max(partner.next_step_on, partner.site.today()) if partner.next_step_on else None,
            "next_step_by": partner.next_step_by_id,
        },
        cancel_url=partner.get_absolute_url(),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, workflow.note_talk, _("Noted."), partner=partner, **form.cleaned_data)
    ):
        return redirect(partner)
    return _shown(request, form, _("Note a talk"), partner)


@requires(Permission.MENTOR_EDIT)
def add_workplace(request, pk):
    """Keep a place where the company's people work."""
    partner = partner_at_hand(request, pk)
    form = WorkplaceForm(sent(request), cancel_url=partner.get_absolute_url(), initial={"city": partner.city})
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, workflow.add_workplace, _("Saved."), partner=partner, **form.details())
    ):
        return redirect(partner)
    return _shown(request, form, _("Add a place of work"), partner)


@requires(Permission.MENTOR_EDIT)
def edit_workplace(request, pk):
    """Correct a place of work."""
    rows = Workplace.objects.not_voided().for_user(request.user).select_related("partner__site")
    place = get_object_or_404(rows, pk=pk)
    form = WorkplaceForm(sent(request), instance=place, cancel_url=place.partner.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        details = {"version": form.cleaned_data["version"], **form.details()}
        if _done(request, form, workflow.correct_workplace, _("Saved."), workplace=place, **details):
            return redirect(place.partner)
    return _shown(request, form, _("Correct the place of work"), place.partner)


@requires(Permission.MENTOR_EDIT)
def add_person(request, pk):
    """Keep somebody to ask for."""
    partner = partner_at_hand(request, pk)
    form = ContactPersonForm(sent(request), cancel_url=partner.get_absolute_url())
    del form.fields["left_on"]
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(request, form, workflow.add_person, _("Saved."), partner=partner, **form.details())
    ):
        return redirect(partner)
    return _shown(request, form, _("Add somebody to ask for"), partner)


@requires(Permission.MENTOR_EDIT)
def edit_person(request, pk):
    """Correct a contact person, or note that they left."""
    rows = PartnerContact.objects.not_voided().for_user(request.user).select_related("partner__site")
    person = get_object_or_404(rows, pk=pk)
    form = ContactPersonForm(sent(request), instance=person, cancel_url=person.partner.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        details = {"version": form.cleaned_data["version"], **form.details()}
        if _done(request, form, workflow.correct_person, _("Saved."), person=person, **details):
            return redirect(person.partner)
    return _shown(request, form, _("Correct"), person.partner)
