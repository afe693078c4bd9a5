"""A school, days at it, and what was earned."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PastDayField, PortalForm, Row, SaveBar, VersionedModelForm
from mmp_portal.ui.widgets import ChipSelect
from participants.schooling.models import OVER, TRANSITIONS, Credential, Level, SchoolAttendance, Schooling, Status


class SchoolingForm(VersionedModelForm):
    """A school somebody goes or went to, or that they go to none."""

    form_label = _("School")

    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, widget=ChipSelect)
    school = LineField(label=_("School"), max_length=80, required=False)
    grade = LineField(label=_("Grade or year"), max_length=20, required=False)
    status = forms.ChoiceField(
        label=_("How is it?"),
        choices=[choice for choice in Status.choices if choice[0] != Status.NOT_IN_SCHOOL],
        widget=ChipSelect,
        initial=Status.ENROLLED,
        required=False,
    )
    starts_on = PastDayField(label=_("Since"), help_text=_("About right is good enough."))
    ends_on = PastDayField(label=_("Last day"), required=False, help_text=_("Only where it was left or finished."))
    note = LineField(label=_("Note"), max_length=200, required=False)

    class Meta:
        model = Schooling
        fields = ("level", "school", "grade", "status", "starts_on", "ends_on", "note")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("level") == Level.NONE:
            cleaned.update(school="", grade="", status=Status.NOT_IN_SCHOOL)
        else:
            self._ask_for_the_school(cleaned)
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def _ask_for_the_school(self, cleaned):
        status = cleaned.get("status")
        if not cleaned.get("school") and "school" not in self.errors:
            self.add_error("school", _("Name the school, or choose “None” above."))
        if not status and "status" not in self.errors:
            self.add_error("status", _("Choose one."))
        if status in OVER and not cleaned.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Say the last day at this school."))
        if status and status not in OVER and cleaned.get("ends_on"):
            self.add_error("ends_on", _("A last day goes with “Left before the end” or “Finished”."))

    def details(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def get_layout(self):
        return Layout(
            Card("", "level", Row("school", "grade"), "status", Row("starts_on", "ends_on"), "note"),
            SaveBar(_("Save the school")),
        )


class MoveForm(PortalForm):
    """What changed at a school, and when."""

    form_label = _("What changed")

    status = forms.ChoiceField(label=_("How is it now?"), widget=ChipSelect)
    on = PastDayField(label=_("On"), help_text=_("Where it was left or finished: the last day."))

    def __init__(self, *args, schooling, **options):
        super().__init__(*args, **options)
        self.fields["status"].choices = [
            (status.value, status.label) for status in Status if status in TRANSITIONS[schooling.status]
        ]

    def get_layout(self):
        return Layout(Card("", "status", "on"), SaveBar(_("Save what changed")))


class AttendanceForm(VersionedModelForm):
    """Days at school in a term or a month."""

    form_label = _("Days at school")

    first_on = PastDayField(label=_("From"))
    last_on = PastDayField(label=_("To"))
    days_present = forms.IntegerField(label=_("Days present"), min_value=0, max_value=366)
    days_possible = forms.IntegerField(label=_("School days in that time"), min_value=1, max_value=366)
    source = LineField(label=_("Who says so"), max_length=120, required=False, help_text=_("Such as a report card."))

    class Meta:
        model = SchoolAttendance
        fields = ("first_on", "last_on", "days_present", "days_possible", "source")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day lies before the first."))
        present, possible = cleaned.get("days_present"), cleaned.get("days_possible")
        if present is not None and possible is not None and present > possible:
            self.add_error("days_present", _("Nobody is present on more days than there were."))
        if possible and first and last and possible > (last - first).days + 1 > 0:
            self.add_error("days_possible", _("There are not that many days in that time."))
        return cleaned

    def details(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def get_layout(self):
        return Layout(
            Card("", Row("first_on", "last_on"), Row("days_present", "days_possible"), "source"),
            SaveBar(_("Save the days")),
        )


class CredentialForm(VersionedModelForm):
    """A diploma, a certificate, a license."""

    form_label = _("Something earned")

    kind = forms.ChoiceField(label=_("What is it?"), choices=Credential.Kind.choices, widget=ChipSelect)
    name = LineField(
        label=_("What exactly"), max_length=120, required=False, help_text=_("Such as certified nurse assistant.")
    )
    earned_on = PastDayField(label=_("Earned on"))
    evidence = LineField(
        label=_("Evidence"), max_length=200, required=False, help_text=_("Such as “saw the certificate”.")
    )

    class Meta:
        model = Credential
        fields = ("kind", "name", "earned_on", "evidence")

    def details(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def get_layout(self):
        return Layout(Card("", "kind", "name", "earned_on", "evidence"), SaveBar(_("Save what was earned")))
