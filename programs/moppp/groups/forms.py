"""One page after a group: four lines to rate, whether one comes again, and two lines in one's own words."""

import uuid

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.ui.forms import Card, NoteField, PortalForm, SaveBar
from mmp_portal.ui.widgets import ChipSelect
from programs.moppp.groups.doors import ANSWERS
from programs.moppp.models import Again, HowMuch

RATED = ("felt_welcome", "met_others", "learned", "stronger")


class HowMuchField(forms.TypedChoiceField):
    """From “Not at all” to “Very much”, or nothing said."""

    def __init__(self, **options):
        super().__init__(coerce=int, choices=HowMuch, empty_value=None, required=False, widget=ChipSelect, **options)


class FeedbackFields(forms.Form):
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    felt_welcome = HowMuchField(label=_("I felt welcome."))
    met_others = HowMuchField(label=_("I talked with other parents."))
    learned = HowMuchField(label=_("I take something home that I can use."))
    stronger = HowMuchField(label=_("I feel stronger as a parent."))
    comes_again = forms.ChoiceField(label=_("Would you come again?"), choices=Again, required=False, widget=ChipSelect)
    was_good = NoteField(label=_("What was good?"), required=False, rows=2, max_length=500)
    would_change = NoteField(label=_("What would make it better?"), required=False, rows=2, max_length=500)

    def begin(self):
        """Give the empty page its own id, so that what is sent twice is kept once."""
        self.initial.setdefault("uid", uuid.uuid4())

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(self.said.values()):
            raise forms.ValidationError(_("Nothing is filled in yet. One line is enough."), code="empty")
        return cleaned

    @property
    def said(self):
        """What was answered, without the id of the page."""
        return {name: self.cleaned_data.get(name) for name in (*RATED, "comes_again", "was_good", "would_change")}

    @property
    def page_id(self):
        """The id that came with the page, or a new one where none did."""
        return self.cleaned_data.get("uid") or uuid.uuid4()


FIELDS = (*RATED, "comes_again", "was_good", "would_change")


class FeedbackForm(GuardedFormMixin, FeedbackFields, PortalForm):
    """By the link, without an account."""

    form_label = _("What did you think?")
    marks_optional = False
    limit = ANSWERS

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.begin()

    def get_layout(self):
        return Layout(Card("", *FIELDS, self.guard()), SaveBar(_("Send it")))


class PaperForm(FeedbackFields, PortalForm):
    """The same page, copied from paper by staff."""

    form_label = _("A page on paper")
    marks_optional = False
    not_in_draft = ("uid",)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.begin()

    def get_layout(self):
        return Layout(Card(_("Copy a page from paper"), *FIELDS), SaveBar(_("Keep this page")))
