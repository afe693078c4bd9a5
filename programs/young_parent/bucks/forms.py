"""Points by hand."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PastDayField, PortalForm, Row, SaveBar

MOST = 1000


class GiveForm(PortalForm):
    """So many points, in or out, with a reason."""

    form_label = _("Baby Bucks by hand")

    amount = forms.IntegerField(
        label=_("How many?"),
        min_value=-MOST,
        max_value=MOST,
        help_text=_("With a minus in front to take them out."),
    )
    on = PastDayField(label=_("Day"))
    words = LineField(label=_("What for?"), max_length=200)

    def get_layout(self):
        return Layout(Card("", Row("amount", "on"), "words"), SaveBar(_("Write it down")))
