"""Which days of a case are printed."""

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, DayField, PortalForm, Row, SaveBar


class PrintForm(PortalForm):
    """The period, both days included."""

    form_label = _("Print the case")

    first = DayField(label=_("From"))
    last = DayField(label=_("Until"))

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return cleaned

    def get_layout(self):
        return Layout(
            Card("", Row("first", "last")),
            SaveBar(_("Show the print"), others=[("pdf", "1", _("Download as PDF"))]),
        )
