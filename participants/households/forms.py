"""Who joins a household and as what, when somebody moves out, and what a home is called."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, NameField, PastDayField, PortalForm, Row, SaveBar, VersionedModelForm
from mmp_portal.ui.widgets import ChipSelect
from participants.forms import BirthDateField
from participants.models import Gender, Household, HouseholdMember

Part, Relationship, LivesHere = HouseholdMember.Part, HouseholdMember.Relationship, HouseholdMember.LivesHere

OF_CHILDREN = {Relationship.CHILD, Relationship.STEPCHILD, Relationship.GRANDCHILD, Relationship.FOSTER_CHILD}
OF_ELDERS = {
    Relationship.MOTHER,
    Relationship.FATHER,
    Relationship.STEP_PARENT,
    Relationship.GRANDPARENT,
    Relationship.FOSTER_PARENT,
    Relationship.GUARDIAN,
}


def check_relationship(form, cleaned):
    """A mother has no child's place in the same home, and a son no parent's: one of the two answers is a slip."""
    part, relationship = cleaned.get("part"), cleaned.get("relationship")
    if (part == Part.CHILD and relationship in OF_ELDERS) or (part == Part.PARENT and relationship in OF_CHILDREN):
        form.add_error("relationship", _("This does not go with the part above. Change one of the two."))


class PlaceFields(forms.Form):
    """What is asked of everybody who joins."""

    part = forms.ChoiceField(label=_("Part in this household"), choices=Part.choices, widget=ChipSelect)
    relationship = forms.ChoiceField(
        label=_("Relationship"),
        choices=Relationship.choices,
        required=False,
        help_text=_("Of an adult, to the children here. Of a child, to the parent or caregiver here."),
    )
    relationship_words = LineField(label=_("In their own words"), max_length=80, required=False)
    lives_here = forms.ChoiceField(
        label=_("Lives here"), choices=LivesHere.choices, widget=ChipSelect, initial=LivesHere.ALWAYS
    )
    starts_on = PastDayField(label=_("Since"), help_text=_("About right is good enough."))

    PLACE = ("part", "relationship", "relationship_words", "lives_here", "starts_on")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        check_relationship(self, cleaned)
        return cleaned

    def place_card(self):
        return Card(
            _("Their place here"), "part", Row("relationship", "relationship_words"), "lives_here", "starts_on"
        )


class JoinForm(PlaceFields, PortalForm):
    """Somebody known joins. `homes` are the households they may join; with one alone nothing is asked."""

    form_label = _("Add to the household")

    def __init__(self, *args, homes=(), **options):
        super().__init__(*args, **options)
        self.homes = list(homes)
        if len(self.homes) > 1:
            self.fields["home"] = forms.ChoiceField(
                label=_("Which home?"), choices=[(str(home.pk), home.label) for home in self.homes], widget=ChipSelect
            )
            self.put_plainly()

    @property
    def chosen_home(self):
        """The household that was chosen, the only one there is, or None where there is none yet."""
        if "home" in self.fields:
            return next(home for home in self.homes if str(home.pk) == self.cleaned_data["home"])
        return self.homes[0] if self.homes else None

    @property
    def place(self):
        return {name: self.cleaned_data[name] for name in self.PLACE}

    def home_fields(self):
        return [Card(_("Home"), "home")] if "home" in self.fields else []

    def get_layout(self):
        return Layout(*self.home_fields(), self.place_card(), SaveBar(_("Add to the household")))


class JoinNewForm(JoinForm):
    """Somebody who is not known yet joins."""

    form_label = _("Add a new person to the household")

    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"), required=False)
    born_on = BirthDateField(label=_("Birth date"), required=False)
    gender = forms.ChoiceField(label=_("Gender"), choices=Gender.choices, required=False)

    PERSON = ("given_name", "family_name", "born_on", "gender")

    @property
    def person(self):
        return {name: self.cleaned_data[name] for name in self.PERSON}

    def get_layout(self):
        who = Card(_("Who"), Row("given_name", "family_name"), Row("born_on", "gender"))
        return Layout(who, *self.home_fields(), self.place_card(), SaveBar(_("Add to the household")))


class NewHomeForm(PlaceFields, PortalForm):
    """A home of its own, the first or a second one."""

    form_label = _("Another home")

    name = LineField(
        label=_("Name of the home"),
        max_length=60,
        required=False,
        help_text=_("To tell two homes apart, such as “At Grandma's”."),
    )

    def get_layout(self):
        return Layout(Card(_("Home"), "name"), self.place_card(), SaveBar(_("Add the home")))


class PlaceForm(VersionedModelForm):
    """A place that was written wrongly."""

    form_label = _("Correct a place in the household")

    part = forms.ChoiceField(label=_("Part in this household"), choices=Part.choices, widget=ChipSelect)
    relationship = forms.ChoiceField(
        label=_("Relationship"),
        choices=Relationship.choices,
        required=False,
        help_text=_("Of an adult, to the children here. Of a child, to the parent or caregiver here."),
    )
    relationship_words = LineField(label=_("In their own words"), max_length=80, required=False)
    lives_here = forms.ChoiceField(label=_("Lives here"), choices=LivesHere.choices, widget=ChipSelect)
    starts_on = PastDayField(label=_("Since"))
    ends_on = PastDayField(label=_("Until"), required=False, help_text=_("The last day here. Empty: still here."))

    class Meta:
        model = HouseholdMember
        fields = ("part", "relationship", "relationship_words", "lives_here", "starts_on", "ends_on")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        check_relationship(self, cleaned)
        return cleaned

    def get_layout(self):
        return Layout(
            Card(
                "",
                "part",
                Row("relationship", "relationship_words"),
                "lives_here",
                Row("starts_on", "ends_on"),
            ),
            SaveBar(_("Save the correction")),
        )


class MoveOutForm(PortalForm):
    """The last day somebody lived here."""

    form_label = _("Moved out")

    on = PastDayField(label=_("Last day here"))

    def get_layout(self):
        return Layout(Card("", "on"), SaveBar(_("Moved out")))


class HomeForm(VersionedModelForm):
    """What a home is called."""

    form_label = _("Name of the home")

    name = LineField(label=_("Name of the home"), max_length=60, required=False)

    class Meta:
        model = Household
        fields = ("name",)
        help_texts = {"name": _("To tell two homes apart, such as “At Grandma's”.")}

    def get_layout(self):
        return Layout(Card("", "name"), SaveBar(_("Save the name")))
