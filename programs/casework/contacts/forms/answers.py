"""The two small forms beside a contact: why it does not count, and a word back to whoever wrote it."""

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PortalForm, SaveBar


class VoidForm(PortalForm):
    """Why a contact is taken out of every count."""

    form_label = _("Void this contact")
    reason = LineField(
        label=_("Why does it not count?"),
        max_length=200,
        help_text=_("It stays in the history with this reason, and counts nowhere."),
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Void the contact"), cancel_label=_("Keep it")))


class SeenForm(PortalForm):
    """A word back to whoever wrote the contact."""

    form_label = _("Answer")
    thanks = LineField(label=_("Thanks"), max_length=300, required=False)

    def __init__(self, *args, contact, **options):
        self.contact = contact
        super().__init__(*args, **options)
        field = self.fields["thanks"]
        field.help_text = _("They see it on their home page.")
        if contact.waits_for_help:
            field.label = _("Answer")
            field.required = True
            field.error_messages["required"] = _("They asked for help: write a short answer.")

    def get_layout(self):
        return Layout("thanks", SaveBar(_("Send the answer") if self.contact.waits_for_help else _("Mark as seen")))
