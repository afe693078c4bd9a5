"""One tap by a link, and what staff say of a week in which the two differ."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.ui.forms import Block, Card, PortalForm, SaveBar
from mmp_portal.ui.widgets import RadioList
from programs.worksite.models.weeks import Said
from programs.worksite.weeks.doors import ANSWERS


def in_words(minutes):
    """The three answers, the first with the minutes that the site expects."""
    return [
        (Said.WHOLE.value, _("Yes, %(minutes)d minutes") % {"minutes": minutes}),
        (Said.SHORTER.value, Said.SHORTER.label),
        (Said.NO.value, Said.NO.label),
    ]


class Taps(Block):
    """A button for each answer; the one that was given is marked."""

    template = "programs/worksite/weeks/taps.html"
    name = "taps"


class TapForm(GuardedFormMixin, PortalForm):
    """Each button sends the form: a page that is only opened records nothing."""

    form_label = _("Did you meet?")
    limit = ANSWERS
    least_seconds = -1  # one tap is quick

    said = forms.ChoiceField(label=_("Did you meet?"))

    def __init__(self, *args, minutes, given, **options):
        super().__init__(*args, **options)
        self.given = given
        self.fields["said"].choices = in_words(minutes)

    def get_layout(self):
        return Layout(Taps(self.guard()))


class SettleForm(PortalForm):
    """How it was, after somebody asked."""

    form_label = _("How was it?")

    said = forms.ChoiceField(label=_("How was it?"), widget=RadioList)

    def __init__(self, *args, minutes, **options):
        super().__init__(*args, **options)
        self.fields["said"].choices = in_words(minutes)

    def get_layout(self):
        return Layout(Card("", "said"), SaveBar(_("Settle the week")))
