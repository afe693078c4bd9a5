"""Doctors, insurance, and what the family wishes the agency to know."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, DayField, LineField, Note, PastDayField, Row, SaveBar, VersionedModelForm
from mmp_portal.ui.widgets import ChipSelect
from participants.health.models import CareProvider, HealthNote, Insurance


class DatedForm(VersionedModelForm):
    """What begins and ends, as far as anybody knows."""

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def details(self):
        """The fields of the record, for the workflow."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CareProviderForm(DatedForm):
    """A doctor, a clinic, a dentist."""

    form_label = _("Doctor or clinic")

    kind = forms.ChoiceField(label=_("What for?"), choices=CareProvider.Kind.choices, widget=ChipSelect)
    name = LineField(
        label=_("Name"), max_length=120, help_text=_("Of the doctor, or of the clinic if no doctor is named.")
    )
    clinic = LineField(label=_("Clinic"), max_length=120, required=False)
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    starts_on = PastDayField(label=_("Since"), required=False)
    ends_on = PastDayField(label=_("Until"), required=False, help_text=_("Empty: they still go there."))

    class Meta:
        model = CareProvider
        fields = ("kind", "name", "clinic", "phone", "starts_on", "ends_on")

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        digits = sum(character.isdigit() for character in phone)
        if phone and not 7 <= digits <= 20:
            raise ValidationError(_("This is not a whole phone number. One looks like (417) 555-0142."))
        return phone

    def get_layout(self):
        return Layout(
            Card("", "kind", Row("name", "clinic"), "phone", Row("starts_on", "ends_on")),
            SaveBar(_("Save the doctor or clinic")),
        )


class InsuranceForm(DatedForm):
    """An insurance, or that there is none."""

    form_label = _("Insurance")

    kind = forms.ChoiceField(label=_("Which insurance?"), choices=Insurance.Kind.choices, widget=ChipSelect)
    plan = LineField(label=_("Plan"), max_length=120, required=False, help_text=_("The name on the card."))
    member_number = LineField(
        label=_("Member number"),
        max_length=40,
        required=False,
        help_text=_("Shown with its last four signs only. Whoever opens the whole number is recorded."),
    )
    starts_on = DayField(label=_("From"), required=False)
    ends_on = DayField(label=_("Until"), required=False, help_text=_("Empty: it goes on."))

    class Meta:
        model = Insurance
        fields = ("kind", "plan", "member_number", "starts_on", "ends_on")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") in Insurance.UNNAMED:
            for name in ("plan", "member_number"):
                if cleaned.get(name):
                    self.add_error(name, _("Without insurance there is neither a plan nor a number."))
        return cleaned

    def get_layout(self):
        return Layout(
            Card("", "kind", Row("plan", "member_number"), Row("starts_on", "ends_on")),
            SaveBar(_("Save the insurance")),
        )


class HealthNoteForm(VersionedModelForm):
    """What the family wishes the agency to know, and nothing else."""

    form_label = _("What the family wishes known")

    kind = forms.ChoiceField(label=_("What is it?"), choices=HealthNote.Kind.choices, widget=ChipSelect)
    words = LineField(
        label=_("What to know"), max_length=300, help_text=_("Such as “allergic to peanuts, has a pen”.")
    )
    wished_on = PastDayField(label=_("The family asked for it on"))
    is_wished = forms.BooleanField(
        label=_("The family wishes this on file"),
        error_messages={"required": _("Only what the family wishes on file is written here.")},
    )

    class Meta:
        model = HealthNote
        fields = ("kind", "words", "wished_on")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            del self.fields["is_wished"]

    def details(self):
        """The fields of the record, for the workflow."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def get_layout(self):
        wish = [] if self.instance.pk else ["is_wished"]
        return Layout(
            Note(_("Mental health, substance use and violence are restricted facts of the case, never written here.")),
            Card("", "kind", "words", "wished_on", *wish),
            SaveBar(_("Save")),
        )
