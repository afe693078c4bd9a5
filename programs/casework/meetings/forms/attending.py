"""Noting who came and when, and what was given."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, PortalForm, PortalModelForm, Row, SaveBar, TimeOfDayField, say_plainly
from mmp_portal.ui.widgets import ChipSelect
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.meetings.models.attendance import MOST_CHILDREN
from programs.casework.meetings.workflow import Presence

CAME = (("yes", _("Came")), ("no", _("Did not come")))
NOTED = {True: "yes", False: "no", None: ""}
SAID = {"yes": True, "no": False, "": None}
PARTS = ("came", "children", "arrived", "left")


@dataclass
class AttendanceLine:
    """One person's fields in the list."""

    attendance: Attendance
    came: Any
    children: Any
    arrived: Any
    left: Any
    seen: dict

    @property
    def errors(self):
        return [*self.came.errors, *self.children.errors, *self.arrived.errors, *self.left.errors]

    @property
    def shown(self):
        """What the list said when the page was opened, hidden, to be sent along; whatever a draft says meanwhile."""
        return format_html_join(
            "", '<input type="hidden" name="{}" value="{}">', ((name, value) for name, value in self.seen.items())
        )

    @property
    def has_times(self):
        return bool(self.arrived.value() or self.left.value() or self.arrived.errors or self.left.errors)


class AttendanceForm(PortalForm):
    """For everyone on the list: came or not, with how many children, from when to when. Left open, it stays unknown.

    People sign in at the door while this form is open. So each field carries along what it showed; only what was
    changed here is written, and where somebody else changed the same in the meantime, the form asks.
    """

    form_label = _("Attendance")

    def __init__(self, *args, meeting, **options):
        self.meeting = meeting
        self.attendances = list(meeting.attendances.select_related("person", "enrollment"))
        super().__init__(*args, **options)
        for attendance in self.attendances:
            for part, field in self._fields_of(attendance).items():
                self.fields[f"{part}_{attendance.pk}"] = field

    def _fields_of(self, attendance):
        name = attendance.person.name
        came = forms.ChoiceField(label=name, choices=CAME, widget=ChipSelect, required=False)
        children = forms.IntegerField(
            label=_("Children with %(name)s") % {"name": name},
            min_value=0,
            max_value=MOST_CHILDREN,
            required=False,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": _("%(name)s: type the children as a whole number, such as 2.") % {"name": name},
                "min_value": _("%(name)s: children cannot be below zero.") % {"name": name},
                "max_value": _("%(name)s: at most 15 children. Check the number.") % {"name": name},
            },
        )
        arrived = TimeOfDayField(label=_("%(name)s arrived at") % {"name": name}, required=False)
        left = TimeOfDayField(label=_("%(name)s left at") % {"name": name}, required=False)
        shown = self._shown(attendance)
        fields = {"came": came, "children": children, "arrived": arrived, "left": left}
        for part, field in fields.items():
            say_plainly(field)
            field.initial = shown[part]
            field.show_hidden_initial = True
        return fields

    def _shown(self, attendance):
        """What the list says of somebody, as its fields would be filled in."""
        return {
            "came": NOTED[attendance.came],
            "children": attendance.children_came or None,
            "arrived": self._clock(attendance.arrived_at),
            "left": self._clock(attendance.left_at),
        }

    def _clock(self, moment):
        return timezone.localtime(moment, self.meeting.site.zone).strftime("%H:%M") if moment else None

    def clean(self):
        cleaned = super().clean()
        for attendance in self.attendances:
            changed = self._changed(attendance)
            is_readable = not any(f"{part}_{attendance.pk}" in self.errors for part in PARTS)
            if changed and is_readable and not self._is_noted_by_others(attendance, changed):
                self._check(attendance)
        return cleaned

    def _check(self, attendance):
        pk, name = attendance.pk, {"name": attendance.person.name}
        came, children, arrived_at, left_at = self._presence(attendance)
        if not came and children:
            self.add_error(
                f"children_{pk}",
                _("%(name)s did not come, but children did? Mark who came with them, or take the number away.") % name,
            )
        if not came and (arrived_at or left_at):
            self.add_error(f"came_{pk}", _("%(name)s has a time, but did not come? Mark it.") % name)
        if arrived_at and left_at and left_at <= arrived_at:
            self.add_error(f"left_{pk}", _("%(name)s cannot have left before arriving. Check the times.") % name)

    def _is_noted_by_others(self, attendance, changed):
        """Somebody else noted the same while the form was open: say so once, and take it over the next time."""
        shown, found = self._shown(attendance), False
        for part in changed:
            bound = self[f"{part}_{attendance.pk}"]
            seen, now = self.data.get(bound.html_initial_name), str(shown[part] or "")
            if seen is None or seen[:5] == now or str(bound.value() or "") == now:
                continue
            self.data = self.data.copy()
            self.data[bound.html_initial_name] = now
            found = True
            self.add_error(
                bound.name,
                _("%(name)s was noted by somebody else while you had this open. Look again, and save once more.")
                % {"name": attendance.person.name},
            )
        return found

    def _changed(self, attendance):
        return [part for part in PARTS if f"{part}_{attendance.pk}" in self.changed_data]

    def _presence(self, attendance):
        """What is to be noted: the changed fields as typed, the others as they are noted by now."""
        changed = self._changed(attendance)
        typed = {part: self.cleaned_data.get(f"{part}_{attendance.pk}") for part in changed}
        came = SAID[typed["came"]] if "came" in typed else attendance.came
        presence = Presence(
            came=came,
            children=(typed["children"] or 0) if "children" in typed else attendance.children_came,
            arrived_at=self._typed(typed["arrived"]) if "arrived" in typed else attendance.arrived_at,
            left_at=self._typed(typed["left"]) if "left" in typed else attendance.left_at,
        )
        if changed == ["came"] and not came:  # whoever did not come after all brought nobody and left at no time
            return Presence(came)
        return presence

    def _typed(self, clock):
        return self._moment(clock) if clock else None

    def _moment(self, clock):
        """A time of day as a moment of the meeting; after midnight where the meeting began in the evening."""
        zone = self.meeting.site.zone
        begins = timezone.localtime(self.meeting.starts_at, zone)
        moment = timezone.make_aware(datetime.combine(begins.date(), clock), zone)
        is_next_day = (begins - moment).total_seconds() > 12 * 60 * 60
        return moment + timedelta(days=1) if is_next_day else moment

    def lines(self):
        return [self._line(attendance) for attendance in self.attendances]

    def _line(self, attendance):
        fields = [self[f"{part}_{attendance.pk}"] for part in PARTS]
        shown = self._shown(attendance)
        seen = {
            bound.html_initial_name: self.data.get(bound.html_initial_name, shown[part] or "")
            for part, bound in zip(PARTS, fields, strict=True)
        }
        return AttendanceLine(attendance, *fields, seen)

    @property
    def rows(self):
        """What was changed, as `workflow.take_attendance` wants it."""
        return {
            attendance.pk: self._presence(attendance) for attendance in self.attendances if self._changed(attendance)
        }


class GivenForm(PortalModelForm):
    """What was given at a meeting that was held. Empty means that nobody has noted it."""

    form_label = _("What was given")

    class Meta:
        model = Meeting
        fields = ("children_cared_for", "child_care_by", "meals_served", "rides_given")

    def get_layout(self):
        return Layout(
            Card(
                _("What was given"),
                Row("children_cared_for", "child_care_by"),
                Row("meals_served", "rides_given"),
                note=_("Leave empty what nobody has counted."),
            ),
            SaveBar(_("Save what was given")),
        )
