"""The history of partners and what belongs to them, and how they are voided and restored."""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import Kind
from programs.casework.referrals.partners.models import (
    Agreement,
    CommunityContact,
    CommunityPartner,
    CommunityTalk,
    PartnerReferral,
)


def page_of(partner):
    return reverse("community_partners:partners") if partner.voided_at else partner.get_absolute_url()


def _of_partner(code, label, model, words):
    return Kind(
        code=code,
        label=label,
        model=model,
        rows=lambda user: model.objects.for_user(user).select_related("partner"),
        url=lambda row: row.get_absolute_url(),
        words=words,
    )


KINDS = (
    Kind(
        code="community_partner",
        label=gettext_lazy("Community partner"),
        model=CommunityPartner,
        rows=lambda user: CommunityPartner.objects.for_user(user),
        url=page_of,
        words=lambda partner: partner.name,
    ),
    _of_partner("partner_contact", gettext_lazy("Contact at a partner"), CommunityContact, lambda row: row.name),
    _of_partner("agreement", gettext_lazy("Agreement with a partner"), Agreement, lambda row: row.about),
    _of_partner("talk", gettext_lazy("Talk with a partner"), CommunityTalk, lambda row: row.partner.name),
    _of_partner(
        "partner_referral", gettext_lazy("Referral of a partner"), PartnerReferral, lambda row: row.partner.name
    ),
)
