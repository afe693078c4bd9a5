"""Community partners: a list, one partner with talks and agreements, and telling them what became of a referral."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import CASEWORK_ROLES
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.sending import refuse, sent
from programs.casework.referrals.models import Referral
from programs.casework.referrals.partners import workflow
from programs.casework.referrals.partners.filters import PartnerFilter
from programs.casework.referrals.partners.forms import (
    AgreementForm,
    ContactForm,
    LinkForm,
    PartnerForm,
    TalkForm,
    TellForm,
)
from programs.casework.referrals.partners.models import (
    Agreement,
    CommunityContact,
    CommunityPartner,
    CommunityTalk,
    PartnerReferral,
)
from programs.casework.referrals.partners.tables import PartnerTable

SHOWN = 20  # the newest talks and referrals; the list of referrals has all of them


def partner_at_hand(request, pk):
    rows = CommunityPartner.objects.not_voided().for_user(request.user).select_related("site")
    return get_object_or_404(rows, pk=pk)


def own_sites(request):
    """The site at hand, or all those where the person works on cases."""
    if request.site:
        return [request.site]
    return list({grant.site_id: grant.site for grant in request.user.grants if grant.role in CASEWORK_ROLES}.values())


@requires(Permission.REFERRAL_VIEW)
def partners(request):
    """Who refers to the person's sites."""
    today = timezone.localdate()
    everybody = CommunityPartner.objects.not_voided().for_user(request.user)
    rows = everybody.select_related("site").with_figures(today)
    filterset = PartnerFilter(request.GET, queryset=rows, request=request, today=today)
    listing = listed(request, PartnerTable, filterset, name="community-partners", total=everybody.count())
    return listing.file or render(
        request,
        "programs/casework/referrals/partners/list.html",
        {"listing": listing, "may_edit": request.user.may(Permission.REFERRAL_EDIT)},
    )


@requires(Permission.REFERRAL_VIEW)
def partner(request, pk):
    """One partner: whom to call, what was agreed, the talks, their referrals and what became of them."""
    row = partner_at_hand(request, pk)
    today = row.site.today()
    links = PartnerReferral.objects.not_voided().for_user(request.user).filter(partner=row)
    figures = CommunityPartner.objects.with_figures(today).get(pk=row.pk)
    return render(
        request,
        "programs/casework/referrals/partners/partner.html",
        {
            "partner": row,
            "figures": figures,
            "today": today,
            "contacts": row.contacts.not_voided(),
            "agreements": [(one, one.is_in_force(today), one.ends_soon(today)) for one in row.agreements.not_voided()],
            "talks": row.talks.not_voided().select_related("recorded_by")[:SHOWN],
            "links": links.with_referral()[:SHOWN],
            "may_edit": request.user.may(Permission.REFERRAL_EDIT),
        },
    )


def _form(request, form, *, title, partner=None, lead="", record=None, kind=""):
    return render(
        request,
        "programs/casework/referrals/partners/form.html",
        {"form": form, "title": title, "lead": lead, "partner": partner, "record": record, "kind": kind},
    )


@requires(Permission.REFERRAL_EDIT)
def create(request):
    """A new partner of a site."""
    sites = own_sites(request)
    form = PartnerForm(sent(request), sites=sites, cancel_url=reverse("community_partners:partners"))
    if request.method == "POST" and form.is_valid():
        try:
            row = workflow.add(site=form.cleaned_data.get("site") or sites[0], by=request.user, **form.details())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The partner is added. Note the first talk next."))
            return redirect(row)
    return _form(request, form, title=_("A new community partner"))


@requires(Permission.REFERRAL_EDIT)
def edit(request, pk):
    """Correct what is known about a partner."""
    row = partner_at_hand(request, pk)
    form = PartnerForm(sent(request), instance=row, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct(partner=row, version=form.cleaned_data["version"], by=request.user, **form.details())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("community_partners:partner", pk=pk)
    known = partner_at_hand(request, pk)
    return _form(request, form, title=_("Correct the partner"), partner=known, record=known, kind="community_partner")


def _add(request, pk, form_class, model, *, title, initial=None):
    row = partner_at_hand(request, pk)
    form = form_class(sent(request), initial=initial or {}, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.add_to(partner=row, model=model, by=request.user, **form.details())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _form(request, form, title=title, partner=row)


def _edit(request, pk, form_class, model, *, title, kind):
    record = get_object_or_404(model.objects.not_voided().for_user(request.user).with_partner(), pk=pk)
    form = form_class(sent(request), instance=record, cancel_url=record.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.correct_of(record=record, version=form.cleaned_data["version"], by=request.user, **form.details())
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(record)
    return _form(request, form, title=title, partner=record.partner, record=record, kind=kind)


@requires(Permission.REFERRAL_EDIT)
def add_contact(request, pk):
    """Somebody to speak with at the partner."""
    return _add(request, pk, ContactForm, CommunityContact, title=_("A contact at the partner"))


@requires(Permission.REFERRAL_EDIT)
def edit_contact(request, pk):
    """Correct a contact."""
    return _edit(request, pk, ContactForm, CommunityContact, title=_("Correct the contact"), kind="partner_contact")


@requires(Permission.REFERRAL_EDIT)
def add_agreement(request, pk):
    """What was agreed, from when to when."""
    return _add(
        request, pk, AgreementForm, Agreement, title=_("An agreement"), initial={"starts_on": timezone.localdate()}
    )


@requires(Permission.REFERRAL_EDIT)
def edit_agreement(request, pk):
    """Correct an agreement, or say when it ends."""
    return _edit(request, pk, AgreementForm, Agreement, title=_("Correct the agreement"), kind="agreement")


@requires(Permission.REFERRAL_EDIT)
def add_talk(request, pk):
    """Note a talk and what follows from it."""
    return _add(request, pk, TalkForm, CommunityTalk, title=_("A talk"), initial={"talked_on": timezone.localdate()})


@requires(Permission.REFERRAL_EDIT)
def edit_talk(request, pk):
    """Correct a talk."""
    return _edit(request, pk, TalkForm, CommunityTalk, title=_("Correct the talk"), kind="talk")


@requires(Permission.REFERRAL_EDIT)
@require_POST
def step_done(request, pk):
    """The next step of a talk is done."""
    talk = get_object_or_404(CommunityTalk.objects.not_voided().for_user(request.user).with_partner(), pk=pk)
    workflow.do_step(talk=talk, by=request.user)
    messages.success(request, _("Done."))
    return redirect(talk)


@requires(Permission.REFERRAL_EDIT)
def link(request, pk):
    """Say that a referral came from the partner."""
    row = partner_at_hand(request, pk)
    linked = PartnerReferral.objects.not_voided().values("referral")
    free = Referral.objects.not_voided().for_user(request.user).at_site(row.site).exclude(pk__in=linked)
    form = LinkForm(
        sent(request), referrals=free.exclude(source=Referral.Source.SELF), cancel_url=row.get_absolute_url()
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.link(partner=row, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(row)
    return _form(request, form, title=_("A referral of theirs"), partner=row)


@requires(Permission.REFERRAL_EDIT)
def tell(request, pk):
    """Tell the partner what became of a referral, in words that reveal nothing without a consent on file."""
    rows = PartnerReferral.objects.not_voided().for_user(request.user).with_referral()
    row = get_object_or_404(rows, pk=pk)
    today = row.partner.site.today()
    has_ended = row.referral.status in workflow.ENDINGS
    form = TellForm(sent(request), initial={"told_on": today}, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.tell(row=row, by=request.user, **form.cleaned_data)
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Noted: they were told."))
            return redirect(row)
    return render(
        request,
        "programs/casework/referrals/partners/tell.html",
        {
            "form": form,
            "row": row,
            "partner": row.partner,
            "referral": row.referral,
            "consent": workflow.consent_to_tell(row, today),
            "words": workflow.what_may_be_said(row, today) if has_ended else "",
        },
    )
