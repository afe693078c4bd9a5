"""Asking a list of factors. What is ticked is restricted and in no draft."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import CheckList


class AskForm(PortalForm):
    form_label = _("List of factors")
    keeps_draft = False

    asked_on = PastDayField(label=_("Asked on"))
    codes = forms.MultipleChoiceField(
        label=_("What is so today"),
        required=False,
        widget=CheckList,
        help_text=_("Nothing ticked means that all were asked and none is so."),
    )

    def __init__(self, *args, factors, **options):
        super().__init__(*args, **options)
        self.fields["codes"].choices = list(factors.items())

    def get_layout(self):
        return Layout(Card("", "asked_on", "codes"), SaveBar(_("Save the answers")))
