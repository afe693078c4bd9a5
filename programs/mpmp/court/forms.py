"""Writing down the court case, its people, placements, visits, the case plan and what is noted of a deadline."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import County
from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    MinutesField,
    NameField,
    Note,
    NoteField,
    PastDayField,
    PortalForm,
    RecentDayField,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple, RadioList
from participants.models import Person
from programs.mpmp.models import (
    ChildPlacement,
    CourtCase,
    CourtPerson,
    FamilyVisit,
    NewReport,
    Petition,
    PlanItem,
    PlanStatus,
)


class CourtCaseForm(VersionedModelForm):
    form_label = _("The court case")

    file_number = LineField(label=_("Court file number"), max_length=40, required=False)
    opened_on = PastDayField(label=_("Petition filed, or the case opened"))
    tribe = LineField(label=_("Tribe"), max_length=120, required=False)
    tribe_told_on = PastDayField(label=_("Notice sent to the tribe on"), required=False)
    ended_on = PastDayField(label=_("The court case ended on"), required=False)
    ended_words = LineField(label=_("How it ended"), max_length=200, required=False)

    class Meta:
        model = CourtCase
        fields = (
            "county",
            "file_number",
            "opened_on",
            "is_tribal",
            "tribe",
            "tribe_told_on",
            "ended_on",
            "ended_words",
        )
        widgets = {"is_tribal": ChipSelect}
        labels = {
            "county": _("County"),
            "is_tribal": _("Do ICWA and MIFPA hold for a child of the case?"),
        }
        help_texts = {
            "is_tribal": _("Every family is asked. Where they hold, times and notices are others."),
        }

    def __init__(self, *args, site, **options):
        super().__init__(*args, **options)
        self.fields["county"].queryset = County.objects.filter(state=site.state)

    def get_layout(self):
        return Layout(
            Card(_("At court"), Row("county", "file_number"), "opened_on"),
            Card(_("Tribe"), "is_tribal", Row("tribe", "tribe_told_on")),
            Card(_("The end"), Row("ended_on", "ended_words")),
            SaveBar(_("Save the court case")),
        )


class CourtPersonForm(VersionedModelForm):
    form_label = _("Somebody with a part in the case")

    name = NameField(label=_("Name"), max_length=120)
    office = LineField(label=_("Office"), required=False)
    phone = LineField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    starts_on = DayField(label=_("Since"), required=False)
    ends_on = DayField(label=_("Until"), required=False)

    class Meta:
        model = CourtPerson
        fields = ("role", "name", "office", "phone", "email", "starts_on", "ends_on")
        widgets = {"role": ChipSelect}
        labels = {"role": _("Part in the case")}

    def get_layout(self):
        return Layout(
            Card("", "role", Row("name", "office"), Row("phone", "email"), Row("starts_on", "ends_on")), SaveBar()
        )


class PlacementForm(VersionedModelForm):
    """Where a child lives. A new one may end the one before, on the same day."""

    form_label = _("Where a child lives")

    with_whom = LineField(label=_("With whom"), required=False, help_text=_("Such as: his grandmother in Anoka."))
    starts_on = PastDayField(label=_("From"))
    ends_on = PastDayField(
        label=_("Until"), required=False, help_text=_("The day the child left. Empty while it lives there.")
    )
    words = LineField(label=_("Why it changed"), max_length=300, required=False)
    ends_earlier = forms.BooleanField(
        label=_("The placement before ends on the day this one begins"), required=False, initial=True
    )

    class Meta:
        model = ChildPlacement
        fields = ("child", "kind", "with_whom", "starts_on", "ends_on", "words")
        widgets = {"child": ChipSelect, "kind": ChipSelect}
        labels = {"child": _("Which child?"), "kind": _("Where?")}
        help_texts = {"kind": _("A trial home visit and running away are told apart from placements.")}

    def __init__(self, *args, children, **options):
        super().__init__(*args, **options)
        self.fields["child"] = forms.ModelChoiceField(
            label=_("Which child?"), queryset=children, widget=ChipSelect, empty_label=None
        )
        self.fields["child"].label_from_instance = lambda child: child.called
        if self.instance.pk:
            del self.fields["ends_earlier"]
        self.put_plainly()

    def get_layout(self):
        more = ["ends_earlier"] if "ends_earlier" in self.fields else []
        return Layout(
            Card("", "child", "kind", "with_whom", Row("starts_on", "ends_on"), "words", *more),
            SaveBar(_("Save the placement")),
        )


class FamilyVisitForm(VersionedModelForm):
    form_label = _("A visit with the children")

    children = forms.ModelMultipleChoiceField(
        label=_("With whom?"), queryset=Person.objects.none(), widget=ChipSelectMultiple
    )
    on = RecentDayField()
    duration_minutes = MinutesField(required=False)
    words = NoteField(label=_("How it went"), rows=2, max_length=500, required=False)

    class Meta:
        model = FamilyVisit
        fields = ("children", "on", "kind", "outcome", "duration_minutes", "words")
        widgets = {"kind": ChipSelect, "outcome": ChipSelect}
        labels = {"kind": _("What kind of visit?"), "outcome": _("What came of it?")}

    def __init__(self, *args, children, **options):
        super().__init__(*args, **options)
        self.fields["children"].queryset = children
        self.fields["children"].label_from_instance = lambda child: child.called
        if not self.instance.pk:
            self.initial |= {"children": [child.pk for child in children]}

    def get_layout(self):
        return Layout(
            Card("", "children", "on", "kind", "outcome", "duration_minutes", "words"), SaveBar(_("Save the visit"))
        )


class PlanItemForm(VersionedModelForm):
    form_label = _("An item of the case plan")

    words = LineField(
        label=_("What is to be done"), max_length=300, help_text=_("Such as: finish the parenting class.")
    )
    due_on = DayField(label=_("By when"), required=False)
    parents_words = NoteField(
        label=_("What the parent says about it"),
        rows=2,
        max_length=500,
        required=False,
        help_text=_("In their own words. The Parent Mentor sees them, too."),
    )

    class Meta:
        model = PlanItem
        fields = ("words", "who", "due_on", "is_ordered", "parents_words")
        widgets = {"who": ChipSelect}
        labels = {"who": _("Who must do it?"), "is_ordered": _("The court ordered it")}

    def get_layout(self):
        return Layout(Card("", "words", "who", "due_on", "is_ordered", "parents_words"), SaveBar(_("Save the item")))


class PlanItemEndForm(PortalForm):
    """Done, or no longer asked."""

    form_label = _("What came of the item")

    status = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[(code, label) for code, label in PlanStatus.choices if code != PlanStatus.OPEN],
        widget=ChipSelect,
    )
    on = PastDayField(label=_("On"))
    parents_words = NoteField(label=_("What the parent says about it"), rows=2, max_length=500, required=False)

    def get_layout(self):
        return Layout(Card("", "status", "on", "parents_words"), SaveBar())


class ParentsWordsForm(PortalForm):
    """The parent's own words about an item of the plan, or for a hearing."""

    form_label = _("In the parent's own words")

    parents_words = NoteField(label=_("In their own words"), rows=5, required=False)

    def __init__(self, *args, most, **options):
        super().__init__(*args, **options)
        self.fields["parents_words"] = NoteField(
            label=_("In their own words"), rows=5, required=False, max_length=most
        )
        self.put_plainly()

    def get_layout(self):
        return Layout(Card("", "parents_words"), SaveBar())


class DeadlineForm(PortalForm):
    """Another day, with its reason; or that it was met."""

    form_label = _("What is known of this deadline")

    due_on = DayField(label=_("The judge set another day"), required=False)
    reason = LineField(
        label=_("Why"), max_length=200, required=False, help_text=_("Such as: continued, the attorney was ill.")
    )
    met_on = PastDayField(label=_("It was met, or is not needed any more, since"), required=False)

    def __init__(self, *args, due, **options):
        super().__init__(*args, **options)
        self.due = due

    def get_layout(self):
        return Layout(
            Note(self.due.says), Card("", Row("due_on", "reason"), "met_on"), SaveBar(_("Save what is known"))
        )


# --- Restricted -----------------------------------------------------------------------------


class PetitionForm(VersionedModelForm):
    form_label = _("A petition")
    keeps_draft = False

    filed_on = PastDayField(label=_("Filed"))
    allegations = NoteField(label=_("What is alleged"), rows=5)
    finding = NoteField(label=_("What the court found"), rows=2, max_length=500, required=False)

    class Meta:
        model = Petition
        fields = ("kind", "filed_on", "allegations", "finding")
        widgets = {"kind": RadioList}
        labels = {"kind": _("Which petition?")}

    def get_layout(self):
        return Layout(Card("", "kind", "filed_on", "allegations", "finding"), SaveBar(_("Save the petition")))


class NewReportForm(VersionedModelForm):
    form_label = _("A new report to child protection")
    keeps_draft = False

    reported_on = PastDayField(label=_("Reported"))
    words = NoteField(label=_("In words"), rows=2, max_length=500, required=False)

    class Meta:
        model = NewReport
        fields = ("reported_on", "finding", "words")
        widgets = {"finding": RadioList}
        labels = {"finding": _("What came of it?")}

    def get_layout(self):
        return Layout(Card("", "reported_on", "finding", "words"), SaveBar(_("Save the report")))
