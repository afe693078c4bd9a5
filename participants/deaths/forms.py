"""A death, told gently and confirmed on purpose."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, PastDayField, PortalForm, SaveBar


class DeathForm(PortalForm):
    form_label = _("Record a death")
    submit_label = _("Record the death")

    died_on = PastDayField(label=_("Day of death"))
    told_by = LineField(
        label=_("Who told us?"), max_length=120, help_text=_("A relative, the hospital, a notice in the newspaper.")
    )
    is_sure = forms.BooleanField(
        label=_("I have made sure of this"),
        error_messages={"required": _("Tick the box when you have made sure.")},
    )

    def __init__(self, *args, name, **options):
        super().__init__(*args, **options)
        self.name = name

    def get_layout(self):
        note = _("From now on nobody gets a reminder about %(name)s, and nothing is owed by them.") % {
            "name": self.name
        }
        return Layout(Card("", "died_on", "told_by", "is_sure", note=note), SaveBar(self.submit_label))


class TakeBackForm(PortalForm):
    form_label = _("It was a mistake")

    reason = LineField(label=_("What happened?"), max_length=200)

    def get_layout(self):
        return Layout(
            Card(_("It was a mistake"), "reason", note=_("Reminders go out again from now on.")),
            SaveBar(_("Take it back"), cancel_label=_("Leave it")),
        )
