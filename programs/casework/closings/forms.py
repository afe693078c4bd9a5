"""Ending an enrollment."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import RadioList


class ClosingForm(PortalForm):
    """When, why in the program's own words, and what follows for the family."""

    form_label = _("Close the enrollment")

    on = PastDayField(label=_("Closed on"))
    reason = forms.ChoiceField(label=_("Why?"), widget=RadioList)
    what_follows = LineField(
        label=_("What follows"),
        max_length=300,
        required=False,
        help_text=_("Such as another program, a school, or whom they may call."),
    )

    def __init__(self, *args, program, **options):
        super().__init__(*args, **options)
        self.fields["reason"].choices = program.choices("closing_reasons")

    def get_layout(self):
        return Layout(Card("", "on", "reason", "what_follows"), SaveBar(_("Close the enrollment")))
