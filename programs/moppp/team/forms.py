"""Noting supervision, and that a case file was reviewed."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, LineField, NoteField, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import ChipSelect
from programs.moppp.models import Supervision
from programs.moppp.models.team import LONGEST_SUPERVISION


class SupervisionForm(PortalForm):
    form_label = _("Supervision")

    on = PastDayField(label=_("When"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Supervision.Kind, widget=ChipSelect)
    was_kept = forms.TypedChoiceField(
        label=_("Was it kept?"),
        coerce=lambda said: said == "yes",
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=ChipSelect,
        initial="yes",
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"), min_value=5, max_value=LONGEST_SUPERVISION, required=False
    )
    why_not = LineField(label=_("Why was it not kept?"), max_length=200, required=False)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("was_kept") and not cleaned.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How long did it take?"))
        if cleaned.get("was_kept") is False and cleaned.get("minutes"):
            self.add_error("minutes", _("It was not kept, so it took no minutes."))
        return cleaned

    @property
    def facts(self):
        """What the form says, in the words of the workflow."""
        return {name: self.cleaned_data[name] for name in ("on", "kind", "minutes", "why_not")}

    def get_layout(self):
        return Layout(Card("", "on", "kind", "was_kept", "minutes", "why_not"), SaveBar(_("Keep it")))


class ReviewForm(PortalForm):
    form_label = _("Review of the file")

    on = PastDayField(label=_("Reviewed on"))
    is_in_order = forms.TypedChoiceField(
        label=_("Is all in order?"),
        coerce=lambda said: said == "yes",
        choices=[("yes", _("All is in order")), ("no", _("Something is to mend"))],
        widget=ChipSelect,
    )
    to_mend = NoteField(
        label=_("What is to mend"),
        required=False,
        rows=3,
        max_length=300,
        help_text=_("Such as: the consent of the spring is missing. Nothing about what the family told."),
    )

    def get_layout(self):
        return Layout(Card("", "on", "is_in_order", "to_mend"), SaveBar(_("Keep the review")))
