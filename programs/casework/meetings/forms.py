"""Planning and moving a meeting, calling it off, and noting who came."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import Site, SiteProgram
from mmp_portal.ui.forms import (
    Card,
    ConflictLine,
    DayField,
    LineField,
    MinutesField,
    PortalForm,
    Row,
    SaveBar,
    TimeOfDayField,
    VersionedModelForm,
    say_plainly,
)
from mmp_portal.ui.templatetags.ui import minutes as in_words
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple
from programs import registry
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.models import Attendance, Meeting

USUAL_MINUTES = (60, 90, 120, 180, 240)
MOST_CHILDREN = 15
# A meeting that took place without a plan can still be written down; further back it is a slip of the year.
NOTE_BACK = timedelta(days=92)
PLAN_AHEAD = timedelta(days=2 * 365)
COMFORTS = (("has_meal", _("A meal")), ("has_child_care", _("Child care")), ("has_rides", _("Rides")))


class MeetingForm(VersionedModelForm):
    """When, where and what about. Planning asks for site and kind, too; a planned meeting keeps both."""

    form_label = _("Meeting")

    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none(), empty_label=None)
    kind = forms.ChoiceField(
        label=_("What kind of meeting?"), widget=ChipSelect, error_messages={"required": _("Choose the kind.")}
    )
    topic = LineField(label=_("Topic"), max_length=120, help_text=_("As people will read it on their phones."))
    day = DayField(label=_("Day"))
    begins = TimeOfDayField(label=_("Begins"))
    minutes = MinutesField(label=_("How long?"), usual=USUAL_MINUTES, most=16 * 60)
    place = LineField(label=_("Place"), max_length=120, required=False)
    speaker = LineField(label=_("Speaker"), max_length=120, required=False)
    comforts = forms.MultipleChoiceField(
        label=_("What helps people come"), widget=ChipSelectMultiple, choices=COMFORTS, required=False
    )
    ask_everyone = forms.BooleanField(
        label=_("Ask everyone who is enrolled, and their mentors"),
        help_text=_("They are reminded a week and a day before."),
        required=False,
        initial=True,
    )

    class Meta:
        model = Meeting
        fields = ("topic", "place", "speaker")

    def __init__(self, *args, user, site=None, **options):
        self.user = user
        super().__init__(*args, **options)
        if self.instance.pk:
            for name in ("site", "kind", "ask_everyone"):
                del self.fields[name]
            if not self.is_bound:
                self.initial |= self._of(self.instance)
            return
        grants = user.grants_with(Permission.MEETING_EDIT)
        sites = Site.objects.filter(pk__in=[grant.site_id for grant in grants])
        self.fields["site"].queryset = sites
        self.fields["site"].initial = site or sites.first()
        if len({grant.site_id for grant in grants}) == 1:
            self.fields["site"].widget = forms.HiddenInput()
        own = {grant.program for grant in grants}
        offered = set(
            SiteProgram.objects.in_force(timezone.localdate()).filter(site__in=sites).values_list("program", flat=True)
        )
        self.fields["kind"].choices = [
            (program.short_name, [(f"{program.code}:{kind.code}", kind.label) for kind in program.meeting_kinds])
            for program in registry.all_programs()
            if program.meeting_kinds and program.code in offered and ("" in own or program.code in own)
        ]
        if not self.is_bound:
            self.initial.setdefault("minutes", 120)

    def _of(self, meeting):
        """What a planned meeting says, as this form would have been filled in."""
        begins = timezone.localtime(meeting.starts_at, meeting.site.zone)
        return {
            "day": begins.date(),
            "begins": begins.time(),
            "minutes": meeting.duration_minutes,
            "comforts": [name for name, _words in COMFORTS if getattr(meeting, name)],
        }

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if minutes and minutes < 10:
            raise ValidationError(_("A meeting lasts at least 10 minutes."))
        return minutes

    def clean_day(self):
        day = self.cleaned_data["day"]
        today = timezone.localdate()
        if day < today - NOTE_BACK:
            raise ValidationError(_("This day lies more than three months back. Check the year."))
        if day > today + PLAN_AHEAD:
            raise ValidationError(_("This day is more than two years ahead. Check the year."))
        return day

    def clean(self):
        cleaned = super().clean()
        site, kind = cleaned.get("site"), cleaned.get("kind")
        if site and kind:
            program = kind.split(":")[0]
            grants = self.user.grants_with(Permission.MEETING_EDIT)
            if not any(grant.site_id == site.pk and grant.program in ("", program) for grant in grants):
                self.add_error("kind", _("At %(site)s you do not work in this program.") % {"site": site.name})
        return cleaned

    def _differences(self, current):
        theirs = self._of(current)
        lines = []
        for name in ("day", "begins", "minutes", "comforts"):
            before, now = self._spoken(name, theirs[name]), self._spoken(name, self.cleaned_data.get(name))
            if before != now:
                lines.append(ConflictLine(str(self.fields[name].label), before, now))
        return lines + super()._differences(current)

    def _spoken(self, name, value):
        if value in (None, "", []):
            return gettext("empty")
        if name == "minutes":
            return in_words(value)
        if name == "day":
            return format_date(value, "D, M j, Y")
        if name == "begins":
            return format_date(value, "g:i a")
        return self._words(name, value)

    @property
    def details(self):
        """What the form says, in the words of `workflow.plan` and `workflow.change`."""
        said = self.cleaned_data
        site = said.get("site") or self.instance.site
        details = {
            "topic": said["topic"],
            "starts_at": timezone.make_aware(datetime.combine(said["day"], said["begins"]), site.zone),
            "duration_minutes": said["minutes"],
            "place": said["place"],
            "speaker": said["speaker"],
            **{name: name in said["comforts"] for name, _words in COMFORTS},
        }
        if not self.instance.pk:
            program, kind = said["kind"].split(":")
            details |= {"site": site, "program": program, "kind": kind, "ask_everyone": said["ask_everyone"]}
        return details

    def get_layout(self):
        what = ["topic"] if self.instance.pk else ["site", "kind", "topic"]
        parts = [*what, Row("day", "begins"), "minutes", "place", "speaker", "comforts"]
        if not self.instance.pk:
            parts.append("ask_everyone")
        return Layout(Card("", *parts), SaveBar(_("Save the changes") if self.instance.pk else _("Plan the meeting")))


class CallOffForm(PortalForm):
    form_label = _("Call the meeting off")
    reason = LineField(
        label=_("Why?"), max_length=200, help_text=_("Everyone who was asked and signs in reads this at once.")
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Call the meeting off"), cancel_label=_("Keep it")))


@dataclass
class AttendanceLine:
    attendance: Attendance
    came: Any
    children: Any

    @property
    def errors(self):
        return [*self.came.errors, *self.children.errors]


class AttendanceForm(PortalForm):
    """For everyone who was asked: came or not, and with how many children. Left open, it stays unknown."""

    form_label = _("Attendance")
    CAME = (("yes", _("Came")), ("no", _("Did not come")))

    def __init__(self, *args, meeting, **options):
        self.attendances = list(meeting.attendances.select_related("person", "enrollment"))
        super().__init__(*args, **options)
        for attendance in self.attendances:
            name = attendance.person.name
            came = forms.ChoiceField(label=name, choices=self.CAME, widget=ChipSelect, required=False)
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
            came.initial = {True: "yes", False: "no", None: ""}[attendance.came]
            children.initial = attendance.children_came or None
            say_plainly(came)
            self.fields[f"came_{attendance.pk}"] = came
            self.fields[f"children_{attendance.pk}"] = children

    def clean(self):
        cleaned = super().clean()
        for attendance in self.attendances:
            children = cleaned.get(f"children_{attendance.pk}")
            if children and cleaned.get(f"came_{attendance.pk}") != "yes":
                self.add_error(
                    f"children_{attendance.pk}",
                    _("%(name)s did not come, but children did? Mark who came with them, or take the number away.")
                    % {"name": attendance.person.name},
                )
        return cleaned

    def lines(self):
        return [
            AttendanceLine(attendance, self[f"came_{attendance.pk}"], self[f"children_{attendance.pk}"])
            for attendance in self.attendances
        ]

    @property
    def rows(self):
        """What the form says, as `workflow.take_attendance` wants it."""
        came = {"yes": True, "no": False, "": None}
        return {
            attendance.pk: (
                came[self.cleaned_data[f"came_{attendance.pk}"]],
                self.cleaned_data[f"children_{attendance.pk}"] or 0,
            )
            for attendance in self.attendances
        }


class WalkInForm(PortalForm):
    """A participant who came without being asked."""

    form_label = _("Somebody else came")
    enrollment = forms.ModelChoiceField(
        label=_("Who came?"),
        queryset=Enrollment.objects.none(),
        empty_label=_("Choose a participant"),
        error_messages={"invalid_choice": _("This participant is on the list already, or not enrolled here.")},
    )

    def __init__(self, *args, meeting, user, **options):
        super().__init__(*args, **options)
        day = timezone.localtime(meeting.starts_at, meeting.site.zone).date()
        self.fields["enrollment"].queryset = (
            Enrollment.objects.open_on(day)
            .for_casework(user)
            .filter(site=meeting.site, program=meeting.program)
            .exclude(Q(participant__attendances__meeting=meeting))
            .with_people()
            .order_by("participant__given_name")
        )
        self.fields["enrollment"].label_from_instance = lambda case: f"{case.participant.name} ({case.number})"

    def get_layout(self):
        return Layout(Card("", "enrollment"), SaveBar(_("Add to the list")))
