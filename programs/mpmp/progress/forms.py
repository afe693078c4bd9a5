"""Writing down outcomes, the parent's picture, aftercare, celebrations, and family group decision making."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    DayField,
    Fold,
    LineField,
    NameField,
    NoteField,
    PastDayField,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect
from programs.mpmp.models import (
    Aftercare,
    Celebration,
    ChildOutcome,
    FamilyGuest,
    FamilyMeeting,
    KeptService,
    ParentPicture,
)

RATINGS = [("5", _("5, very good")), ("4", "4"), ("3", "3"), ("2", "2"), ("1", _("1, very bad"))]


class ChildOutcomeForm(VersionedModelForm):
    form_label = _("What came of it for a child")

    on = PastDayField(label=_("On"))
    words = LineField(label=_("In words"), max_length=300, required=False)

    class Meta:
        model = ChildOutcome
        fields = ("child", "kind", "on", "words")
        widgets = {"kind": ChipSelect}
        labels = {"kind": _("What came of it?")}

    def __init__(self, *args, children, **options):
        super().__init__(*args, **options)
        self.fields["child"] = forms.ModelChoiceField(
            label=_("Which child?"), queryset=children, widget=ChipSelect, empty_label=None
        )
        self.fields["child"].label_from_instance = lambda child: child.called
        self.put_plainly()

    def get_layout(self):
        return Layout(Card("", "child", "kind", "on", "words"), SaveBar(_("Save the outcome")))


class ParentPictureForm(VersionedModelForm):
    """The parent's own view, in the parent's own words."""

    form_label = _("How the parent sees it")

    on = PastDayField(label=_("On"))
    quality_of_life = forms.TypedChoiceField(
        label=_("How is life, all in all?"),
        choices=RATINGS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=ChipSelect,
        help_text=_("The parent says it, nobody else."),
    )
    resilience = NoteField(label=_("What keeps you going on a hard day?"), rows=2, max_length=500, required=False)
    connections = NoteField(label=_("Whom can you call?"), rows=2, max_length=500, required=False)
    knowledge = NoteField(label=_("What do you know now about your children?"), rows=2, max_length=500, required=False)
    concrete_support = NoteField(
        label=_("Where do you get help when something is missing?"), rows=2, max_length=500, required=False
    )
    child_competence = NoteField(
        label=_("How do your children show what they feel?"), rows=2, max_length=500, required=False
    )
    skills_used = NoteField(
        label=_("What do you do differently at home since the return?"), rows=2, max_length=500, required=False
    )

    class Meta:
        model = ParentPicture
        fields = (
            "occasion",
            "on",
            "quality_of_life",
            "resilience",
            "connections",
            "knowledge",
            "concrete_support",
            "child_competence",
            "skills_used",
        )
        widgets = {"occasion": ChipSelect}
        labels = {"occasion": _("When?")}

    def get_layout(self):
        return Layout(
            Card("", "occasion", "on", "quality_of_life"),
            Card(
                _("In their own words"),
                "resilience",
                "connections",
                "knowledge",
                "concrete_support",
                "child_competence",
            ),
            Card(_("After the return"), "skills_used"),
            SaveBar(_("Save the picture")),
        )


class AftercareForm(VersionedModelForm):
    form_label = _("Aftercare")

    starts_on = PastDayField(label=_("Aftercare since"))

    class Meta:
        model = Aftercare
        fields = ("starts_on",)


class KeptServiceForm(VersionedModelForm):
    """A service in place, and whether it still holds when asked about again."""

    form_label = _("A service in place")

    name = LineField(
        label=_("Which service?"), max_length=120, help_text=_("Such as a class, therapy, child care, or a person.")
    )
    since = PastDayField(label=_("In place on"))
    check_on = DayField(label=_("Ask again on"), required=False)
    checked_on = PastDayField(label=_("Asked on"), required=False)
    words = LineField(label=_("In words"), max_length=300, required=False)

    class Meta:
        model = KeptService
        fields = ("name", "since", "check_on", "holds", "checked_on", "words")
        widgets = {"holds": ChipSelect}
        labels = {"holds": _("Does it still hold?")}

    def get_layout(self):
        return Layout(
            Card("", "name", Row("since", "check_on")),
            Card(_("Asked again"), "holds", Row("checked_on", "words")),
            SaveBar(_("Save the service")),
        )


class CelebrationForm(VersionedModelForm):
    """What a parent has reached, and whether they want to become a mentor."""

    form_label = _("Something to celebrate")

    on = PastDayField(label=_("On"))
    words = LineField(label=_("In words"), max_length=300, required=False)
    celebrated_on = PastDayField(label=_("Celebrated on"), required=False)
    invited_on = PastDayField(label=_("Asked to become a mentor on"), required=False)

    class Meta:
        model = Celebration
        fields = ("kind", "on", "words", "celebrated_on", "invited_on", "answer")
        widgets = {"kind": ChipSelect, "answer": ChipSelect}
        labels = {"kind": _("What did they reach?"), "answer": _("What did they say?")}

    def get_layout(self):
        return Layout(
            Card("", "kind", Row("on", "celebrated_on"), "words"),
            Card(_("To become a mentor"), "invited_on", "answer"),
            SaveBar(_("Save")),
        )


class FamilyMeetingForm(VersionedModelForm):
    form_label = _("A family meeting")

    asked_on = PastDayField(label=_("Asked for on"))
    coordinator = NameField(
        label=_("Who coordinates it"),
        max_length=120,
        required=False,
        help_text=_("Somebody who is not in charge of the case."),
    )
    held_on = PastDayField(label=_("Held on"), required=False)
    not_held_because = LineField(label=_("If it was not held, why"), max_length=200, required=False)
    plan = NoteField(label=_("The plan the family made"), rows=4, max_length=2000, required=False)
    accepted = forms.ChoiceField(
        label=_("What did the county say to it?"),
        choices=FamilyMeeting.Accepted,
        required=False,
        widget=ChipSelect,
    )
    follow_up_on = DayField(label=_("Look at the plan again on"), required=False)
    followed_up_on = PastDayField(label=_("Looked at again on"), required=False)
    follow_up_words = LineField(label=_("What became of it"), max_length=500, required=False)

    class Meta:
        model = FamilyMeeting
        fields = (
            "asked_on",
            "coordinator",
            "held_on",
            "not_held_because",
            "had_private_time",
            "plan",
            "accepted",
            "follow_up_on",
            "followed_up_on",
            "follow_up_words",
        )
        labels = {"had_private_time": _("The family had time of its own")}

    def get_layout(self):
        return Layout(
            Card(_("The meeting"), Row("asked_on", "held_on"), "coordinator", "had_private_time"),
            Card(_("The plan"), "plan", "accepted", "follow_up_on"),
            Fold(_("Afterward"), Row("followed_up_on", "follow_up_words")),
            Fold(_("It was not held"), "not_held_because"),
            SaveBar(_("Save the family meeting")),
        )


class FamilyGuestForm(VersionedModelForm):
    form_label = _("Somebody invited")

    name = NameField(label=_("Name"), max_length=120)
    relation = LineField(label=_("Who it is to the children"), max_length=80, required=False)

    class Meta:
        model = FamilyGuest
        fields = ("side", "name", "relation", "came", "is_guardian")
        widgets = {"side": ChipSelect, "came": ChipSelect}
        labels = {
            "side": _("From which side?"),
            "came": _("Came?"),
            "is_guardian": _("Is guardian of a child until it comes home"),
        }
