"""One family's story: everything that happened in a case, merged, newest first."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.ui.templatetags.ui import clock, day, full_day, minutes
from programs.casework.closings.models import Closing
from programs.casework.contacts.models import Outcome
from programs.casework.meetings.models import Attendance

PAGE = 20
KINDS = (
    ("", gettext_lazy("All")),
    ("contacts", gettext_lazy("Contacts")),
    ("meetings", gettext_lazy("Meetings")),
    ("changes", gettext_lazy("Changes")),
)
CONTACT_ICONS = {"met": "people", "call": "telephone", "text": "chat-text", "video": "camera-video"}


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `at` orders, `on` groups, the rest is shown."""

    at: Any
    on: date
    title: str
    when: str
    icon: str
    kind: str = ""
    note: str = ""
    meta: tuple = ()
    help_wanted: str = ""
    url: str = ""


@dataclass(frozen=True)
class Group:
    """The entries under one heading, such as “November”."""

    title: str
    entries: list


@dataclass(frozen=True)
class Story:
    """What is shown, in groups, and how much lies before it."""

    groups: list
    shown: int
    total: int
    next_shown: int

    @property
    def older(self):
        return self.total - self.shown


def story_of(enrollment, *, today, only="", limit=PAGE):
    """The newest `limit` entries of a case read with `with_matches()`; `only` is one of KINDS.

    The number of queries does not depend on the length of the story.
    """
    zone = enrollment.site.zone
    entries, total = [], 0
    if only in ("", "contacts"):
        contacts = enrollment.contacts.not_voided()
        total += contacts.count()
        entries += [_contact(contact, zone) for contact in contacts.with_people()[:limit]]
    if only in ("", "meetings"):
        attended = _attendances(enrollment)
        total += attended.count()
        entries += [_attendance(row, zone) for row in attended.select_related("meeting")[:limit]]
    if only in ("", "changes"):
        changes = list(_changes(enrollment, zone))
        total += len(changes)
        entries += changes
    entries.sort(key=lambda entry: entry.at, reverse=True)
    entries = entries[:limit]
    return Story(groups=_grouped(entries, today), shown=len(entries), total=total, next_shown=limit + 2 * PAGE)


def _attendances(enrollment):
    """Meetings to which the participant was asked, that have begun and were not called off."""
    return Attendance.objects.filter(
        Q(enrollment=enrollment),
        meeting__voided_at=None,
        meeting__called_off_at=None,
        meeting__starts_at__lte=timezone.now(),
    ).order_by("-meeting__starts_at")


def _contact(contact, zone):
    at = timezone.localtime(contact.started_at, zone)
    when = f"{day(at)}, {clock(at)}"
    if contact.setting:
        when = f"{when} · {str(contact.setting_label).lower()}"
    meta = [str(label) for label in contact.topic_labels]
    if contact.recorded_by:
        meta.append(_("by %(name)s") % {"name": contact.recorded_by.name})
    if contact.seen_by:
        meta.append(
            _("%(name)s answered: %(words)s") % {"name": contact.seen_by.name, "words": contact.thanks}
            if contact.thanks
            else _("seen by %(name)s") % {"name": contact.seen_by.name}
        )
    help_wanted = ""
    if contact.help_wanted:
        help_wanted = _("Help wanted, answered") if contact.help_answered_at else _("Help wanted")
    shared = {
        "at": at,
        "on": at.date(),
        "when": when,
        "note": contact.note,
        "help_wanted": help_wanted,
        "url": contact.get_absolute_url(),
    }
    if contact.outcome == Outcome.ATTEMPTED:
        return Entry(
            title=_("Tried to reach, no answer"), icon="telephone-x", kind="missed", meta=tuple(meta), **shared
        )
    words = str(contact.kind_label)
    if contact.match:
        words = _("%(kind)s with %(name)s") % {"kind": words, "name": contact.match.mentor.person.called}
    if contact.duration_minutes:
        words = f"{words}, {minutes(contact.duration_minutes)}"
    else:
        meta.append(_("nobody said how long"))
    icon = CONTACT_ICONS.get(contact.kind, "journal-text")
    return Entry(title=words, icon=icon, kind="contact", meta=tuple(meta), **shared)


def _attendance(row, zone):
    meeting = row.meeting
    at = timezone.localtime(meeting.starts_at, zone)
    shared = {
        "at": at,
        "on": at.date(),
        "title": f"{meeting.kind_label}: {meeting.topic}",
        "when": f"{day(at)} · {minutes(meeting.duration_minutes)}",
        "url": meeting.get_absolute_url(),
    }
    if row.came is None:
        return Entry(icon="calendar3", kind="warn", note=_("Nobody has noted yet who came."), **shared)
    if not row.came:
        said_no = row.answer == Attendance.Answer.NO
        note = _("Could not come, and said so before.") if said_no else _("Did not come.")
        return Entry(icon="calendar-x", kind="missed", note=note, **shared)
    note = _("Came.")
    if row.children_came:
        note = ngettext("Came with %(count)d child.", "Came with %(count)d children.", row.children_came) % {
            "count": row.children_came
        }
    return Entry(icon="calendar-check", kind="good", note=note, **shared)


def _changes(enrollment, zone):
    """Joining, matches, pauses and the closing. Each has a day; on one day the cause stands before its effect."""

    def entry(on, rank, title, icon, **more):
        at = timezone.datetime(on.year, on.month, on.day, 0, rank, tzinfo=zone)
        return Entry(at=at, on=on, title=title, when=full_day(on), icon=icon, **more)

    decided = _decision_in_words(enrollment.decision)
    yield entry(
        enrollment.enrolled_on,
        1,
        _("Enrolled in %(program)s") % {"program": enrollment.definition.name},
        "person-plus",
        kind="good",
        note=decided,
    )
    for match in enrollment.standing_matches:
        note = ""
        if match.commitment_ends_on and match.participant_agreed_on and match.mentor_agreed_on:
            note = _("Both agreed. Promised until %(day)s.") % {"day": full_day(match.commitment_ends_on)}
        yield entry(
            match.starts_on,
            2,
            _("Match with %(name)s begins") % {"name": match.mentor.name},
            "people",
            kind="good",
            note=note,
            url=match.get_absolute_url(),
        )
        if match.ended_on:
            yield entry(
                match.ended_on,
                4,
                _("Match with %(name)s ended") % {"name": match.mentor.name},
                "person-check",
                note=". ".join(filter(None, [str(match.get_end_reason_display()), match.end_note])),
                url=match.get_absolute_url(),
            )
    for pause in enrollment.pauses.select_related("paused_by"):
        yield entry(
            pause.starts_on,
            3,
            _("Paused"),
            "pause-circle",
            kind="warn",
            note=pause.reason,
            meta=(_("by %(name)s") % {"name": pause.paused_by.name},),
        )
        if pause.ends_on and pause.ends_on != enrollment.closed_on:
            yield entry(pause.ends_on, 3, _("Went on after the pause"), "play-circle", kind="good")
    if enrollment.closed_on:
        closing = Closing.objects.not_voided().filter(enrollment=enrollment).select_related("recorded_by").first()
        note, meta = "", ()
        if closing:
            note = ". ".join(filter(None, [str(closing.reason_label), closing.what_follows]))
            if closing.recorded_by:
                meta = (_("by %(name)s") % {"name": closing.recorded_by.name},)
        yield entry(enrollment.closed_on, 5, _("Closed"), "archive", note=note, meta=meta)


def _decision_in_words(decision):
    if not decision:
        return ""
    outcome = {
        "eligible": _("Eligible by every rule on that day."),
        "ineligible": _("Not eligible by the rules on that day."),
        "needs_information": _("Not everything was known on that day."),
    }.get(decision.get("outcome"), "")
    why = decision.get("override")
    if why:
        return f"{outcome} {_('Enrolled because: %(why)s') % {'why': why}}".strip()
    return outcome


def _grouped(entries, today):
    """The last seven days, then months, with the year where it is another."""
    recent = today - timedelta(days=6)
    groups = []
    for entry in entries:
        if entry.on > today:
            title = _("To come")
        elif entry.on >= recent:
            title = _("The last seven days")
        elif entry.on.year == today.year:
            title = formats.date_format(entry.on, "F")
        else:
            title = formats.date_format(entry.on, "F Y")
        if not groups or groups[-1].title != title:
            groups.append(Group(title, []))
        groups[-1].entries.append(entry)
    return groups
