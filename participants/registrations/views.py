"""At which sites somebody is registered, and the way to another one."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission, Role
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.agencies.models import Site
from mmp_portal.ui.sending import sent
from participants.consents.models import Consent, Kind
from participants.models import Registration
from participants.registrations import workflow
from participants.registrations.forms import EndForm, TransferForm
from participants.tabs import address_of, person_at_hand, show

TAB = "sites"


def sites_of(user, roles=CASEWORK_ROLES):
    """Ids of the sites at which the user works on cases."""
    return {grant.site_id for grant in user.grants if grant.role in roles}


@requires(Permission.PERSON_VIEW)
def registrations(request, pk):
    """Where somebody is and was registered. Of sites of others nothing is told."""
    person = person_at_hand(request, pk)
    mine = sites_of(request.user)
    rows = list(person.registrations.select_related("site", "transferred_from").order_by("-starts_on", "-pk"))
    open_sites = {row.site_id for row in rows if row.ends_on is None}
    again = {row.site_id: row.site for row in rows if row.site_id in mine - open_sites}
    return show(
        request,
        "participants/registrations/registrations.html",
        person=person,
        tab=TAB,
        rows=[
            {
                "row": row,
                "may_transfer": row.site_id in sites_of(request.user, (Role.SUPERVISOR,)),
                "parts": [part.label for part in Registration.Part if part in row.parts],
            }
            for row in rows
            if row.site_id in mine
        ],
        again=list(again.values()),
        may_edit=request.user.may(Permission.PERSON_EDIT),
    )


@requires(Permission.PERSON_EDIT)
def end(request, pk, registration):
    """End a registration; what keeps the person at the site is listed."""
    person = person_at_hand(request, pk)
    row = _open_at(person, registration, sites_of(request.user))
    form = EndForm(sent(request), initial={"on": row.site.today()}, cancel_url=address_of(TAB, person))
    if request.method == "POST" and form.is_valid():
        try:
            workflow.end(registration=row, by=request.user, **form.cleaned_data)
        except workflow.CannotEnd as refusal:
            _refuse(form, refusal)
        else:
            messages.success(request, _("The registration at %(site)s has ended.") % {"site": row.site.name})
            return redirect(address_of(TAB, person))
    return _form_page(
        request, person, row, form, title=_("End the registration at %(site)s") % {"site": row.site.name}
    )


@requires(Permission.PERSON_TRANSFER)
def transfer(request, pk, registration):
    """Hand somebody over to another site."""
    person = person_at_hand(request, pk)
    row = _open_at(person, registration, sites_of(request.user, (Role.SUPERVISOR,)))
    form = TransferForm(
        sent(request),
        person=person,
        sites=Site.objects.exclude(pk=row.site_id).select_related("agency"),
        today=row.site.today(),
        initial={"on": row.site.today()},
        cancel_url=address_of(TAB, person),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.transfer(registration=row, by=request.user, **form.cleaned_data)
        except (workflow.CannotEnd, workflow.CannotRegister) as refusal:
            _refuse(form, refusal)
        else:
            messages.success(
                request, _("Transferred to %(site)s. They were told.") % {"site": form.cleaned_data["site"].name}
            )
            return redirect(address_of(TAB, person))
    return _form_page(
        request,
        person,
        row,
        form,
        title=_("Transfer to another site"),
        sharing=Consent.objects.in_force(row.site.today()).filter(person=person, kind=Kind.SHARING),
    )


@require_POST
@requires(Permission.PERSON_EDIT)
def begin_again(request, pk, site):
    """Register somebody anew at a site of the user's where they were before."""
    person = person_at_hand(request, pk)
    if site not in sites_of(request.user) or not person.registrations.filter(site=site).exists():
        raise Http404
    place = Site.objects.get(pk=site)
    try:
        workflow.begin_again(person=person, site=place, on=place.today(), by=request.user)
    except workflow.CannotRegister as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Registered at %(site)s again.") % {"site": place.name})
    return redirect(address_of(TAB, person))


def _open_at(person, registration, sites):
    rows = person.registrations.filter(ends_on=None, site__in=sites).select_related("site", "person")
    return get_object_or_404(rows, pk=registration)


def _refuse(form, refusal):
    for reason in getattr(refusal, "reasons", [str(refusal)]):
        form.add_error(None, str(reason))


def _form_page(request, person, row, form, *, title, **context):
    return show(
        request,
        "participants/registrations/form.html",
        person=person,
        tab=TAB,
        form=form,
        title=title,
        tab_url=address_of(TAB, person),
        kept_by=workflow.kept_by(person, row.site),
        **context,
    )
