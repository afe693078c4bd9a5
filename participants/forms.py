"""Who somebody is and how to reach them, and a child of theirs."""

import re

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import County
from mmp_portal.ui.forms import (
    Card,
    DayField,
    Fold,
    LineField,
    NameField,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    VersionedModelForm,
    say_plainly,
)
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple
from participants import workflow
from participants.models import Gender, HouseholdMember, Language, Person, ReachBy
from participants.reaching.forms import NOT_WHOLE, SafeField, is_whole_number
from participants.schooling.models import Schooling

ZIP_CODE = re.compile(r"\d{5}(-\d{4})?", re.ASCII)
OLDEST = 110  # years; a birth date further back is a slip of the finger


class BirthDateField(PastDayField):
    """A day somebody can have been born on."""

    def validate(self, value):
        super().validate(value)
        if value and timezone.localdate().year - value.year > OLDEST:
            raise ValidationError(_("This person would be more than 110 years old. Check the year."), code="too_old")


class CountyField(forms.ModelChoiceField):
    def label_from_instance(self, county):
        return f"{county.name}, {county.state}"


class PersonForm(VersionedModelForm):
    """Everything that is known about a person. `sites` are those where a new person may be registered.

    `known` are the parts of a person that a transfer did not leave behind. The fields of the others are asked anew,
    and an empty answer changes nothing of what the other site knows.
    """

    form_label = _("Person")
    submit_label = _("Save")

    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"), required=False)
    preferred_name = NameField(
        label=_("Preferred name"), required=False, help_text=_("What to call them, if it is another name.")
    )
    legal_name = NameField(
        label=_("Legal name"), max_length=160, required=False, help_text=_("In full, where papers say another name.")
    )
    pronouns = LineField(label=_("Pronouns"), max_length=40, required=False)
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, required=False)
    born_on = BirthDateField(label=_("Birth date"), required=False)
    age_said = forms.IntegerField(
        label=_("Or about how old?"),
        min_value=0,
        max_value=OLDEST,
        required=False,
        help_text=_("Only while nobody knows the birth date. Eligibility asks for the date."),
        error_messages={
            "invalid": _("Type the age as a whole number, such as 19."),
            "min_value": _("An age is zero or more."),
            "max_value": _("This person would be more than 110 years old. Check the number."),
        },
    )
    due_on = DayField(label=_("Expected birth date"), required=False, help_text=_("When this person expects a child."))
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    phone_is_of = LineField(
        label=_("Whose phone"), max_length=80, required=False, help_text=_("Leave it empty if it is their own.")
    )
    phone_seen_by = LineField(
        label=_("Who else sees it"),
        max_length=120,
        required=False,
        help_text=_("Whoever reads or hears what is sent there."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    email_seen_by = LineField(label=_("Who else reads the e-mail"), max_length=120, required=False)
    reach_by = forms.ChoiceField(label=_("Reach first by"), choices=ReachBy.choices, required=False, widget=ChipSelect)
    may_text = SafeField(label=_("Are texts safe?"))
    may_leave_voicemail = SafeField(label=_("Is voicemail safe?"), help_text=_("Others may listen."))
    may_email = SafeField(label=_("Is e-mail safe?"), help_text=_("Others may read it."))
    best_time = LineField(label=_("Best time"), max_length=80, required=False)
    also_speaks = forms.MultipleChoiceField(
        label=_("Other languages"), choices=Language.choices, required=False, widget=ChipSelectMultiple
    )
    language_words = LineField(label=_("Which other language"), max_length=60, required=False)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    street = LineField(label=_("Street"), max_length=120, required=False)
    city = LineField(label=_("City"), max_length=60, required=False)
    zip_code = LineField(label=_("ZIP code"), max_length=10, required=False)
    county = CountyField(label=_("County"), queryset=County.objects.all(), required=False)
    address_is_confidential = forms.BooleanField(
        label=_("The address is confidential"),
        required=False,
        help_text=_("Then it stands nowhere here. Write it among the restricted facts of the case."),
    )
    has_camera = SafeField(label=_("Is there a camera for video calls?"))
    school = LineField(label=_("School"), max_length=80, required=False)

    class Meta:
        model = Person
        fields = tuple(name for name in workflow.FIELDS if name != "age_said_on")
        labels = {
            "language": _("First language"),
            "state": _("State"),
            "device": _("Best device they can use"),
            "connection": _("Internet"),
            "children_expected": _("Children expected"),
            "born_at_weeks": _("Born at weeks"),
        }

    def __init__(self, *args, sites=(), known=tuple(workflow.FIELDS_OF), **options):
        super().__init__(*args, **options)
        self.sites = list(sites)
        self.left_behind = [part for part in workflow.FIELDS_OF if part not in known]
        self.namesakes = []
        for part in self.left_behind:
            for name in workflow.FIELDS_OF[part]:
                self.initial[name] = self.fields[name].initial
        if not self.instance.pk:
            del self.fields["version"]
            self.fields["site"] = forms.ChoiceField(
                label=_("Registered at"), choices=[(str(site.pk), site.name) for site in self.sites]
            )
            self.fields["is_somebody_else"] = forms.BooleanField(
                label=_("This is somebody else: add a new person"), required=False
            )
            for name in ("site", "is_somebody_else"):
                say_plainly(self.fields[name])

    def clean_school(self):
        """A school that has rows of its own is changed there: the details follow it."""
        school = self.cleaned_data["school"]
        going = (
            Schooling.objects.going_on().filter(person=self.instance) if self.instance.pk else Schooling.objects.none()
        )
        if school != self.initial.get("school", "") and going.exists():
            raise ValidationError(_("Change it on their page for school, with grade and days."))
        return school

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if phone and not is_whole_number(phone):
            raise ValidationError(NOT_WHOLE)
        return phone

    def clean_zip_code(self):
        zip_code = self.cleaned_data["zip_code"].strip()
        if zip_code and not ZIP_CODE.fullmatch(zip_code):
            raise ValidationError(_("A ZIP code has five digits, such as 65806."))
        return zip_code

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        self._check_ages(cleaned)
        self._check_reach(cleaned)
        self._check_address(cleaned)
        speaks_another = Language.OTHER in (cleaned.get("language"), *cleaned.get("also_speaks", []))
        if cleaned.get("language_words") and not speaks_another:
            self.add_error("language_words", _("Choose “Another language” above, or leave this empty."))
        if not self.instance.pk and cleaned.get("given_name") and not cleaned.get("is_somebody_else"):
            self._warn_of_namesakes(cleaned)
        return cleaned

    def _check_ages(self, cleaned):
        born_on, due_on = cleaned.get("born_on"), cleaned.get("due_on")
        if born_on and due_on and due_on <= born_on:
            self.add_error("due_on", _("The expected birth lies before the person's own."))
        if born_on and cleaned.get("age_said") is not None:
            self.add_error("age_said", _("The birth date is known: take the age out."))
        if born_on and self.instance.died_on and born_on > self.instance.died_on:
            self.add_error("born_on", _("The day lies after the day of death. Check both."))

    def _check_reach(self, cleaned):
        wants = cleaned.get("reach_by")
        if wants in ("text", "call") and "phone" in cleaned and not cleaned["phone"]:
            self.add_error("phone", _("To be reached this way a phone number is needed."))
        if wants == "email" and "email" in cleaned and not cleaned["email"]:
            self.add_error("email", _("To be reached by e-mail an address is needed."))
        if wants == "text" and cleaned.get("may_text") is False:
            self.add_error("reach_by", _("Texts are not safe for this person. Choose another way."))
        if wants == "email" and cleaned.get("may_email") is False:
            self.add_error("reach_by", _("E-mail is not safe for this person. Choose another way."))

    def _check_address(self, cleaned):
        written = [name for name in ("street", "city", "zip_code", "county") if cleaned.get(name)]
        if cleaned.get("address_is_confidential") and written:
            self.add_error(
                "address_is_confidential",
                _("A confidential address is not written here: take street, city, ZIP code and county out."),
            )
        state, county = cleaned.get("state"), cleaned.get("county")
        if state and county and county.state != state:
            self.add_error("county", _("This county lies in another state."))

    def _warn_of_namesakes(self, cleaned):
        found = workflow.namesakes(
            given_name=cleaned["given_name"],
            family_name=cleaned.get("family_name", ""),
            born_on=cleaned.get("born_on"),
            sites=self.sites,
        )
        self.namesakes = list(found[:3])
        if self.namesakes:
            self.add_error(
                "is_somebody_else",
                _("Somebody with this name, or one like it, is registered here already. Open them, or tick the box."),
            )

    @property
    def chosen_site(self):
        return next(site for site in self.sites if str(site.pk) == self.cleaned_data["site"])

    @property
    def learned(self):
        """The parts left behind of which something was typed."""
        said = {name for name, value in self.cleaned_data.items() if value not in (None, "", False)}
        return [part for part in self.left_behind if said & set(workflow.FIELDS_OF[part])]

    def details(self):
        """The fields of the person, for the workflow."""
        details = {name: self.cleaned_data[name] for name in workflow.FIELDS if name != "age_said_on"}
        before = type(self.instance)._base_manager.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if details["age_said"] is None:
            details["age_said_on"] = None
        elif before is None or before.age_said != details["age_said"]:
            details["age_said_on"] = timezone.localdate()
        unknown = [name for part in self.left_behind if part not in self.learned for name in workflow.FIELDS_OF[part]]
        return {name: value for name, value in details.items() if name not in unknown}

    def get_layout(self):
        is_new = not self.instance.pk
        warning = ["is_somebody_else"] if is_new and self.namesakes else []
        place = ["site"] if is_new else []
        return Layout(
            Card(
                _("Who"),
                *warning,
                Row("given_name", "family_name"),
                Row("preferred_name", "pronouns"),
                Row("born_on", "age_said"),
                *place,
            ),
            Card(
                _("How to reach them, safely"),
                Row("phone", "email"),
                "reach_by",
                "may_text",
                "may_leave_voicemail",
                "may_email",
                Row("best_time", "language"),
                "needs_interpreter",
            ),
            Fold(_("Whose phone it is, and who else sees it"), Row("phone_is_of", "phone_seen_by"), "email_seen_by"),
            Fold(
                _("Where they live"),
                "street",
                Row("city", "zip_code"),
                Row("state", "county"),
                "address_is_confidential",
            ),
            Fold(_("Legal name and gender"), Row("legal_name", "gender")),
            Fold(_("Other languages"), "also_speaks", "language_words"),
            Fold(_("Expecting a child, own birth"), Row("due_on", "children_expected"), "born_at_weeks"),
            Fold(_("Device, camera and internet"), Row("device", "connection"), "has_camera"),
            Fold(_("School"), "school"),
            SaveBar(_("Add the person") if is_new else _("Save")),
        )


class ChildForm(PortalForm):
    """A child who lives with the person, all the time or part of it."""

    form_label = _("Child")

    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"), required=False)
    born_on = BirthDateField(
        label=_("Birth date"), required=False, help_text=_("Leave it empty if nobody knows it. Empty is not zero.")
    )
    born_at_weeks = forms.IntegerField(
        label=_("Born at how many weeks?"),
        min_value=20,
        max_value=44,
        required=False,
        help_text=_("Full weeks of pregnancy, 20 to 44. Empty is not known."),
    )
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, required=False)
    relationship = forms.ChoiceField(label=_("Who is the child to them?"), widget=ChipSelect, initial="child")
    lives_here = forms.ChoiceField(
        label=_("Lives with them"),
        choices=HouseholdMember.LivesHere.choices,
        widget=ChipSelect,
        initial=HouseholdMember.LivesHere.ALWAYS,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        relationship = HouseholdMember.Relationship
        self.fields["relationship"].choices = [
            (one.value, one.label)
            for one in (
                relationship.CHILD,
                relationship.STEPCHILD,
                relationship.GRANDCHILD,
                relationship.FOSTER_CHILD,
                relationship.OTHER,
            )
        ]

    def get_layout(self):
        return Layout(
            Card(
                "",
                Row("given_name", "family_name"),
                Row("born_on", "born_at_weeks"),
                "gender",
                "relationship",
                "lives_here",
            ),
            SaveBar(_("Add the child")),
        )
