"""What was given on a day, a card that was seen, what was declined, and a site's schedule."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from mmp_portal.files.fields import UploadField, UploadsMixin
from mmp_portal.ui.forms import (
    Card,
    DayField,
    Fold,
    LineField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import CheckList, ChipSelect, RadioList
from participants.immunizations import schedule as schedules
from participants.immunizations.models import MOST_GRACE_DAYS, CardSeen, Immunization, Waiver
from participants.immunizations.vaccines import Vaccine


def brands_of(vaccine):
    """Pairs of code and brand, for a vaccine whose brand changes how many doses there are."""
    return [(product.code, product.name) for code, product in schedules.products() if code == vaccine]


WITH_BRANDS = tuple(dict.fromkeys(vaccine for vaccine, _product in schedules.products()))


class GivenForm(PortalForm):
    """One visit to the clinic: the day, and everything that was given."""

    form_label = _("What was given")

    given_on = PastDayField(label=_("Given on"))
    vaccines = forms.MultipleChoiceField(
        label=_("What was given?"),
        choices=Vaccine.choices,
        widget=CheckList,
        help_text=_("A shot against several diseases: choose each of them."),
    )
    place = LineField(label=_("Where?"), max_length=120, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for vaccine in WITH_BRANDS:
            self.fields[f"product_{vaccine}"] = forms.ChoiceField(
                label=_("Brand: %(vaccine)s") % {"vaccine": Vaccine(vaccine).label},
                choices=[("", _("Not known")), *brands_of(vaccine)],
                required=False,
                help_text=_("It changes how many doses there are."),
            )
        self.put_plainly()

    def details(self):
        """What the form says, in the words of the workflow."""
        said = self.cleaned_data
        return {
            "given_on": said["given_on"],
            "vaccines": said["vaccines"],
            "place": said["place"],
            "products": {vaccine: said[f"product_{vaccine}"] for vaccine in WITH_BRANDS},
        }

    def get_layout(self):
        brands = [f"product_{vaccine}" for vaccine in WITH_BRANDS]
        return Layout(
            Card("", "given_on", "vaccines", "place"),
            Fold(_("Brands, where the card names them"), *brands),
            SaveBar(_("Save what was given")),
        )


class CorrectForm(VersionedModelForm):
    """One dose put right."""

    form_label = _("A dose that was given")

    given_on = PastDayField(label=_("Given on"))
    place = LineField(label=_("Where?"), max_length=120, required=False)

    class Meta:
        model = Immunization
        fields = ("given_on", "product", "place")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        brands = brands_of(self.instance.vaccine)
        if brands:
            self.fields["product"] = forms.ChoiceField(
                label=_("Brand"), choices=[("", _("Not known")), *brands], required=False
            )
        else:
            del self.fields["product"]
        self.put_plainly()

    def details(self):
        """The fields of the record, for the workflow."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}


class CardForm(UploadsMixin, PortalForm):
    """A card that somebody saw, and its photo."""

    form_label = _("A card was seen")

    seen_on = PastDayField(label=_("Seen on"))
    source = forms.ChoiceField(label=_("What was seen?"), choices=CardSeen.Source.choices, widget=RadioList)
    file = UploadField(
        label=_("Photo or scan of it"), required=False, help_text=_("It is kept among the documents as well.")
    )

    def get_layout(self):
        return Layout(Card("", "seen_on", "source", "file"), SaveBar(_("Save that it was seen")))


class WaiverFields(forms.Form):
    starts_on = PastDayField(label=_("Since"))
    ends_on = DayField(label=_("Until"), required=False, help_text=_("Empty: it goes on."))
    note = LineField(label=_("In their words"), max_length=200, required=False)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def details(self):
        """The fields of the record, for the workflow."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class WaiverForm(WaiverFields, PortalModelForm):
    """A vaccine that the family declined, or from which the child is exempt."""

    form_label = _("Declined or exempt")

    class Meta:
        model = Waiver
        fields = ("vaccine", "kind", "starts_on", "ends_on", "note")
        labels = {"vaccine": _("Which vaccine?"), "kind": _("What is it?")}
        widgets = {"kind": ChipSelect}

    def get_layout(self):
        return Layout(Card("", "vaccine", "kind", Row("starts_on", "ends_on"), "note"), SaveBar(_("Save")))


class CorrectWaiverForm(WaiverFields, VersionedModelForm):
    """What was declined put right, or ended."""

    form_label = _("Declined or exempt")

    class Meta:
        model = Waiver
        fields = ("kind", "starts_on", "ends_on", "note")
        labels = {"kind": _("What is it?")}
        widgets = {"kind": ChipSelect}

    def get_layout(self):
        return Layout(Card("", "kind", Row("starts_on", "ends_on"), "note"), SaveBar(_("Save")))


class ChooseForm(PortalForm):
    """Which schedule a site goes by, from a day on."""

    form_label = _("Choose a schedule")

    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none())
    schedule = forms.ChoiceField(label=_("Schedule"), widget=RadioList)
    starts_on = DayField(label=_("From"))
    source = LineField(
        label=_("Who decided it?"),
        max_length=200,
        help_text=_("Such as “State health department, letter of March 3”."),
    )
    grace_days = forms.IntegerField(
        label=_("Days of grace"),
        min_value=0,
        max_value=MOST_GRACE_DAYS,
        required=False,
        help_text=_("How many days early a dose may come and still count. Empty: as the schedule says."),
    )

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites
        self.fields["schedule"].choices = schedules.titles()
        self.put_plainly()

    def get_layout(self):
        return Layout(
            Card("", "site", "schedule", "starts_on", "grace_days", "source"), SaveBar(_("Choose this schedule"))
        )
