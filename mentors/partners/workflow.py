"""Winning a company, keeping the agreement, and noting every talk with it and what comes next."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentors.models import CorporatePartner, Partnership
from mentors.partners.models import PartnerContact, Talk, Workplace
from mmp_portal.audit import trail

FIELDS = ("name", "industry", "city", "website", "offers", "note", "signed_on", "agreement_ends_on")
NEXT = ("next_step", "next_step_on", "next_step_by")


class CannotChange(Exception):
    """Why the company cannot be changed so, in a sentence for the user; `about` names the field it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


@transaction.atomic
def add(*, site, by, **details):
    """Keep a company as a prospect. Raises CannotChange when one of this name is kept at the site already."""
    _check_name(site, details["name"])
    partner = CorporatePartner.objects.create(site=site, recorded_by=by, **details)
    trail.record(by, "partner.added", partner)
    return partner


def _check_name(site, name, *, besides=None):
    same = CorporatePartner.objects.filter(site=site, name__iexact=name)
    if same.exclude(pk=besides).exists():
        raise CannotChange(_("A company of this name is kept here already."), "name")


@transaction.atomic
def correct(*, partner, by, version, **details):
    """Change what is known of a company. Raises CannotChange after a lost update, or where the days do not fit."""
    partner = _locked(partner, version)
    if "name" in details:
        _check_name(partner.site, details["name"], besides=partner.pk)
    for name in FIELDS:
        if name in details:
            setattr(partner, name, details[name])
    _check_days(partner)
    return _saved(partner, by, "partner.corrected")


def _check_days(partner):
    if partner.status in (Partnership.SIGNED, Partnership.RESTING) and partner.signed_on is None:
        raise CannotChange(_("Say on which day the agreement was signed."), "signed_on")
    if partner.agreement_ends_on and partner.signed_on is None:
        raise CannotChange(_("Say on which day the agreement was signed."), "signed_on")
    if partner.agreement_ends_on and partner.agreement_ends_on <= partner.signed_on:
        raise CannotChange(_("The agreement ends before it was signed. Check the two days."), "agreement_ends_on")


@transaction.atomic
def move(*, partner, by, version, status, reason="", signed_on=None, agreement_ends_on=None):
    """Go on to another status; signing has its day. Raises CannotChange where the table does not lead there."""
    partner = _locked(partner, version)
    if not partner.may_become(status):
        raise CannotChange(
            _("From “%(now)s” it cannot become “%(then)s”.")
            % {"now": partner.get_status_display(), "then": Partnership(status).label},
            "status",
        )
    before, partner.status = partner.status, status
    if status == Partnership.SIGNED and signed_on:
        partner.signed_on, partner.agreement_ends_on = signed_on, agreement_ends_on
    if partner.signed_on and partner.signed_on > partner.site.today():
        raise CannotChange(_("The date lies in the future. Check the year."), "signed_on")
    _check_days(partner)
    if status in (Partnership.DECLINED, Partnership.ENDED):
        partner.next_step, partner.next_step_on, partner.next_step_by = "", None, None
    return _saved(
        partner, by, "partner.moved", reason=reason, before={"status": before}, after={"status": str(status)}
    )


@transaction.atomic
def note_talk(*, partner, by, talked_on, how, words, next_step="", next_step_on=None, next_step_by=None):
    """Note a talk, and what comes next by when and by whom; without a next step the one before is done."""
    partner = CorporatePartner.objects.select_for_update().get(pk=partner.pk)
    if talked_on > partner.site.today():
        raise CannotChange(_("The date lies in the future. Check the year."), "talked_on")
    if next_step and not next_step_on:
        raise CannotChange(_("Say by when."), "next_step_on")
    talk = Talk.objects.create(partner=partner, talked_on=talked_on, how=how, who=by, words=words, recorded_by=by)
    partner.next_step = next_step
    partner.next_step_on = next_step_on if next_step else None
    partner.next_step_by = (next_step_by or by) if next_step else None
    if partner.status == Partnership.PROSPECT:
        partner.status = Partnership.TALKING
    _saved(partner, by, "partner.talked")
    return talk


@transaction.atomic
def add_workplace(*, partner, by, **details):
    """Keep a place of work. Raises CannotChange when the company has one of this name."""
    _check_place(partner, details["name"])
    place = Workplace.objects.create(partner=partner, recorded_by=by, **details)
    trail.record(by, "partner.place_added", partner)
    return place


@transaction.atomic
def correct_workplace(*, workplace, by, version, **details):
    """Change a place of work. Raises CannotChange after a lost update."""
    workplace = _locked(workplace, version)
    _check_place(workplace.partner, details["name"], besides=workplace.pk)
    return _corrected(workplace, details, by, "partner.place_corrected")


def _check_place(partner, name, *, besides=None):
    if partner.workplaces.not_voided().filter(name__iexact=name).exclude(pk=besides).exists():
        raise CannotChange(_("The company has a place of this name already."), "name")


@transaction.atomic
def add_person(*, partner, by, **details):
    """Keep somebody to ask for at the company."""
    _check_person(details)
    person = PartnerContact.objects.create(partner=partner, recorded_by=by, **details)
    trail.record(by, "partner.person_added", partner)
    return person


@transaction.atomic
def correct_person(*, person, by, version, **details):
    """Change a contact person, or note that they left. Raises CannotChange after a lost update."""
    person = _locked(person, version)
    _check_person(details)
    return _corrected(person, details, by, "partner.person_corrected")


def _check_person(details):
    if details.get("answers_check_ins") and not details.get("email"):
        raise CannotChange(_("Who is asked how it goes needs an e-mail address."), "email")


def _corrected(row, details, by, verb):
    for name, value in details.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    trail.record(by, verb, row.partner)
    return row


def _locked(row, version):
    row = type(row).objects.select_for_update().get(pk=row.pk)
    if row.version != version:
        raise CannotChange(_("Somebody saved this record after you opened it. Both versions are shown."))
    return row


def _saved(partner, by, verb, **told):
    partner.version += 1
    partner.save()
    trail.record(by, verb, partner, **told)
    return partner
