"""Recording a contact, correcting it, voiding it, and answering the one who wrote it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.contacts.models import Contact, ContactTopic, Outcome


class CannotRecord(Exception):
    """Why the contact cannot be recorded so, in a sentence for the user; `about` names the fact it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class CannotCorrect(CannotRecord):
    """Why the contact cannot be changed, in a sentence for the user."""


def check_can_record(enrollment, match, *, started_at, outcome, duration_minutes, kind):
    """Raise CannotRecord with the reason, or return."""
    happened_on = timezone.localtime(started_at, enrollment.site.zone).date()
    if happened_on > enrollment.site.today():
        raise CannotRecord(_("The contact lies in the future. Check the date."), "started_at")
    if happened_on < enrollment.enrolled_on:
        raise CannotRecord(_("The contact lies before the enrollment. Check the date."), "started_at")
    if enrollment.closed_on and happened_on > enrollment.closed_on:
        raise CannotRecord(_("The contact lies after the case was closed. Check the date."), "started_at")
    if match and match.enrollment_id != enrollment.pk:
        raise CannotRecord(_("This match belongs to another case."))
    is_unnamed_try = outcome == Outcome.ATTEMPTED and not kind
    if not is_unnamed_try and kind not in {choice.code for choice in enrollment.definition.contact_kinds}:
        raise CannotRecord(_("Choose what it was."), "kind")
    if outcome == Outcome.ATTEMPTED and duration_minutes:
        raise CannotRecord(_("A try has no minutes. Was the contact made?"), "duration_minutes")


def record(
    *,
    uid,
    enrollment,
    by,
    kind,
    started_at,
    match=None,
    outcome=Outcome.MADE,
    duration_minutes=None,
    setting="",
    topics=(),
    present=(),
    note="",
    miles_driven=None,
    help_wanted=False,
):
    """Store a contact once. A repeat under the same `uid` by the same person returns the stored one.

    Raises CannotRecord when something is wrong with it, or when somebody else used the `uid`.
    """
    repeated = Contact.objects.filter(uid=uid).first()
    if repeated:
        return _same_hand(repeated, by, enrollment)
    check_can_record(
        enrollment, match, started_at=started_at, outcome=outcome, duration_minutes=duration_minutes, kind=kind
    )
    try:
        with transaction.atomic():
            contact = Contact.objects.create(
                uid=uid,
                enrollment=enrollment,
                match=match,
                kind=kind,
                outcome=outcome,
                started_at=started_at,
                duration_minutes=duration_minutes,
                setting=setting,
                note=note,
                miles_driven=miles_driven,
                help_wanted=help_wanted,
                recorded_by=by,
            )
            _set_topics(contact, topics)
            contact.present.set(present)
            trail.record(by, "contact.recorded", contact, site=enrollment.site, after={"case": enrollment.number})
            if help_wanted and enrollment.worker and enrollment.worker != by:
                ring(
                    to=enrollment.worker,
                    rule="help-wanted",
                    subject=_("Help wanted in case %(number)s") % {"number": enrollment.number},
                    site=enrollment.site,
                    link=contact.get_absolute_url(),
                )
    except IntegrityError:
        # Two sendings of the same form at the same moment: the first one won, and it is this one.
        return _same_hand(Contact.objects.get(uid=uid), by, enrollment)
    return contact


@transaction.atomic
def correct(*, contact, by, version, topics=None, present=None, **changes):
    """Change what was written. Raises CannotCorrect when somebody changed it since `version` was read."""
    contact = (
        Contact.objects.select_for_update(of=("self",)).select_related("enrollment__site", "match").get(pk=contact.pk)
    )
    if contact.voided_at:
        raise CannotCorrect(_("This contact was voided. It stays as it is."))
    if contact.version != version:
        raise CannotCorrect(_("Somebody corrected this contact while you were writing. Both versions are shown."))
    fields = (
        "match",
        "kind",
        "outcome",
        "started_at",
        "duration_minutes",
        "setting",
        "note",
        "miles_driven",
        "help_wanted",
    )
    for name in fields:
        if name in changes:
            setattr(contact, name, changes[name])
    try:
        check_can_record(
            contact.enrollment,
            contact.match,
            started_at=contact.started_at,
            outcome=contact.outcome,
            duration_minutes=contact.duration_minutes,
            kind=contact.kind,
        )
    except CannotRecord as refusal:
        raise CannotCorrect(str(refusal), refusal.about) from refusal
    if not contact.help_wanted:
        contact.help_answered_at = None
    contact.version += 1
    contact.save()
    if topics is not None:
        _set_topics(contact, topics)
    if present is not None:
        contact.present.set(present)
    trail.record(by, "contact.corrected", contact, site=contact.enrollment.site)
    return contact


@transaction.atomic
def void(*, contact, reason, by):
    """Take a contact out of every count, with a reason; it stays in the history. Raises CannotCorrect."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.voided_at:
        raise CannotCorrect(_("This contact was voided already."))
    contact.voided_at = timezone.now()
    contact.voided_by = by
    contact.void_reason = reason
    contact.version += 1
    contact.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    trail.record(by, "contact.voided", contact, site=contact.enrollment.site, reason=reason)
    return contact


@transaction.atomic
def mark_seen(*, contact, by, thanks=""):
    """Tell the one who wrote it that it was read, with a short thanks or an answer to the help wanted."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    now = timezone.now()
    contact.seen_at = contact.seen_at or now
    contact.seen_by = contact.seen_by or by
    contact.thanks = thanks or contact.thanks
    if contact.help_wanted and not contact.help_answered_at:
        contact.help_answered_at = now
    contact.save(update_fields=["seen_at", "seen_by", "thanks", "help_answered_at"])
    trail.record(by, "contact.seen", contact, site=contact.enrollment.site)
    if thanks and contact.recorded_by and contact.recorded_by != by:
        ring(
            to=contact.recorded_by,
            rule="contact-seen",
            subject=_("%(name)s saw your note") % {"name": by.name},
            body=thanks,
            site=contact.enrollment.site,
            link="/",
        )
    return contact


def _set_topics(contact, codes):
    known = {choice.code for choice in contact.enrollment.definition.contact_topics}
    contact.topics.all().delete()
    ContactTopic.objects.bulk_create(
        [ContactTopic(contact=contact, code=code) for code in dict.fromkeys(codes) if code in known]
    )


def _same_hand(contact, by, enrollment):
    if contact.recorded_by_id != by.pk or contact.enrollment_id != enrollment.pk:
        raise CannotRecord(_("This form was used already. Open a new one; your words are still here to copy."))
    return contact
