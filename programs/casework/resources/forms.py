"""An entry of the directory; sending a family there; what came of it."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import State
from mmp_portal.ui.forms import (
    Card,
    ComingDayField,
    Fold,
    LineField,
    NoteField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple, RadioList
from participants.models import Language
from programs.casework.resources import workflow
from programs.casework.resources.filters import counties_of
from programs.casework.resources.models import (
    OPEN_OUTCOMES,
    TRANSITIONS,
    Outcome,
    Resource,
    ResourceConnection,
    Service,
)


class ResourceForm(VersionedModelForm):
    form_label = _("Service")

    name = LineField(label=_("Name"))
    services = forms.MultipleChoiceField(label=_("Helps with"), choices=Service.choices, widget=ChipSelectMultiple)
    counties = forms.ModelMultipleChoiceField(
        label=_("Counties"),
        queryset=None,
        required=False,
        widget=ChipSelectMultiple,
        help_text=_("None of them, if it serves the whole state."),
    )
    statewide = forms.ChoiceField(
        label=_("Serves a whole state"), choices=[("", _("No")), *State.choices], required=False, widget=ChipSelect
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language.choices, required=False, widget=ChipSelectMultiple
    )
    cultures = LineField(
        label=_("Cultures served"), max_length=200, required=False, help_text=_("Such as Somali, Hmong, Ojibwe.")
    )
    who_may_go = LineField(label=_("Who may go"), max_length=300, required=False)
    cost = LineField(label=_("Cost"), required=False, help_text=_("Such as free, or by income."))
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address. One looks like https://pantry.example.org.")},
    )
    address = LineField(label=_("Address"), max_length=200, required=False)
    hours = LineField(label=_("Hours"), max_length=200, required=False)
    note = NoteField(label=_("Good to know"), max_length=2000, rows=3, required=False)

    class Meta:
        model = Resource
        fields = workflow.FIELDS
        widgets = {"kind": RadioList}
        labels = {"kind": _("Kind")}

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["counties"].queryset = counties_of(user)
        if self.instance.pk:
            self.initial["services"] = [row.code for row in self.instance.services.all()]
            self.initial["languages"] = [row.code for row in self.instance.languages.all()]
            self.initial["counties"] = [county.pk for county in self.instance.counties.all()]
        else:
            del self.fields["version"]

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        digits = sum(character.isdigit() for character in phone)
        if phone and not 3 <= digits <= 15:  # 211 and 988 are whole numbers, too
            raise ValidationError(_("This is not a whole phone number. One looks like (417) 555-0142."))
        return phone

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("counties") and not cleaned.get("statewide") and "statewide" in cleaned:
            self.add_error("counties", _("Choose the counties, or the state it serves as a whole."))
        return cleaned

    def details(self):
        """What the form says, in the words of the workflow."""
        return {name: self.cleaned_data[name] for name in (*workflow.FIELDS, "services", "languages", "counties")}

    def get_layout(self):
        return Layout(
            Card(_("What it is"), "name", "kind", "services"),
            Card(_("For whom and where"), "counties", "statewide", "languages", "cultures", "who_may_go", "cost"),
            Card(_("How to get there"), Row("phone", "website"), Row("address", "hours"), "note"),
            SaveBar(_("Save the service")),
        )


class ConnectForm(PortalModelForm):
    """A family is sent to a service."""

    form_label = _("Connect to a service")

    connected_on = PastDayField(label=_("When?"))
    follow_up_on = ComingDayField(
        label=_("Ask what came of it"), required=False, help_text=_("On that day it stands among what is owed.")
    )
    note = NoteField(label=_("Note"), max_length=2000, rows=3, required=False)

    class Meta:
        model = ResourceConnection
        fields = ("how", "connected_on", "follow_up_on", "note")
        widgets = {"how": ChipSelect}
        labels = {"how": _("How?")}

    def get_layout(self):
        return Layout(
            Card("", "how", Row("connected_on", "follow_up_on"), "note"), SaveBar(_("Connect to the service"))
        )


class OutcomeForm(VersionedModelForm):
    """What came of it."""

    form_label = _("What came of it")

    outcome_on = PastDayField(label=_("Known since"), required=False)
    follow_up_on = forms.DateField(
        label=_("Ask again"), required=False, help_text=_("Only while there is no word, or they wait.")
    )
    note = NoteField(label=_("Note"), max_length=2000, rows=3, required=False)

    class Meta:
        model = ResourceConnection
        fields = ("outcome", "outcome_on", "follow_up_on", "note")
        widgets = {"outcome": RadioList}
        labels = {"outcome": _("What came of it?")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        now = self.instance.outcome
        self.fields["outcome"].choices = [
            (code, label) for code, label in Outcome.choices if code == now or code in TRANSITIONS[now]
        ]

    def clean(self):
        """While there is no word there is no day of it, and afterwards nobody needs to ask again."""
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome == Outcome.WAITING:
            cleaned["outcome_on"] = None
        elif outcome and not cleaned.get("outcome_on") and "outcome_on" not in self.errors:
            self.add_error("outcome_on", _("Say since when this is known."))
        if outcome and outcome not in OPEN_OUTCOMES:
            cleaned["follow_up_on"] = None
        return cleaned

    def get_layout(self):
        return Layout(
            Card("", "outcome", Row("outcome_on", "follow_up_on")), Fold(_("Note"), "note"), SaveBar(_("Save"))
        )


class VoidForm(PortalForm):
    """Why an entry is taken out."""

    form_label = _("Take out")
    reason = LineField(label=_("Why?"), max_length=200, help_text=_("The history keeps it with this reason."))

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Take it out"), cancel_label=_("Keep it")))
