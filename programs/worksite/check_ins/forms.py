"""Four questions: to the employer by a link, and to either side by staff."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.ui.forms import Card, NoteField, PortalForm, SaveBar
from mmp_portal.ui.widgets import ChipSelect
from programs.worksite.check_ins.doors import ANSWERS
from programs.worksite.models.check_ins import Good

YES_NO = (("yes", _("Yes")), ("no", _("No")))
QUESTIONS = {
    "employer": (
        _("Does the young person still work with you?"),
        _("How does the work go?"),
        _("Being on time, and calling in?"),
        _("What would help, or what should we know?"),
    ),
    "youth": (
        _("Do you still work there?"),
        _("How does it go?"),
        _("Does your mentor at work have time for you?"),
        _("What would help, or what should we know?"),
    ),
}


class CheckInForm(PortalForm):
    """What one side says."""

    form_label = _("How it goes")

    still_works = forms.TypedChoiceField(choices=YES_NO, coerce=lambda said: said == "yes", widget=ChipSelect)
    first = forms.TypedChoiceField(
        choices=Good.choices, coerce=int, empty_value=None, required=False, widget=ChipSelect
    )
    second = forms.TypedChoiceField(
        choices=Good.choices, coerce=int, empty_value=None, required=False, widget=ChipSelect
    )
    words = NoteField(max_length=500, rows=3, required=False)

    ASKED = ("still_works", "first", "second", "words")

    def __init__(self, *args, check_in, **options):
        super().__init__(*args, **options)
        for name, question in zip(self.ASKED, QUESTIONS[check_in.side], strict=True):
            self.fields[name].label = question
        self.put_plainly()

    def details(self):
        return {name: self.cleaned_data[name] for name in self.ASKED}

    def get_layout(self):
        return Layout(Card("", *self.ASKED), SaveBar(_("Note the answer")))


class EmployerForm(GuardedFormMixin, CheckInForm):
    """The same, sent by a link without an account."""

    limit = ANSWERS

    def get_layout(self):
        return Layout(Card("", *self.ASKED, self.guard()), SaveBar(_("Send")))
