"""Who changed what in a case, from the trail of verbs, the trail of fields, and the trail of openings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import kinds
from mmp_portal.audit.models import Event, Opening
from mmp_portal.audit.privacy import classified
from mmp_portal.audit.words import VERBS as TRAIL_VERBS
from mmp_portal.ui.templatetags.ui import full_day

PAGE = 40

VERBS = {
    "enrollment.created": (gettext_lazy("Enrolled"), "person-plus"),
    "enrollment.paused": (gettext_lazy("Paused the case"), "pause-circle"),
    "enrollment.resumed": (gettext_lazy("Went on after the pause"), "play-circle"),
    "enrollment.reassigned": (gettext_lazy("Gave the case to another worker"), "person-badge"),
    "enrollment.closed": (gettext_lazy("Closed the case"), "archive"),
    "restricted.added": (gettext_lazy("Added a restricted fact"), "shield-lock"),
    "match.started": (gettext_lazy("Made a match"), "people"),
    "match.ended": (gettext_lazy("Ended a match"), "person-check"),
    "contact.recorded": (gettext_lazy("Recorded a contact"), "journal-text"),
    "contact.corrected": (gettext_lazy("Corrected a contact"), "pencil"),
    "contact.voided": (gettext_lazy("Voided a contact"), "trash"),
    "contact.seen": (gettext_lazy("Marked a contact as seen"), "eye"),
    "person.added": (gettext_lazy("Added the person"), "person-plus"),
    "person.merged": (gettext_lazy("Merged two records of the person"), "copy"),
    "person.taken_apart": (gettext_lazy("Undid the merging of two records"), "arrow-counterclockwise"),
    "person.corrected": (gettext_lazy("Corrected the person's details"), "pencil"),
    "person.child_added": (gettext_lazy("Added a child"), "person-plus"),
    "person.way_added": (gettext_lazy("Added a way to reach them"), "telephone"),
    "person.way_corrected": (gettext_lazy("Corrected a way to reach them"), "telephone"),
    "person.way_ended": (gettext_lazy("Took a way to reach them out of use"), "telephone-x"),
    "person.way_preferred": (gettext_lazy("Put a way to reach them first"), "telephone"),
    "person.background_written": (gettext_lazy("Wrote down race, ethnicity and tribe"), "person-vcard"),
    "person.registration_ended": (gettext_lazy("Ended the registration"), "geo-alt"),
    "person.registered_again": (gettext_lazy("Registered them again"), "geo-alt"),
    "person.transferred": (gettext_lazy("Transferred them to another site"), "arrow-left-right"),
    "person.arrived": (gettext_lazy("Registered them after a transfer"), "arrow-left-right"),
    "person.death_recorded": (gettext_lazy("Recorded the death"), "flower1"),
    "person.death_corrected": (gettext_lazy("Corrected the death"), "flower1"),
    "person.death_taken_back": (gettext_lazy("Took back the death"), "arrow-counterclockwise"),
}

# The icon of what is done to records of every kind.
ICONS = {"voided": "trash", "restored": "arrow-counterclockwise", "done": "check-lg", "reached": "flag"}

# What only the portal itself moves says nothing to a reader.
SILENT = {"id", "version", "recorded_at", "recorded_by", "phone_digits", "uid", "voided_at", "void_reason"}


@dataclass(frozen=True)
class Change:
    """One field of a change, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """Something that somebody did, and when."""

    at: Any
    who: str
    what: str
    icon: str
    reason: str = ""
    changes: tuple = ()


def history_of(enrollment, *, user, limit=PAGE):
    """The newest `limit` lines, and whether there are older ones. Restricted words are in none of them.

    Who opened the case is told to those who may see the trail of openings.
    """
    subjects = _subjects(enrollment, user)
    events = Event.objects.filter(_about(subjects, "subject_type", "subject_id")).select_related("by")
    entries = LogEntry.objects.filter(
        _about(subjects, "content_type", "object_id"), action=LogEntry.Action.UPDATE
    ).select_related("actor", "content_type")
    lines = [event_line(event) for event in events[: limit + 1]]
    lines += filter(None, (field_line(entry) for entry in entries.order_by("-timestamp")[: limit + 1]))
    if user.may(Permission.AUDIT_VIEW):
        openings = Opening.objects.for_user(user).about(enrollment).select_related("by")
        lines += [opening_line(opening) for opening in openings[: limit + 1]]
    lines.sort(key=lambda line: line.at, reverse=True)
    return lines[:limit], len(lines) > limit


def _subjects(enrollment, user):
    """The records a case consists of: (content type, ids). Restricted facts are left out."""
    rows = [(enrollment, [enrollment.pk]), (enrollment.participant, [enrollment.participant_id])]
    rows += [
        (kind.model, kind.of_case(enrollment, user).order_by().values("pk"))
        for kind in kinds.all_kinds()
        if kind.case_path and kind.contents_shown
    ]
    return [(ContentType.objects.get_for_model(record), pks) for record, pks in rows]


def voided_in(enrollment, *, user):
    """Every voided record of a case that the person may see, as (kind, record), the latest first."""
    found = [
        (kind, record)
        for kind in kinds.all_kinds()
        if kind.case_path
        for record in kind.of_case(enrollment, user).exclude(voided_at=None).order_by("-voided_at")[:PAGE]
    ]
    return sorted(found, key=lambda pair: pair[1].voided_at, reverse=True)


def _about(subjects, type_field, id_field):
    about = Q(pk__in=[])
    for content_type, pks in subjects:
        about |= Q(**{type_field: content_type, f"{id_field}__in": pks})
    return about


def event_line(event):
    known = TRAIL_VERBS.get(event.verb) or capfirst(event.verb.replace(".", ": ").replace("_", " "))
    words, icon = VERBS.get(event.verb, (known, ICONS.get(event.verb.rpartition(".")[2], "pencil")))
    return Line(at=event.at, who=who(event.by), what=str(words), icon=icon, reason=event.reason)


def opening_line(opening):
    return Line(
        at=opening.at,
        who=who(opening.by),
        what=_("Opened: %(what)s") % {"what": opening.what},
        icon="eye",
        reason=opening.reason,
    )


def field_line(entry):
    """A change of fields, in their labels; None when only silent fields moved."""
    model = entry.content_type.model_class()
    if model is None:
        return None
    levels = classified(model)
    fields = {field.name: field for field in model._meta.concrete_fields}
    changes = []
    for name, values in (entry.changes_dict or {}).items():
        field = fields.get(name)
        if field is None or field.is_relation or isinstance(field, models.JSONField) or name in SILENT:
            continue
        if levels.get(name) == "restricted" or not isinstance(values, list) or len(values) != 2:
            continue
        before, after = (_words(field, value) for value in values)
        changes.append(Change(capfirst(str(field.verbose_name)), before, after))
    if not changes:
        return None
    return Line(
        at=entry.timestamp,
        who=who(entry.actor),
        what=_("Changed: %(what)s") % {"what": model._meta.verbose_name},
        icon="pencil",
        changes=tuple(changes),
    )


def _words(field, value):
    """A stored value as people say it."""
    if value in (None, "", "None"):
        return _("empty")
    if isinstance(field, models.BooleanField):
        return _("yes") if str(value) == "True" else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        try:
            return full_day(date.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    return str(value)


def who(user):
    return user.name if user else _("the portal")
