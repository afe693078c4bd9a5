"""Writing and answering notes about safety. Nothing of them is kept in a draft."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, NoteField, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import RadioList
from programs.moppp.models import SafetyNote


class SafetyForm(PortalForm):
    form_label = _("Note about safety")
    keeps_draft = False

    kind = forms.ChoiceField(label=_("What is it?"), choices=SafetyNote.Kind, widget=RadioList)
    on = PastDayField(label=_("When"))
    words = NoteField(
        label=_("In words"),
        required=False,
        max_length=2000,
        help_text=_("Not for a report to the hotline: only that it was made is kept."),
    )

    def get_layout(self):
        return Layout(Card("", "kind", "on", "words"), SaveBar(_("Keep the note")))


class AnswerForm(PortalForm):
    form_label = _("Answer")
    keeps_draft = False

    answer = NoteField(label=_("What was done"), max_length=2000)

    def get_layout(self):
        return Layout(Card("", "answer"), SaveBar(_("Save the answer")))
