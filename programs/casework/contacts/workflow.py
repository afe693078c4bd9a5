"""Recording a contact, correcting it, voiding it, following it up, and answering the one who wrote it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.audit import trail
from mmp_portal.outbox.queue import ring
from programs.casework.contacts import planning
from programs.casework.contacts.models import Contact, ContactShare, ContactTopic, Outcome, Vocabulary

# What a correction may change in the contact's own row.
FIELDS = (
    "match",
    "kind",
    "outcome",
    "started_at",
    "duration_minutes",
    "tries",
    "setting",
    "note",
    "others_present",
    "interpreter_used",
    "miles_driven",
    "travel_minutes",
    "follow_up",
    "follow_up_by",
    "help_wanted",
)


class CannotRecord(Exception):
    """Why the contact cannot be recorded so, in a sentence for the user; `about` names the fact it is about."""

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class CannotCorrect(CannotRecord):
    """Why the contact cannot be changed, in a sentence for the user."""


def check_can_record(enrollment, match, *, started_at, outcome, duration_minutes, kind):
    """Raise CannotRecord with the reason, or return."""
    check_day(enrollment, started_at)
    if match and match.enrollment_id != enrollment.pk:
        raise CannotRecord(_("This match belongs to another case."))
    is_unnamed_try = outcome == Outcome.ATTEMPTED and not kind
    if not is_unnamed_try and kind not in {choice.code for choice in enrollment.definition.contact_kinds}:
        raise CannotRecord(_("Choose what it was."), "kind")
    if outcome == Outcome.ATTEMPTED and duration_minutes:
        raise CannotRecord(_("A try has no minutes. Was the contact made?"), "duration_minutes")


def check_day(enrollment, started_at):
    """Raise CannotRecord unless the day lies within the enrollment and is not to come."""
    happened_on = timezone.localtime(started_at, enrollment.site.zone).date()
    if happened_on > enrollment.site.today():
        raise CannotRecord(_("The contact lies in the future. Check the date."), "started_at")
    if happened_on < enrollment.enrolled_on:
        raise CannotRecord(_("The contact lies before the enrollment. Check the date."), "started_at")
    if enrollment.closed_on and happened_on > enrollment.closed_on:
        raise CannotRecord(_("The contact lies after the case was closed. Check the date."), "started_at")


def check_can_share(enrollment, others, *, started_at):
    """Raise CannotRecord unless each of the other cases can have the contact credited, too."""
    for other in others:
        if (other.program, other.site_id) != (enrollment.program, enrollment.site_id):
            raise CannotRecord(_("One entry holds families of one program at one site."), "shared_with")
        if other.pk == enrollment.pk:
            raise CannotRecord(_("This family is in the entry already."), "shared_with")
        try:
            check_day(other, started_at)
        except CannotRecord as refusal:
            words = _("%(name)s: %(why)s") % {"name": other.participant.called, "why": refusal}
            raise CannotRecord(words, "shared_with") from refusal


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
    topics=(),
    components=(),
    factors=(),
    present=(),
    staff_present=(),
    goals=(),
    shared_with=(),
    in_name_of_mentor=False,
    appointment=None,
    also=None,
    **facts,
):
    """Store a contact once. A repeat under the same `uid` by the same person returns the stored one.

    It is credited to `enrollment` and to each case of `shared_with`. `appointment` is kept by it, if it is still
    planned. `also(contact)` stores what a room asks besides, in the same transaction. Other facts are those of
    FIELDS. Raises CannotRecord when something is wrong with it, or when somebody else used the `uid`.
    """
    repeated = Contact.objects.filter(uid=uid).first()
    if repeated:
        return _same_hand(repeated, by, enrollment)
    check_can_record(
        enrollment, match, started_at=started_at, outcome=outcome, duration_minutes=duration_minutes, kind=kind
    )
    check_can_share(enrollment, shared_with, started_at=started_at)
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
                on_behalf_of=match.mentor if match and in_name_of_mentor else None,
                recorded_by=by,
                **facts,
            )
            _set_topics(
                contact, {Vocabulary.TOPIC: topics, Vocabulary.COMPONENT: components, Vocabulary.FACTOR: factors}
            )
            _set_shares(contact, shared_with)
            contact.present.set(present)
            contact.staff_present.set(staff_present)
            contact.goals.set(goals)
            if also:
                also(contact)
            if appointment:
                planning.keep(appointment=appointment, contact=contact, by=by)
            _tell_trail(contact, by)
            _call_for_help(contact, by)
    except IntegrityError:
        # Two sendings of the same form at the same moment: the first one won, and it is this one.
        first = Contact.objects.filter(uid=uid).first()
        if first is None:
            raise
        return _same_hand(first, by, enrollment)
    return contact


def _tell_trail(contact, by):
    after = {"case": contact.enrollment.number}
    others = [share.enrollment.number for share in contact.shares.select_related("enrollment")]
    if others:
        after["shared_with"] = others
    if contact.on_behalf_of_id:
        after["in_name_of_mentor"] = contact.on_behalf_of_id
    trail.record(by, "contact.recorded", contact, site=contact.enrollment.site, after=after)


def _call_for_help(contact, by):
    worker = contact.enrollment.worker
    if contact.help_wanted and worker and worker != by:
        ring(
            to=worker,
            rule="help-wanted",
            subject=_("Help wanted in case %(number)s") % {"number": contact.enrollment.number},
            site=contact.enrollment.site,
            link=contact.get_absolute_url(),
        )


@transaction.atomic
def correct(
    *,
    contact,
    by,
    version,
    topics=None,
    components=None,
    factors=None,
    present=None,
    staff_present=None,
    goals=None,
    shared_with=None,
    in_name_of_mentor=None,
    also=None,
    **changes,
):
    """Change what was written. Raises CannotCorrect when somebody changed it since `version` was read."""
    contact = (
        Contact.objects.select_for_update(of=("self",)).select_related("enrollment__site", "match").get(pk=contact.pk)
    )
    if contact.voided_at:
        raise CannotCorrect(_("This contact was voided. It stays as it is."))
    if contact.version != version:
        raise CannotCorrect(_("Somebody corrected this contact while you were writing. Both versions are shown."))
    for name in FIELDS:
        if name in changes:
            setattr(contact, name, changes[name])
    others = contact.shared_enrollments if shared_with is None else shared_with
    try:
        check_can_record(
            contact.enrollment,
            contact.match,
            started_at=contact.started_at,
            outcome=contact.outcome,
            duration_minutes=contact.duration_minutes,
            kind=contact.kind,
        )
        check_can_share(contact.enrollment, others, started_at=contact.started_at)
    except CannotRecord as refusal:
        raise CannotCorrect(str(refusal), refusal.about) from refusal
    _settle(contact, in_name_of_mentor)
    contact.version += 1
    contact.save()
    _set_topics(contact, {Vocabulary.TOPIC: topics, Vocabulary.COMPONENT: components, Vocabulary.FACTOR: factors})
    _set_shares(contact, others)
    for rows, chosen in ((contact.present, present), (contact.staff_present, staff_present), (contact.goals, goals)):
        if chosen is not None:
            rows.set(chosen)
    if also:
        also(contact)
    trail.record(by, "contact.corrected", contact, site=contact.enrollment.site)
    return contact


def _settle(contact, in_name_of_mentor):
    """Take back what no longer fits the corrected facts: an answer nobody asked for, a name without its match."""
    if not contact.help_wanted:
        contact.help_answered_at = None
    if not contact.follow_up_by:
        contact.follow_up_done_at = contact.follow_up_done_by = None
    if in_name_of_mentor is not None or contact.match is None:
        contact.on_behalf_of = contact.match.mentor if contact.match and in_name_of_mentor else None
    elif contact.on_behalf_of_id:
        contact.on_behalf_of = contact.match.mentor


@transaction.atomic
def void(*, contact, reason, by):
    """Take a contact out of every count, with a reason; it stays in the history. Raises CannotCorrect.

    An appointment that it kept is open again.
    """
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.voided_at:
        raise CannotCorrect(_("This contact was voided already."))
    contact.voided_at = timezone.now()
    contact.voided_by = by
    contact.void_reason = reason
    contact.version += 1
    contact.save(update_fields=["voided_at", "voided_by", "void_reason", "version"])
    planning.release(contact=contact)
    trail.record(by, "contact.voided", contact, site=contact.enrollment.site, reason=reason)
    return contact


@transaction.atomic
def follow_up(*, contact, by):
    """Say that what was to follow is done. Said twice, the first one stands."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.waits_for_follow_up:
        contact.follow_up_done_at = timezone.now()
        contact.follow_up_done_by = by
        contact.save(update_fields=["follow_up_done_at", "follow_up_done_by"])
        trail.record(by, "contact.followed_up", contact, site=contact.enrollment.site)
    return contact


@transaction.atomic
def mark_seen(*, contact, by, thanks=""):
    """Tell the one who wrote it that it was read, with a short thanks or an answer to the help wanted.

    What staff wrote in a mentor's name is answered to the mentor.
    """
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    now = timezone.now()
    contact.seen_at = contact.seen_at or now
    contact.seen_by = contact.seen_by or by
    contact.thanks = thanks or contact.thanks
    if contact.help_wanted and not contact.help_answered_at:
        contact.help_answered_at = now
    contact.save(update_fields=["seen_at", "seen_by", "thanks", "help_answered_at"])
    trail.record(by, "contact.seen", contact, site=contact.enrollment.site)
    writer = contact.on_behalf_of.person.user if contact.on_behalf_of else contact.recorded_by
    if thanks and writer and writer != by:
        ring(
            to=writer,
            rule="contact-seen",
            subject=_("%(name)s saw your note") % {"name": by.name},
            body=thanks,
            site=contact.enrollment.site,
            link="/",
        )
    return contact


def _set_topics(contact, chosen):
    """Keep the program's own words of each list; None leaves a list as it is."""
    for vocabulary, codes in chosen.items():
        if codes is None:
            continue
        known = {choice.code for choice in getattr(contact.enrollment.definition, vocabulary.of_program)}
        contact.topics.filter(vocabulary=vocabulary).delete()
        ContactTopic.objects.bulk_create(
            [
                ContactTopic(contact=contact, vocabulary=vocabulary, code=code)
                for code in dict.fromkeys(codes)
                if code in known
            ]
        )


def _set_shares(contact, enrollments):
    """Credit the contact to exactly these further cases, each with its match with the same mentor."""
    contact.shares.exclude(enrollment__in=enrollments).delete()
    for enrollment in enrollments:
        match = None
        if contact.match:
            match = (
                enrollment.matches.not_voided()
                .filter(mentor=contact.match.mentor_id, participant_agreed_on__isnull=False)
                .order_by("-starts_on")
                .first()
            )
        ContactShare.objects.update_or_create(contact=contact, enrollment=enrollment, defaults={"match": match})


def _same_hand(contact, by, enrollment):
    if contact.recorded_by_id != by.pk or contact.enrollment_id != enrollment.pk:
        raise CannotRecord(_("This form was used already. Open a new one; your words are still here to copy."))
    return contact
