"""Visits to the doctor, and the parent's own ratings."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    Note,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect
from participants.models import Person
from programs.young_parent.models import DoctorVisit, SelfRating
from programs.young_parent.models.ratings import Scale
from programs.young_parent.models.visits import Outcome


class VisitForm(PortalForm):
    """A visit of parent or child, planned or past."""

    form_label = _("A doctor visit")

    person = forms.ModelChoiceField(label=_("Who goes?"), queryset=Person.objects.none())
    kind = forms.ChoiceField(label=_("What for?"), choices=DoctorVisit.Kind.choices, widget=ChipSelect)
    on = DayField(label=_("Day"))
    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=Outcome.choices, widget=ChipSelect, initial=Outcome.PLANNED
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda person: person.name
        self.put_plainly()

    def get_layout(self):
        return Layout(
            Note(_("What the doctor said is not written here.")),
            Card("", "person", "kind", "on", "outcome"),
            SaveBar(_("Save the visit")),
        )


class CorrectVisitForm(VersionedModelForm):
    """What came of a visit."""

    form_label = _("A doctor visit")

    on = DayField(label=_("Day"))

    class Meta:
        model = DoctorVisit
        fields = ("on", "outcome")
        labels = {"outcome": _("What came of it?")}
        widgets = {"outcome": ChipSelect}

    def get_layout(self):
        return Layout(Card("", "on", "outcome"), SaveBar(_("Save the visit")))


def question(label):
    return forms.TypedChoiceField(label=label, choices=Scale.choices, coerce=int, widget=ChipSelect)


class RatingForm(PortalForm):
    """Three questions, answered by the parent."""

    form_label = _("How they rate it themselves")

    rated_on = PastDayField(label=_("Day"))
    occasion = forms.ChoiceField(label=_("When is it?"), choices=SelfRating.Occasion.choices, widget=ChipSelect)
    skill = question(_("How sure do you feel as a parent?"))
    stress = question(_("How much stress do you feel?"))
    health = question(_("How healthy do you feel?"))
    words = LineField(label=_("In their words"), max_length=300, required=False)

    def get_layout(self):
        return Layout(
            Card("", Row("rated_on", "occasion")),
            Card(_("Ask the parent"), "skill", "stress", "health", "words"),
            SaveBar(_("Save the answers")),
        )
