"""A company, its status, a talk with it, a place of work, and somebody to ask for."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentors.models import CorporatePartner, Partnership
from mentors.partners import workflow
from mentors.partners.models import PartnerContact, Talk, Workplace
from mmp_portal.accounts.models import User
from mmp_portal.ui.forms import (
    Card,
    ComingDayField,
    DayField,
    LineField,
    NoteField,
    PastDayField,
    PortalForm,
    RecentDayField,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect, RadioList


class WorkerField(forms.ModelChoiceField):
    def label_from_instance(self, worker):
        return worker.name


class NewOrOldForm(VersionedModelForm):
    """One form for adding and for correcting; `details()` are the fields for the workflow."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.pk:
            del self.fields["version"]

    def details(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def check_end(form, cleaned):
    """An agreement ends after it was signed."""
    signed_on, ends_on = cleaned.get("signed_on"), cleaned.get("agreement_ends_on")
    if ends_on and signed_on and ends_on <= signed_on:
        form.add_error("agreement_ends_on", _("The agreement ends before it was signed. Check the two days."))
    elif ends_on and "signed_on" in cleaned and not signed_on and "signed_on" not in form.errors:
        form.add_error("signed_on", _("Say on which day the agreement was signed."))


class PartnerForm(NewOrOldForm):
    form_label = _("Corporate Partner")

    site = forms.ChoiceField(label=_("Site"))
    name = LineField(label=_("Company"))
    city = LineField(label=_("City"), max_length=60, required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address. One looks like https://pantry.example.org.")},
    )
    offers = LineField(
        label=_("What they offer"),
        max_length=300,
        required=False,
        help_text=_("Such as part-time, evenings, from $13 an hour."),
    )
    note = NoteField(label=_("Good to know"), max_length=2000, rows=3, required=False)
    signed_on = PastDayField(label=_("Agreement signed"), required=False)
    agreement_ends_on = DayField(label=_("Agreement ends"), required=False)

    class Meta:
        model = CorporatePartner
        fields = workflow.FIELDS
        labels = {"industry": _("Industry")}

    def __init__(self, *args, sites=(), **options):
        super().__init__(*args, **options)
        self.sites = list(sites)
        if self.instance.pk:
            del self.fields["site"]
            if not self.instance.signed_on:
                del self.fields["signed_on"], self.fields["agreement_ends_on"]
        else:
            del self.fields["signed_on"], self.fields["agreement_ends_on"]
            self.fields["site"].choices = [(str(site.pk), site.name) for site in self.sites]
            self.initial.setdefault("site", str(self.sites[0].pk) if self.sites else "")
        self.put_plainly()

    def details(self):
        details = super().details()
        if "site" in details:
            details["site"] = next(site for site in self.sites if str(site.pk) == details["site"])
        return details

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if "signed_on" in cleaned and not cleaned["signed_on"]:
            self.add_error("signed_on", _("Say on which day the agreement was signed."))
        check_end(self, cleaned)
        return cleaned

    def get_layout(self):
        place = [] if self.instance.pk else ["site"]
        days = [Card(_("The agreement"), Row("signed_on", "agreement_ends_on"))] if "signed_on" in self.fields else []
        return Layout(
            Card(_("The company"), *place, "name", Row("industry", "city"), "website"),
            Card(_("What they offer"), "offers", "note"),
            *days,
            SaveBar(_("Save the company")),
        )


class MoveForm(VersionedModelForm):
    """Where it stands with a company."""

    form_label = _("Status")

    status = forms.ChoiceField(label=_("What is it now?"), widget=RadioList)
    signed_on = PastDayField(
        label=_("Agreement signed"), required=False, help_text=_("Needed when the company has signed.")
    )
    agreement_ends_on = DayField(
        label=_("Agreement ends"), required=False, help_text=_("Empty: until further notice.")
    )
    reason = LineField(label=_("Why?"), max_length=200, required=False)

    class Meta:
        model = CorporatePartner
        fields = ("status", "signed_on", "agreement_ends_on")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        then = CorporatePartner.TRANSITIONS[self.instance.status]
        self.fields["status"].choices = [(code, label) for code, label in Partnership.choices if code in then]
        self.initial["status"] = self.fields["status"].choices[0][0]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if (
            cleaned.get("status") == Partnership.SIGNED
            and not cleaned.get("signed_on")
            and "signed_on" not in self.errors
        ):
            self.add_error("signed_on", _("Say on which day the agreement was signed."))
        check_end(self, cleaned)
        return cleaned

    def get_layout(self):
        return Layout(
            Card("", "status", Row("signed_on", "agreement_ends_on"), "reason"), SaveBar(_("Change the status"))
        )


class TalkForm(PortalForm):
    """A talk, and what comes next."""

    form_label = _("Talk with the company")

    talked_on = RecentDayField()
    how = forms.ChoiceField(label=_("How?"), choices=Talk.How.choices, widget=ChipSelect, initial=Talk.How.CALL)
    words = NoteField(label=_("What was said?"), max_length=2000, rows=3)
    next_step = LineField(
        label=_("Next step"), max_length=200, required=False, help_text=_("Empty: nothing is open with them.")
    )
    next_step_on = ComingDayField(label=_("By when?"), required=False)
    next_step_by = WorkerField(label=_("Whose task?"), queryset=User.objects.none(), required=False)

    def __init__(self, *args, workers, **options):
        super().__init__(*args, **options)
        self.fields["next_step_by"].queryset = workers
        self.fields["next_step_by"].empty_label = _("Mine")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("next_step") and not cleaned.get("next_step_on") and "next_step_on" not in self.errors:
            self.add_error("next_step_on", _("Say by when."))
        return cleaned

    def get_layout(self):
        return Layout(
            Card(_("The talk"), "talked_on", "how", "words"),
            Card(_("What comes next"), "next_step", Row("next_step_on", "next_step_by")),
            SaveBar(_("Note the talk")),
        )


class WorkplaceForm(NewOrOldForm):
    form_label = _("Place of work")

    name = LineField(label=_("Name"), help_text=_("Such as Kitchen on Elm Street."))
    address = LineField(label=_("Address"), max_length=200, required=False)
    city = LineField(label=_("City"), max_length=60, required=False)
    bus_line = LineField(label=_("Bus line"), max_length=80, required=False, help_text=_("Empty where no bus goes."))

    class Meta:
        model = Workplace
        fields = ("name", "address", "city", "bus_line")

    def get_layout(self):
        return Layout(Card("", "name", Row("address", "city"), "bus_line"), SaveBar(_("Save the place")))


class ContactPersonForm(NewOrOldForm):
    form_label = _("Somebody to ask for")

    name = LineField(label=_("Name"))
    role = LineField(label=_("What they do there"), max_length=80, required=False)
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    answers_check_ins = forms.BooleanField(
        label=_("Is asked by e-mail how it goes with those placed there"), required=False
    )
    left_on = PastDayField(label=_("Left the company"), required=False)

    class Meta:
        model = PartnerContact
        fields = ("name", "role", "phone", "email", "answers_check_ins", "left_on")

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if phone and not 7 <= sum(character.isdigit() for character in phone) <= 15:
            raise ValidationError(_("This is not a whole phone number. One looks like (417) 555-0142."))
        return phone

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answers_check_ins") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Who is asked how it goes needs an e-mail address."))
        return cleaned

    def get_layout(self):
        left = ["left_on"] if self.instance.pk else []
        return Layout(
            Card("", Row("name", "role"), Row("phone", "email"), "answers_check_ins", *left), SaveBar(_("Save"))
        )
