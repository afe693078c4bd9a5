"""Keeping partners, talks and agreements, and telling a partner what became of a referral."""

from django.db import transaction
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from participants.consents.models import Kind
from participants.consents.standing import in_force
from programs.casework.referrals.models import Referral, Status
from programs.casework.referrals.partners.models import (
    ENDINGS,
    Agreement,
    CommunityContact,
    CommunityPartner,
    CommunityTalk,
    PartnerReferral,
)

NAMES = {CommunityContact: "contact", Agreement: "agreement", CommunityTalk: "talk"}


class CannotChange(Exception):
    """Why this cannot be kept so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def add(*, site, by, **details):
    """Add a partner of a site. Raises CannotChange where one of this name stands there already."""
    _check_name(site, details["name"])
    partner = CommunityPartner.objects.create(site=site, recorded_by=by, **details)
    trail.record(by, "community_partner.added", partner)
    return partner


@transaction.atomic
def correct(*, partner, version, by, **details):
    """Correct what is known about a partner. Raises CannotChange after a lost update."""
    if "name" in details:
        _check_name(partner.site, details["name"], besides=partner.pk)
    row = _change(CommunityPartner, partner.pk, version, details)
    trail.record(by, "community_partner.corrected", row)
    return row


def _check_name(site, name, besides=None):
    same = CommunityPartner.objects.not_voided().filter(site=site, name__iexact=name).exclude(pk=besides)
    if same.exists():
        raise CannotChange(_("This partner stands in the list already."), "name")


@transaction.atomic
def add_to(*, partner, model, by, **details):
    """Keep a contact, an agreement or a talk of a partner."""
    row = model(partner=partner, recorded_by=by, **details)
    _check_days(row)
    row.save()
    trail.record(by, f"community_partner.{NAMES[model]}_added", row, site=partner.site)
    return row


@transaction.atomic
def correct_of(*, record, version, by, **details):
    """Correct a contact, an agreement or a talk. Raises CannotChange after a lost update."""
    model = type(record)
    row = _change(model, record.pk, version, details, check=_check_days)
    trail.record(by, f"community_partner.{NAMES[model]}_corrected", row, site=row.partner.site)
    return row


def _check_days(row):
    if isinstance(row, Agreement) and row.ends_on and row.ends_on < row.starts_on:
        raise CannotChange(_("The last day lies before the first."), "ends_on")
    if isinstance(row, CommunityTalk) and bool(row.next_step) != bool(row.next_step_on):
        raise CannotChange(
            _("Give the next step and its day, both or neither."), "next_step_on" if row.next_step else "next_step"
        )


def _change(model, pk, version, details, check=None):
    row = model.objects.select_for_update().get(pk=pk)
    if row.voided_at:
        raise CannotChange(_("This record was voided. It stays as it is."))
    if row.version != version:
        raise CannotChange(_("Somebody saved this record after you opened it. Both versions are shown."))
    for name, value in details.items():
        setattr(row, name, value)
    if check:
        check(row)
    if isinstance(row, CommunityTalk) and row.next_step_on is None:
        row.next_step_done_on = None
    row.version += 1
    row.save()
    return row


@transaction.atomic
def do_step(*, talk, by):
    """Say that the next step of a talk is done. Done twice, nothing changes the second time."""
    talk = CommunityTalk.objects.select_for_update().get(pk=talk.pk)
    if talk.next_step_on and talk.next_step_done_on is None and talk.voided_at is None:
        talk.next_step_done_on = talk.partner.site.today()
        talk.version += 1
        talk.save(update_fields=["next_step_done_on", "version"])
        trail.record(by, "community_partner.step_done", talk, site=talk.partner.site)
    return talk


# --- Referrals of a partner -----------------------------------------------------------------


@transaction.atomic
def link(*, partner, referral, by):
    """Say that a referral came from a partner. The same again changes nothing; another partner is refused."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    standing = PartnerReferral.objects.not_voided().filter(referral=referral).first()
    if standing and standing.partner_id == partner.pk:
        return standing
    if standing:
        raise CannotChange(_("This referral belongs to a partner already."), "referral")
    if referral.site_id != partner.site_id:
        raise CannotChange(_("This referral came to another site."), "referral")
    row = PartnerReferral.objects.create(partner=partner, referral=referral, recorded_by=by)
    trail.record(by, "community_partner.referral_linked", row, site=partner.site)
    return row


def recognize(referral, *, by=None):
    """Link a referral that names a partner of its site as the place where the referrer works.

    None where it names none, or belongs to another partner already.
    """
    name = " ".join(referral.referrer_organization.split())
    known = CommunityPartner.objects.not_voided().filter(site=referral.site_id, name__iexact=name)
    partner = known.first() if name else None
    others = PartnerReferral.objects.not_voided().filter(referral=referral)
    if partner is None or others.exclude(partner=partner).exists():
        return None
    return link(partner=partner, referral=referral, by=by)


def consent_to_tell(row, on):
    """The family's consent to share with this partner that is in force on the day, or None."""
    return in_force(row.referral.person, Kind.SHARING, on, party=row.partner.name)


def what_may_be_said(row, on):
    """The words for the partner: what became of it with a consent on file, and nothing about it without one."""
    known = {"number": row.referral.number, "program": row.referral.program_words}
    if consent_to_tell(row, on) is None:
        return (
            _(
                "Thank you for your referral %(number)s. We received it and took it from there. Without the family’s "
                "permission we may not say more."
            )
            % known
        )
    return {
        Status.ENROLLED: _("Thank you for your referral %(number)s. The family takes part in %(program)s."),
        Status.ELSEWHERE: _("Thank you for your referral %(number)s. We helped the family find another service."),
        Status.DECLINED: _("Thank you for your referral %(number)s. The family does not take part at present."),
        Status.UNREACHED: _("Thank you for your referral %(number)s. We tried several times and reached nobody."),
    }[row.referral.status] % known


@transaction.atomic
def tell(*, row, told_on, told_how, by):
    """Note that the partner was told how the referral ended, in the words that were allowed. Raises CannotChange."""
    row = PartnerReferral.objects.select_for_update(of=("self",)).with_referral().get(pk=row.pk)
    if row.voided_at:
        raise CannotChange(_("This record was voided. It stays as it is."))
    if row.referral.status not in ENDINGS:
        raise CannotChange(_("This referral has not ended yet: there is nothing to tell."))
    if told_on < row.referral.received_on:
        raise CannotChange(_("This lies before the day the referral came."), "told_on")
    row.told_on, row.told_how, row.told_by = told_on, told_how, by
    row.told_status = row.referral.status
    row.told_with_consent = consent_to_tell(row, told_on) is not None
    row.version += 1
    row.save()
    trail.record(by, "community_partner.told", row, site=row.partner.site)
    return row
