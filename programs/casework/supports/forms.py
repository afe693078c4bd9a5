"""Why an entry is taken back."""

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PortalForm, SaveBar


class TakeBackForm(PortalForm):
    form_label = _("Take the entry back")

    reason = LineField(
        label=_("Why is it taken back?"),
        max_length=200,
        help_text=_("The entry stays, and a second one with the opposite amount stands beside it."),
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Take it back")))
