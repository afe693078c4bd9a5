"""Reasons for opening what is closed to others, and a new restricted fact."""

from crispy_forms.layout import Layout
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, Note, NoteField, PortalForm, PortalModelForm, ReasonField, SaveBar
from mmp_portal.ui.widgets import RadioList
from programs.casework.enrollments.models import Enrollment, RestrictedFact


class OpenRestrictedForm(PortalForm):
    form_label = _("Open with a reason")
    keeps_draft = False  # why somebody looks says something of what is there

    reason = ReasonField()

    def get_layout(self):
        return Layout(Card(_("Open with a reason"), "reason"), SaveBar(_("Open the restricted facts")))


class RestrictedFactForm(PortalModelForm):
    form_label = _("A new restricted fact")

    words = NoteField(label=_("What is to be known"))

    class Meta:
        model = RestrictedFact
        fields = ("about", "words")
        widgets = {"about": RadioList}
        labels = {"about": _("What it is about")}

    def get_layout(self):
        return Layout(
            Card(
                _("Add a restricted fact"),
                "about",
                "words",
                note=_("It stands here alone: in no list, search, reminder, report or print."),
            ),
            SaveBar(_("Add the fact")),
        )


class BreakGlassForm(PortalForm):
    form_label = _("Open a case file with a reason")
    keeps_draft = False  # why somebody looks says something of what is there

    reason = ReasonField(help_text=_("It is recorded with your name and the time. The site's supervisor reads it."))

    def get_layout(self):
        return Layout(
            Note(_("You can read the case for 30 minutes. Restricted facts stay closed."), "wait"),
            Card("", "reason"),
            SaveBar(_("Open the case file")),
        )


class FindCaseForm(PortalForm):
    form_label = _("Find a case by its number")

    number = LineField(
        label=_("Case number"),
        max_length=12,
        help_text=_("It stands on reports and in letters, such as YP-0412."),
    )

    def __init__(self, *args, cases, **options):
        self.cases = cases
        super().__init__(*args, **options)

    def clean_number(self):
        number = self.cleaned_data["number"].strip().upper()
        try:
            self.case = self.cases.get(number=number)
        except Enrollment.DoesNotExist:
            raise ValidationError(_("There is no case with this number. Check the letters and digits.")) from None
        return number

    def get_layout(self):
        return Layout(Card("", "number"), SaveBar(_("Go on")))
