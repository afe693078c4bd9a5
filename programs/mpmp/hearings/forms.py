"""Planning a hearing or a meeting of the case, and saying on the way out what came of it."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    ComingDayField,
    DayField,
    LineField,
    NoteField,
    PortalForm,
    Row,
    SaveBar,
    TimeOfDayField,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect
from programs.casework.contacts.forms.clock import moment_of
from programs.mpmp.models import Hearing, HearingKind, HearingStatus

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


def plain_https(value):
    if value and not value.startswith("https://"):
        raise ValidationError(_("A link to a video hearing begins with https://."))


class HearingForm(VersionedModelForm):
    """When and where it is, and what helps the parent to be there and to be heard."""

    form_label = _("A hearing or a meeting of the case")

    day = DayField(label=_("Day"))
    at = TimeOfDayField(label=_("At"))
    room = LineField(
        label=_("Courthouse and room"), required=False, help_text=_("Such as: Juvenile Justice Center, room 7.")
    )
    video_link = forms.URLField(
        label=_("Video link"), max_length=300, required=False, validators=[plain_https], assume_scheme="https"
    )
    interpreter = LineField(label=_("Interpreter"), max_length=80, required=False, help_text=_("Which language."))
    ride = LineField(label=_("Ride"), required=False, help_text=_("Who drives, or which bus."))
    who_attends = LineField(label=_("Who else comes"), max_length=200, required=False)
    parents_words = NoteField(
        label=_("What the parent wants to say"),
        rows=3,
        max_length=2000,
        required=False,
        help_text=_("In their own words. The Parent Mentor sees them, too."),
    )

    class Meta:
        model = Hearing
        fields = (
            "kind",
            "room",
            "video_link",
            "interpreter",
            "ride",
            "who_attends",
            "mentor_comes",
            "parents_words",
        )
        labels = {"kind": _("What is it?"), "mentor_comes": _("The Parent Mentor comes along")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk and not self.is_bound:
            at = timezone.localtime(self.instance.starts_at)
            self.initial |= {"day": at.date(), "at": at.time().replace(second=0, microsecond=0)}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("day") and cleaned.get("at"):
            self.instance.starts_at = moment_of(cleaned["day"], cleaned["at"])
        return cleaned

    def get_layout(self):
        return Layout(
            Card(_("When and where"), "kind", Row("day", "at"), "room", "video_link"),
            Card(_("To be there"), Row("interpreter", "ride"), "who_attends", "mentor_comes"),
            Card(_("To be heard"), "parents_words"),
            SaveBar(),
        )


class OutcomeForm(PortalForm):
    """What came of it, and the next date, in half a minute."""

    form_label = _("What came of it")

    status = forms.ChoiceField(
        label=_("Did it take place?"),
        choices=[(code, label) for code, label in HearingStatus.choices if code != HearingStatus.PLANNED],
        widget=ChipSelect,
        initial=HearingStatus.HELD,
    )
    parent_was_there = forms.ChoiceField(label=_("Was the parent there?"), choices=YES_OR_NO, widget=ChipSelect)
    mentor_was_there = forms.ChoiceField(label=_("Was the Parent Mentor there?"), choices=YES_OR_NO, widget=ChipSelect)
    outcome = NoteField(label=_("What came of it?"), rows=2, max_length=500, required=False)
    orders = NoteField(
        label=_("What was ordered"),
        rows=2,
        max_length=2000,
        required=False,
        help_text=_("Who must do what. A photo of the paper goes to the documents."),
    )
    papers = LineField(
        label=_("Papers that were given out"),
        max_length=300,
        required=False,
        help_text=_("Such as: the order, the new case plan."),
    )
    next_day = ComingDayField(label=_("Next date"), required=False)
    next_at = TimeOfDayField(label=_("At"), required=False)
    next_kind = forms.ChoiceField(label=_("What will it be?"), choices=HearingKind.choices, required=False)
    next_room = LineField(label=_("Courthouse and room"), required=False)

    def __init__(self, *args, hearing, **options):
        super().__init__(*args, **options)
        self.hearing = hearing
        if not self.is_bound:
            self.initial |= {
                "parent_was_there": "yes",
                "mentor_was_there": "yes" if hearing.mentor_comes else "no",
                "next_kind": hearing.kind,
                "next_room": hearing.room,
            }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("next_day") and not cleaned.get("next_at"):
            self.add_error("next_at", _("Say at what time, too."))
        if cleaned.get("next_at") and not cleaned.get("next_day"):
            self.add_error("next_day", _("Say on which day, too."))
        if cleaned.get("next_day") and not cleaned.get("next_kind"):
            self.add_error("next_kind", _("Choose what it will be."))
        return cleaned

    @property
    def facts(self):
        """What the workflow takes; `follow` is the next hearing where a date was given."""
        said = self.cleaned_data
        return {
            "status": said["status"],
            "parent_was_there": said["parent_was_there"] == "yes",
            "mentor_was_there": said["mentor_was_there"] == "yes",
            "outcome": said["outcome"],
            "orders": said["orders"],
            "papers": said["papers"],
            "follow": self._follow(said) if said.get("next_day") else None,
        }

    def _follow(self, said):
        before = self.hearing
        return Hearing(
            enrollment=before.enrollment,
            kind=said["next_kind"],
            starts_at=moment_of(said["next_day"], said["next_at"]),
            room=said["next_room"],
            interpreter=before.interpreter,
            ride=before.ride,
            mentor_comes=before.mentor_comes,
        )

    def get_layout(self):
        return Layout(
            Card("", "status", "parent_was_there", "mentor_was_there", "outcome", "orders", "papers"),
            Card(_("The next date"), Row("next_day", "next_at"), "next_kind", "next_room"),
            SaveBar(_("Save what came of it")),
        )
