"""A subtest, its day and its score."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, PastDayField, PortalForm, Row, SaveBar
from programs.worksite.equivalency.rules import known_tests

HIGHEST = 200


class SubTestForm(PortalForm):
    form_label = _("A subtest")

    which = forms.ChoiceField(label=_("Subtest"))
    taken_on = PastDayField(label=_("Taken on"))
    score = forms.IntegerField(label=_("Score"), min_value=1, max_value=HIGHEST)
    essay = forms.IntegerField(
        label=_("Essay"), min_value=0, max_value=6, required=False, help_text=_("Only for HiSET writing.")
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["which"].choices = [
            (test.name, [(f"{test.code}:{one.code}", one.title) for one in test.subjects])
            for test in known_tests().values()
        ]

    def details(self):
        """What the form says, in the words of the workflow."""
        details = dict(self.cleaned_data)
        details["test"], details["subject"] = details.pop("which").split(":")
        return details

    def get_layout(self):
        return Layout(Card("", "which", "taken_on", Row("score", "essay")), SaveBar(_("Note the subtest")))
