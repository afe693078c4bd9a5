"""Race and ethnicity, as one question with seven categories, and tribal affiliation."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, Fold, LineField, SaveBar, VersionedModelForm
from mmp_portal.ui.widgets import CheckList, ChipSelect
from participants.models import Background, TribalStanding
from participants.race import Answer, Category

EXAMPLES = {
    Category.AMERICAN_INDIAN: _("For example, Navajo Nation, Ojibwe, Aztec"),
    Category.ASIAN: _("For example, Hmong, Karen, Vietnamese, Asian Indian"),
    Category.BLACK: _("For example, African American, Somali, Oromo, Haitian"),
    Category.HISPANIC: _("For example, Mexican, Puerto Rican, Salvadoran"),
    Category.MIDDLE_EASTERN: _("For example, Iraqi, Egyptian, Syrian"),
    Category.PACIFIC_ISLANDER: _("For example, Marshallese, Native Hawaiian, Samoan"),
    Category.WHITE: _("For example, German, Irish, Polish"),
}


def detail_name(category):
    """The name of the field for what was said about a category in detail."""
    return f"detail_{category}"


class BackgroundForm(VersionedModelForm):
    form_label = _("Race, ethnicity and tribe")

    race_answer = forms.ChoiceField(
        label=_("What did they answer?"), choices=Answer.choices, required=False, widget=ChipSelect
    )
    races = forms.MultipleChoiceField(
        label=_("What is their race or ethnicity? Choose all that they choose."),
        choices=Category.choices,
        widget=CheckList,
        required=False,
    )
    tribal_standing = forms.ChoiceField(
        label=_("Tribe or nation"), choices=TribalStanding.choices, required=False, widget=ChipSelect
    )
    tribe = LineField(label=_("Which one?"), max_length=120, required=False)

    class Meta:
        model = Background
        fields = ("race_answer", "tribal_standing", "tribe")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.pk:
            self.fields["version"].initial = self.initial["version"] = 0
        said = {race.category: race.words for race in self.instance.races.all()} if self.instance.pk else {}
        self.initial["races"] = list(said)
        for category in Category:
            self.fields[detail_name(category)] = LineField(
                label=category.label, max_length=120, required=False, help_text=EXAMPLES[category]
            )
            self.initial[detail_name(category)] = said.get(category, "")
        self.put_plainly()

    def clean_version(self):
        return self.cleaned_data["version"] or 0

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if "races" not in cleaned or "race_answer" not in cleaned:
            return cleaned
        if self.chosen and not cleaned["race_answer"]:
            cleaned["race_answer"] = Answer.GIVEN
        if cleaned["race_answer"] == Answer.GIVEN and not self.chosen:
            self.add_error("races", _("Choose at least one category, or say that there is no answer."))
        elif self.chosen and cleaned["race_answer"] != Answer.GIVEN:
            self.add_error("race_answer", _("Categories are chosen. Say “Answered”, or take them out."))
        belongs = (TribalStanding.ENROLLED, TribalStanding.ELIGIBLE, TribalStanding.DESCENDANT)
        if cleaned.get("tribe") and cleaned.get("tribal_standing") not in belongs:
            self.add_error("tribal_standing", _("Choose how they belong to it, or leave the name empty."))
        return cleaned

    @property
    def chosen(self):
        """Each category chosen, or described in detail, with its words."""
        ticked = self.cleaned_data.get("races", [])
        words = {category: self.cleaned_data.get(detail_name(category), "") for category in Category}
        return {str(category): words[category] for category in Category if category in ticked or words[category]}

    @property
    def answers(self):
        cleaned = self.cleaned_data
        return {
            "race_answer": cleaned["race_answer"],
            "races": self.chosen,
            "tribal_standing": cleaned["tribal_standing"],
            "tribe": cleaned["tribe"],
        }

    def get_layout(self):
        return Layout(
            Card(
                _("Race and ethnicity"),
                "race_answer",
                "races",
                Fold(_("In more detail, in their own words"), *(detail_name(category) for category in Category)),
                note=_("It never decides who may join. Ask, do not guess; nobody has to answer."),
            ),
            Card(_("Tribal affiliation"), "tribal_standing", "tribe"),
            SaveBar(_("Save")),
        )
