"""Why a record is voided, or stands again."""

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PortalForm, SaveBar


class VoidRecordForm(PortalForm):
    form_label = _("Void the record")

    reason = LineField(
        label=_("Why?"), max_length=200, help_text=_("Such as: written in the wrong case, or entered twice.")
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Void the record")))


class RestoreRecordForm(PortalForm):
    form_label = _("Restore the record")

    reason = LineField(label=_("Why?"), max_length=200, help_text=_("Such as: it was right after all."))

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Restore the record")))
