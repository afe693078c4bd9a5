"""Taking in a referral, reaching the family, and how it ends."""

import contextlib

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from participants import workflow as people
from participants.duplicates.workflow import flag_across_sites
from participants.facts import CannotWrite
from participants.models import Person, ReachWay, Registration
from participants.reaching import workflow as reaching
from programs.casework.referrals.limits import limits
from programs.casework.referrals.models import (
    OPEN,
    Attempt,
    DivisionReport,
    Reason,
    Referral,
    Status,
)
from programs.casework.referrals.models.referral import REASONS
from programs.casework.referrals.partners import workflow as partners

# What may be written with a referral besides who it is about, for which program and from whom.
FIELDS = (
    "program",
    "received_on",
    "source",
    "cris_number",
    "referrer_name",
    "referrer_organization",
    "referrer_reach",
    "family_knows",
    "reach_safely",
    "hopes",
)


class CannotChange(Exception):
    """Why the referral cannot be taken in or changed so, in a sentence for the user; `about` names the field."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


def receive(*, site, source, by, sent_uid=None, **more):
    """Take in a referral at a site, from the desk, the public form or a spreadsheet; the one way all of them come in.

    `person` is somebody registered at the site; without one, `details` are fields of a new Person, who is registered
    there. `ways` are further ways to reach them (fields of ReachWay), added where they are not known yet. Everything
    else is a field of the referral (see FIELDS, `channel`, `intake_worker`); `received_on` is today unless said.
    Where the referrer's organization is a community partner of the site, the referral stands with that partner.
    `division` is a dict of `risk_level` and `words` of Children's Division, kept apart as restricted. `by` is None
    where nobody signed in. The same `sent_uid` again, even at the same moment, returns the referral it made.
    Raises CannotChange.
    """
    try:
        return _sent_as(Referral, sent_uid) or _receive(site=site, source=source, by=by, sent_uid=sent_uid, **more)
    except IntegrityError:
        if found := _sent_as(Referral, sent_uid):
            return found
        raise


def _sent_as(model, uid):
    return model.objects.filter(sent_uid=uid).first() if uid else None


@transaction.atomic
def _receive(
    *, site, source, by, sent_uid, person=None, details=None, ways=(), division=None, received_on=None, **facts
):
    today = site.today()
    received_on = received_on or today
    if received_on > today:
        raise CannotChange(_("The day lies in the future. Check the date."), "received_on")
    _check_program(site, facts.get("program", ""), today)
    if person is None:
        person = people.add(site=site, by=by, on=today, **details)
        flag_across_sites(person=person)
    else:
        person = Person.objects.select_for_update().get(pk=person.pk)
        _check_person(person, site, today)
    for way in ways:
        _add_way(person, site, by, way)
    referral = Referral.objects.create(
        site=site,
        source=source,
        person=person,
        received_on=received_on,
        status_on=received_on,
        sent_uid=sent_uid,
        recorded_by=by,
        **facts,
    )
    trail.record(by, "referral.received", referral, after={"source": source, "program": referral.program})
    partners.recognize(referral, by=by)
    if division and any(division.values()):
        write_report(referral=referral, by=by, **division)
    _tell_the_site(referral, by)
    return referral


def _check_program(site, program, on):
    if program and not site.offers(program, on=on):
        raise CannotChange(_("%(site)s does not offer this program today.") % {"site": site.name}, "program")


def _check_person(person, site, today):
    if person.voided_at:
        raise CannotChange(_("The record of this person was voided. Add them anew."))
    if person.died_on:
        raise CannotChange(_("This person died. Nobody can be referred after that."))
    here = Registration.objects.filter(person=person, site=site)
    if not here.exists():
        raise CannotChange(_("This person is registered at another site. Transfer them first."))
    if not here.in_force(today).exists():
        Registration.objects.create(person=person, site=site, starts_on=today)


def _add_way(person, site, by, way):
    """Note a way to reach them; it is the first of its kind where there was none."""
    with contextlib.suppress(CannotWrite):  # they have it already
        added = reaching.add(person=person, by=by, site=site, **way)
        if way["kind"] == ReachWay.Kind.PHONE and not person.phone:
            reaching.prefer(way=added, by=by, site=site)


def _tell_the_site(referral, by):
    """Somebody who did not write it down at the desk gets a notice: whoever takes referrals in at the site."""
    if referral.channel == Referral.Channel.DESK:
        return
    for supervisor in User.objects.holding(Role.SUPERVISOR, site=referral.site, program=referral.program):
        ring(
            to=supervisor,
            rule="referral-received",
            subject=_("A new referral came in: %(number)s") % {"number": referral.number},
            site=referral.site,
            link=referral.get_absolute_url(),
        )


@transaction.atomic
def correct(*, referral, by, version, **facts):
    """Change what is written about a referral. Raises CannotChange after a lost update."""
    referral = _locked(referral)
    if referral.version != version:
        raise CannotChange(_("Somebody saved this record after you opened it. Both versions are shown."))
    changed = [name for name in FIELDS if name in facts and getattr(referral, name) != facts[name]]
    if not changed:
        return referral
    if "program" in changed:
        _check_program(referral.site, facts["program"], referral.site.today())
        if referral.status == Status.ENROLLED:
            raise CannotChange(_("They are enrolled: the program stays as it is."), "program")
        if not facts["program"] and referral.status == Status.WAITING:
            raise CannotChange(_("They are on a waiting list: choose the program of that list."), "program")
    if "received_on" in changed:
        _check_received(referral, facts["received_on"])
    for name in changed:
        setattr(referral, name, facts[name])
    if referral.status == Status.NEW:
        referral.status_on = referral.received_on
    _save(referral)
    if "referrer_organization" in changed:
        partners.recognize(referral, by=by)
    trail.record(by, "referral.corrected", referral, after={"fields": sorted(changed)})
    return referral


def _check_received(referral, day):
    if day > referral.site.today():
        raise CannotChange(_("The day lies in the future. Check the date."), "received_on")
    later = [attempt.made_on for attempt in referral.attempts.not_voided()]
    if referral.status != Status.NEW:
        later.append(referral.status_on)
    if later and day > min(later):
        raise CannotChange(_("Something was done for this referral before that day. Check the date."), "received_on")


@transaction.atomic
def assign(*, referral, worker, by):
    """Give the referral to an intake worker (None: to nobody yet), who is told. Raises CannotChange."""
    referral = _locked(referral)
    if not referral.is_open:
        raise CannotChange(_("This referral has ended. It keeps its last intake worker."))
    before = referral.intake_worker_id
    if before == (worker.pk if worker else None):
        return referral
    if worker and not workers_for(referral).filter(pk=worker.pk).exists():
        raise CannotChange(
            _("%(name)s does not work on this at %(site)s.") % {"name": worker.name, "site": referral.site.name},
            "worker",
        )
    referral.intake_worker = worker
    _save(referral)
    trail.record(
        by,
        "referral.assigned",
        referral,
        before={"worker": before},
        after={"worker": worker.pk if worker else None},
    )
    if worker and worker != by:
        ring(
            to=worker,
            rule="referral-assigned",
            subject=_("A referral is yours: %(number)s") % {"number": referral.number},
            site=referral.site,
            link=referral.get_absolute_url(),
        )
    return referral


def workers_for(referral):
    """Those who may take the referral in: staff and supervisors of its site and program."""
    found = User.objects.none()
    for role in (Role.STAFF, Role.SUPERVISOR):
        found |= User.objects.holding(role, site=referral.site, program=referral.program)
    return found.order_by("name")


@transaction.atomic
def log_attempt(*, referral, way, outcome, by, made_on=None, note="", sent_uid=None):
    """Note a try to reach the family. The first word with them begins the screening of a new referral.

    Whoever tries takes the referral in where nobody has it. The same `sent_uid` again returns the try it made.
    Raises CannotChange.
    """
    if found := _sent_as(Attempt, sent_uid):
        return found
    referral = _locked(referral)
    today = referral.site.today()
    made_on = made_on or today
    if not referral.is_open:
        raise CannotChange(_("This referral has ended. Open it again first."))
    if made_on > today:
        raise CannotChange(_("The day lies in the future. Check the date."), "made_on")
    if made_on < referral.received_on:
        raise CannotChange(_("This lies before the day the referral came."), "made_on")
    attempt = Attempt.objects.create(
        referral=referral, made_on=made_on, way=way, outcome=outcome, note=note, sent_uid=sent_uid, recorded_by=by
    )
    trail.record(by, "referral.attempt", attempt, site=referral.site, after={"outcome": outcome})
    if referral.intake_worker_id is None and workers_for(referral).filter(pk=by.pk).exists():
        referral.intake_worker = by
        _save(referral)
    if outcome == Attempt.Outcome.REACHED and referral.status == Status.NEW:
        _move(referral, Status.SCREENING, on=made_on, by=by)
    return attempt


@transaction.atomic
def begin_screening(*, referral, by, on=None):
    """Say that the family is being screened. Asked again, nothing changes. Raises CannotChange."""
    referral = _locked(referral)
    if referral.status == Status.SCREENING:
        return referral
    if referral.status not in OPEN:
        raise CannotChange(_("This referral has ended. Open it again first."))
    return _move(referral, Status.SCREENING, on=on or referral.site.today(), by=by)


@transaction.atomic
def put_on_waiting_list(*, referral, program, by, on=None):
    """Let the family wait for a place in the program, from the day `on` (today, unless said).

    Whoever was on the list before and is back keeps the first day. Raises CannotChange.
    """
    referral = _locked(referral)
    today = referral.site.today()
    on = on or today
    if referral.status == Status.WAITING and referral.program == program:
        return referral
    if referral.status not in OPEN:
        raise CannotChange(_("This referral has ended. Open it again first."))
    if not program:
        raise CannotChange(_("Choose the program whose list it is."), "program")
    if on > today:
        raise CannotChange(_("The day lies in the future. Check the date."), "on")
    if on < referral.received_on:
        raise CannotChange(_("This lies before the day the referral came."), "on")
    _check_program(referral.site, program, today)
    if referral.program != program or referral.waiting_since is None:
        referral.waiting_since = on
    referral.program = program
    return _move(referral, Status.WAITING, on=on, by=by)


@transaction.atomic
def end(*, referral, status, reason, by, words="", referred_to="", on=None):
    """Close a referral: referred elsewhere, declined, or not to be reached. Raises CannotChange.

    Whoever could not be reached was tried as often as the site asks for, or there are words why not.
    """
    referral = _locked(referral)
    on = on or referral.site.today()
    if referral.status == status:
        return referral
    if referral.status not in OPEN:
        raise CannotChange(_("This referral has ended already."))
    if reason not in REASONS[status]:
        raise CannotChange(_("Choose a reason that fits."), "reason")
    if reason == Reason.OTHER and not words:
        raise CannotChange(_("Say why in a few words."), "words")
    if status == Status.ELSEWHERE and not referred_to:
        raise CannotChange(_("Say where they were referred to."), "referred_to")
    if status == Status.UNREACHED:
        _check_tries(referral, words, on)
    referral.reason, referral.reason_words = reason, words
    referral.referred_to = referred_to if status == Status.ELSEWHERE else ""
    return _move(referral, status, on=on, by=by, reason=words)


def _check_tries(referral, words, on):
    wanted = limits(on=on).at(referral.site_id)["tries_before_giving_up"]
    made = referral.attempts.not_voided().count()
    if made < wanted and not words:
        raise CannotChange(
            ngettext(
                "Your site tries %(wanted)d time before giving up; so far there were %(made)d. Say why it ends now.",
                "Your site tries %(wanted)d times before giving up; so far there were %(made)d. Say why it ends now.",
                wanted,
            )
            % {"wanted": wanted, "made": made},
            "words",
        )


@transaction.atomic
def reopen(*, referral, reason, by):
    """Take up a referral again that ended without an enrollment. It loses its place on a list. Raises CannotChange."""
    referral = _locked(referral)
    if referral.status in OPEN:
        return referral
    if not referral.may_become(Status.SCREENING):
        raise CannotChange(_("They were enrolled. What follows stands in the case file."))
    referral.reason = referral.reason_words = referral.referred_to = ""
    referral.waiting_since = None
    return _move(referral, Status.SCREENING, on=referral.site.today(), by=by, reason=reason, verb="referral.reopened")


@transaction.atomic
def write_report(*, referral, by, risk_level="", words=""):
    """Keep what Children's Division wrote. Its words stay out of the trail."""
    if not risk_level and not words:
        raise CannotChange(_("Write the risk level, or what they wrote."), "risk_level")
    report = DivisionReport.objects.create(referral=referral, risk_level=risk_level, words=words, recorded_by=by)
    trail.record(by, "referral.report_written", referral)
    return report


def enroll(*, person, program, site, on, by):
    """Take a person's open referrals to the site for the program, or for none, off inbox and waiting list.

    Gives the oldest of them, or None. Called by the enrollment, in its transaction.
    """
    found = list(
        Referral.objects.select_for_update()
        .not_voided()
        .filter(person=person, site=site, program__in=["", program], status__in=OPEN)
        .order_by("received_on", "pk")
    )
    for referral in found:
        referral.program = program
        _move(referral, Status.ENROLLED, on=max(on, referral.received_on), by=by)
    return found[0] if found else None


def _locked(referral):
    referral = Referral.objects.select_for_update(of=("self",)).select_related("site").get(pk=referral.pk)
    if referral.voided_at:
        raise CannotChange(_("This record was voided. It stays as it is."))
    return referral


def _move(referral, status, *, on, by, reason="", verb=""):
    """Change the status of a locked row, after the rule was looked at."""
    before = referral.status
    if status != before and not referral.may_become(status):
        raise CannotChange(_("This cannot follow what the referral is now."))
    referral.status, referral.status_on = status, max(on, referral.received_on)
    _save(referral)
    trail.record(
        by,
        verb or "referral.moved",
        referral,
        reason=reason,
        before={"status": before},
        after={"status": status, "on": on.isoformat()},
    )
    return referral


def _save(referral):
    referral.version += 1
    referral.save()
