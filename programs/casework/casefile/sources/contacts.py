"""Contacts, and appointments of which something came."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mmp_portal.ui.templatetags.ui import clock, day, minutes
from programs.casework.casefile.entries import Entry
from programs.casework.casefile.sources.lines import Source, lines
from programs.casework.contacts.models import Appointment, AppointmentStatus, Contact, ContactShare, Outcome

CONTACT_ICONS = {"met": "people", "call": "telephone", "text": "chat-text", "video": "camera-video"}
CONTACT, SHARED = "contact", "contact_shared"


def own(enrollment):
    return _made_or_tried(Contact.objects.not_voided().filter(enrollment=enrollment), "")


def shared(enrollment):
    """Contacts written in another case, and credited to this one as well."""
    rows = ContactShare.objects.filter(enrollment=enrollment, contact__voided_at=None)
    return _made_or_tried(rows, "contact__", pk="contact")


def _made_or_tried(rows, path, *, pk="pk"):
    """Minutes, match and kind come along, so that no month and no panel needs a statement of its own."""
    columns = {"at": "started_at", "a": "outcome", "b": "kind", "number": "duration_minutes"}
    return lines(rows, pk=pk, count="match_id", **{name: f"{path}{field}" for name, field in columns.items()})


def read_contacts(telling, pks):
    """The contacts of a page, by id, with all that is told of them."""
    found = (
        Contact.objects.filter(pk__in=pks)
        .select_related("match__mentor__person", "recorded_by", "seen_by", "on_behalf_of__person")
        .prefetch_related("topics")
    )
    return {contact.pk: _in(contact, telling.enrollment) for contact in found}


def _in(contact, enrollment):
    """A shared contact is of the same program at the same site: its words mean the same here."""
    contact.enrollment = enrollment
    return contact


def tell_contact(line, telling):
    contact = telling.contacts[line.pk]
    at = telling.moment(contact.started_at)
    when = f"{day(at)}, {clock(at)}"
    if contact.setting:
        when = f"{when} · {str(contact.setting_label).lower()}"
    common = {
        "at": at,
        "on": at.date(),
        "when": when,
        "note": contact.note,
        "help_wanted": _help_in_words(contact),
        "url": contact.get_absolute_url(),
    }
    if contact.outcome == Outcome.ATTEMPTED:
        return Entry(
            title=_("Tried to reach, no answer"),
            icon="telephone-x",
            kind="missed",
            meta=tuple(_meta(contact, line)),
            **common,
        )
    words = str(contact.kind_label)
    if contact.match and line.kind == CONTACT:
        words = _("%(kind)s with %(name)s") % {"kind": words, "name": contact.match.mentor.person.called}
    meta = _meta(contact, line)
    if contact.duration_minutes:
        words = f"{words}, {minutes(contact.duration_minutes)}"
    else:
        meta.append(_("nobody said how long"))
    icon = CONTACT_ICONS.get(contact.kind, "journal-text")
    return Entry(title=words, icon=icon, kind="contact", meta=tuple(meta), **common)


def _help_in_words(contact):
    if not contact.help_wanted:
        return ""
    return _("Help wanted, answered") if contact.help_answered_at else _("Help wanted")


def _meta(contact, line):
    meta = [str(label) for label in (*contact.topic_labels, *contact.factor_labels)]
    if line.kind == SHARED:
        meta.append(_("together with other families"))
    if contact.on_behalf_of:
        meta.append(_("in the name of %(name)s") % {"name": contact.on_behalf_of.name})
    if contact.recorded_by:
        meta.append(_("by %(name)s") % {"name": contact.recorded_by.name})
    if contact.seen_by:
        meta.append(
            _("%(name)s answered: %(words)s") % {"name": contact.seen_by.name, "words": contact.thanks}
            if contact.thanks
            else _("seen by %(name)s") % {"name": contact.seen_by.name}
        )
    return meta


# --- Appointments ----------------------------------------------------------------------------


def of_case(enrollment):
    return Appointment.objects.not_voided().filter(enrollment=enrollment)


def missed(enrollment):
    """What did not happen. What was kept stands as its contact, what was moved at its new time.

    What a closing called off before its day is part of the closing.
    """
    rows = of_case(enrollment).filter(status=AppointmentStatus.MISSED, starts_at__lte=timezone.now())
    return lines(rows, at="starts_at", a="kind", b="missed_reason", c="missed_words")


def tell_missed(line, telling):
    at = telling.moment(line.at)
    reason = dict(Appointment._meta.get_field("missed_reason").flatchoices).get(line.b, "")
    return Entry(
        at=at,
        on=at.date(),
        title=_("Appointment did not happen: %(kind)s")
        % {"kind": telling.enrollment.definition.label_to_plan(line.a)},
        when=f"{day(at)}, {clock(at)}",
        icon="calendar-x",
        kind="missed",
        note=". ".join(filter(None, [str(reason), line.c])),
        url=reverse("contacts:appointment", args=[line.pk]),
    )


def planned(enrollment):
    """What is to come, and what is past without a word of what came of it."""
    rows = of_case(enrollment).filter(status=AppointmentStatus.PLANNED)
    return lines(rows, at="starts_at", a="kind", b="place", number="duration_minutes")


SOURCES = (
    Source(kind=CONTACT, chip="contacts", rows=own, tell=tell_contact),
    Source(kind=SHARED, chip="contacts", rows=shared, tell=tell_contact),
    Source(kind="appointment_missed", chip="appointments", rows=missed, tell=tell_missed),
    Source(kind="appointment_planned", rows=planned),
)
