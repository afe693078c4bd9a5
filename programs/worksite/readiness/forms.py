"""Planning the classes, saying which class a meeting is, making one up, and an exception."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    ComingDayField,
    LineField,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    TimeOfDayField,
)
from mmp_portal.ui.widgets import CheckList, ChipSelect, RadioList
from programs.worksite.models.readiness import MakeUp
from programs.worksite.readiness import curriculum


class PlanForm(PortalForm):
    """A series of classes, one after the other."""

    form_label = _("Plan the classes")

    site = forms.ChoiceField(label=_("Site"))
    codes = forms.MultipleChoiceField(label=_("Classes, in this order"), widget=CheckList)
    first_on = ComingDayField(label=_("First day"))
    clock = TimeOfDayField(label=_("Begins"))
    every_days = forms.TypedChoiceField(
        label=_("How often"),
        choices=[("7", _("Every week")), ("14", _("Every other week")), ("1", _("Day after day"))],
        coerce=int,
        widget=ChipSelect,
        initial="7",
    )
    place = LineField(label=_("Where?"), required=False)
    speaker = LineField(label=_("Who teaches?"), required=False)

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.sites = list(sites)
        self.fields["site"].choices = [(str(site.pk), site.name) for site in self.sites]
        self.fields["codes"].choices = curriculum.choices()
        self.initial.setdefault("codes", [one.code for one in curriculum.classes()])

    def details(self):
        """What the form says, in the words of the workflow: the classes in the curriculum's order."""
        details = dict(self.cleaned_data)
        details["site"] = next(site for site in self.sites if str(site.pk) == details["site"])
        details["codes"] = [one.code for one in curriculum.classes() if one.code in details["codes"]]
        return details

    def get_layout(self):
        return Layout(
            Card(_("Which classes"), "site", "codes"),
            Card(_("When and where"), Row("first_on", "clock"), "every_days", Row("place", "speaker")),
            SaveBar(_("Plan the classes")),
        )


class ClassForm(PortalForm):
    """Which class of the curriculum a meeting is."""

    form_label = _("Which class is it?")

    code = forms.ChoiceField(label=_("Class"), widget=RadioList)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["code"].choices = curriculum.choices()

    def get_layout(self):
        return Layout(Card("", "code"), SaveBar(_("Save")))


class WaiverForm(PortalForm):
    """An exception, with its reason."""

    form_label = _("Exception")

    reason = LineField(label=_("Why?"), max_length=300, help_text=_("The history keeps it with this reason."))

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Make the exception")))


class MakeUpForm(PortalForm):
    """A class made up."""

    form_label = _("A class made up")

    code = forms.ChoiceField(label=_("Class"), widget=RadioList)
    made_up_on = PastDayField(label=_("When?"))
    how = forms.ChoiceField(label=_("How?"), widget=ChipSelect)
    note = LineField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, missing, **options):
        super().__init__(*args, **options)
        self.fields["code"].choices = [(one.code, one.title) for one in missing]
        self.fields["how"].choices = MakeUp.How.choices
        self.initial.setdefault("how", MakeUp.How.ONE_TO_ONE)

    def get_layout(self):
        return Layout(Card("", "code", "made_up_on", "how", "note"), SaveBar(_("Note the class")))
