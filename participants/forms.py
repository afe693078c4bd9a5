"""Who somebody is and how to reach them, and a child of theirs."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    NameField,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    VersionedModelForm,
    say_plainly,
)
from mmp_portal.ui.widgets import ChipSelect
from participants import workflow
from participants.models import Gender, HouseholdMember, Person, ReachBy

OLDEST = 110  # years; a birth date further back is a slip of the finger


class SafeField(forms.TypedChoiceField):
    """Yes, no, or not asked yet: unknown is an answer of its own."""

    CHOICES = (("", _("Not asked yet")), ("yes", _("Yes")), ("no", _("No")))

    def __init__(self, **options):
        super().__init__(
            choices=self.CHOICES, coerce=self.answer, empty_value=None, required=False, widget=ChipSelect, **options
        )

    @staticmethod
    def answer(value):
        return {"yes": True, "no": False}.get(value)

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


class BirthDateField(PastDayField):
    """A day somebody can have been born on."""

    def validate(self, value):
        super().validate(value)
        if value and timezone.localdate().year - value.year > OLDEST:
            raise ValidationError(_("This person would be more than 110 years old. Check the year."), code="too_old")


class PersonForm(VersionedModelForm):
    """Everything that is known about a person. `sites` are those where a new person may be registered."""

    form_label = _("Person")
    submit_label = _("Save")

    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"), required=False)
    preferred_name = NameField(
        label=_("Preferred name"), required=False, help_text=_("What to call them, if it is another name.")
    )
    pronouns = LineField(label=_("Pronouns"), max_length=40, required=False)
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, required=False)
    born_on = BirthDateField(label=_("Birth date"), required=False)
    due_on = DayField(label=_("Expected birth date"), required=False, help_text=_("When this person expects a child."))
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    reach_by = forms.ChoiceField(label=_("Reach first by"), choices=ReachBy.choices, required=False, widget=ChipSelect)
    may_text = SafeField(label=_("Are texts safe?"))
    may_leave_voicemail = SafeField(label=_("Is voicemail safe?"), help_text=_("Others may listen."))
    best_time = LineField(label=_("Best time"), max_length=80, required=False)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    city = LineField(label=_("City"), max_length=60, required=False)
    school = LineField(label=_("School"), max_length=80, required=False)

    class Meta:
        model = Person
        fields = workflow.FIELDS
        labels = {"language": _("Language")}

    def __init__(self, *args, sites=(), **options):
        super().__init__(*args, **options)
        self.sites = list(sites)
        self.namesakes = []
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

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        digits = sum(character.isdigit() for character in phone)
        if phone and not 7 <= digits <= 15:
            raise ValidationError(_("This is not a whole phone number. One looks like (417) 555-0142."))
        return phone

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        born_on, due_on = cleaned.get("born_on"), cleaned.get("due_on")
        if born_on and due_on and due_on <= born_on:
            self.add_error("due_on", _("The expected birth lies before the person's own."))
        wants = cleaned.get("reach_by")
        if wants in ("text", "call") and "phone" in cleaned and not cleaned["phone"]:
            self.add_error("phone", _("To be reached this way a phone number is needed."))
        if wants == "email" and "email" in cleaned and not cleaned["email"]:
            self.add_error("email", _("To be reached by e-mail an address is needed."))
        if wants == "text" and cleaned.get("may_text") is False:
            self.add_error("reach_by", _("Texts are not safe for this person. Choose another way."))
        if not self.instance.pk and cleaned.get("given_name") and not cleaned.get("is_somebody_else"):
            self._warn_of_namesakes(cleaned)
        return cleaned

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
                _("Somebody with this name is registered here already. Open them, or tick the box."),
            )

    @property
    def chosen_site(self):
        return next(site for site in self.sites if str(site.pk) == self.cleaned_data["site"])

    def details(self):
        """The fields of the person, for the workflow."""
        return {name: self.cleaned_data[name] for name in workflow.FIELDS}

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
                Row("born_on", "gender"),
                "due_on",
                *place,
            ),
            Card(
                _("How to reach them, safely"),
                Row("phone", "email"),
                "reach_by",
                "may_text",
                "may_leave_voicemail",
                "best_time",
                Row("language", "needs_interpreter"),
            ),
            Card(_("Where"), Row("city", "school")),
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
