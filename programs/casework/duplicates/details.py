"""The details of two records side by side, in groups that are taken over whole, and which of them wins."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from mmp_portal.ui.templatetags.ui import full_day
from participants.workflow import FIELDS_OF

KEPT, MERGED = "kept", "merged"


@dataclass(frozen=True)
class Group:
    """Fields that only make sense together, such as a phone number and whose it is."""

    code: str
    label: Any
    fields: tuple[str, ...]

    def values(self, person):
        return tuple(getattr(person, name) for name in self.fields)

    def is_empty(self, person):
        return all(value in (None, "", [], False) for value in self.values(person))

    def words(self, person):
        """What the record says, in words; empty where it says nothing."""
        said = [_in_words(person, name) for name in self.fields]
        return (" " if self.code == "name" else " · ").join(word for word in said if word)


GROUPS = (
    Group("name", gettext_lazy("Name"), ("given_name", "family_name")),
    Group("preferred_name", gettext_lazy("Preferred name"), ("preferred_name",)),
    Group("legal_name", gettext_lazy("Legal name"), ("legal_name",)),
    Group("pronouns", gettext_lazy("Pronouns"), ("pronouns",)),
    Group("gender", gettext_lazy("Gender"), ("gender",)),
    Group("born", pgettext_lazy("of a person", "Birth date"), ("born_on", "age_said", "age_said_on")),
    Group("expects", gettext_lazy("Expected birth"), ("due_on", "children_expected")),
    Group("weeks", gettext_lazy("Born at weeks"), ("born_at_weeks",)),
    Group(
        "language",
        gettext_lazy("Languages"),
        ("language", "also_speaks", "language_words", "needs_interpreter"),
    ),
    Group(
        "phone",
        gettext_lazy("Phone"),
        ("phone", "phone_is_of", "phone_seen_by", "may_text", "may_leave_voicemail"),
    ),
    Group("email", gettext_lazy("E-mail"), ("email", "email_seen_by", "may_email")),
    Group("reach_by", gettext_lazy("Reach first by"), ("reach_by", "best_time")),
    Group(
        "address",
        gettext_lazy("Address"),
        ("street", "city", "state", "zip_code", "county", "address_is_confidential"),
    ),
    Group("device", gettext_lazy("Device"), ("device", "has_camera", "connection")),
    Group("school", gettext_lazy("School"), ("school",)),
)
ADDRESS = next(group for group in GROUPS if group.code == "address")


@dataclass(frozen=True)
class Line:
    """One group of details as both records have it. `is_open` where somebody must choose."""

    group: Group
    kept: str
    merged: str
    winner: str
    is_open: bool

    @property
    def differs(self):
        return self.kept != self.merged


def groups_known(parts):
    """The groups of which nothing was left behind by a transfer; `parts` are those that are open to the user."""
    hidden = {name for part, names in FIELDS_OF.items() if part not in parts for name in names}
    return [group for group in GROUPS if not hidden & set(group.fields)]


def lines_of(kept, merged, *, groups):
    """Both records group by group. What only one says wins by itself; a confidential address stays confidential."""
    return [_line(group, kept, merged) for group in groups]


def _line(group, kept, merged):
    winner, is_open = KEPT, False
    if group is ADDRESS and kept.address_is_confidential != merged.address_is_confidential:
        winner = KEPT if kept.address_is_confidential else MERGED
    elif group.is_empty(merged):
        winner = KEPT
    elif group.is_empty(kept):
        winner = MERGED
    elif group.values(kept) != group.values(merged):
        is_open = True
    return Line(group, group.words(kept), group.words(merged), winner, is_open)


def _in_words(person, name):
    value = getattr(person, name)
    if value in (None, "", [], False):
        return _no_in_words(name) if value is False else ""
    if name == "also_speaks":
        return ", ".join(person.languages[1:])
    if name == "age_said":
        return _("about %(age)d years") % {"age": value}
    if isinstance(value, bool):
        return str(person._meta.get_field(name).verbose_name)
    if isinstance(person._meta.get_field(name), models.DateField):
        return full_day(value)
    display = getattr(person, f"get_{name}_display", None)
    return str(display() if display else value)


def _no_in_words(name):
    """What is not safe is said; a plain no of the other fields says nothing."""
    words = {
        "may_text": _("texts are not safe"),
        "may_leave_voicemail": _("voicemail is not safe"),
        "may_email": _("e-mail is not safe"),
    }
    return words.get(name, "")
