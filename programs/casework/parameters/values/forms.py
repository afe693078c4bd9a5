"""A value from a day on, and the reason for taking one back."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, DayField, LineField, PortalForm, Row, SaveBar
from programs.casework.parameters.values.kinds import field_for


class ValueForm(PortalForm):
    """A new value of one parameter."""

    form_label = _("Set a value")

    site = forms.ChoiceField(label=_("Where it holds"))
    starts_on = DayField(label=_("From"), help_text=_("The day from which it holds, not the day of typing."))
    source = LineField(
        label=_("Source"),
        max_length=200,
        help_text=_("Shown with every decision that uses it, such as a letter or a notice."),
    )

    def __init__(self, *args, parameter, sites, for_all, **options):
        self.parameter = parameter
        self.sites = {str(site.pk): site for site in sites} if parameter.is_of_the_site else {}
        super().__init__(*args, **options)
        self.fields["value"] = field_for(parameter)
        every = [("", _("Every site"))] if for_all else []
        self.fields["site"].choices = [*every, *((pk, site.name) for pk, site in self.sites.items())]
        self.fields["site"].required = not for_all

    @property
    def chosen_site(self):
        return self.sites.get(self.cleaned_data["site"])

    def get_layout(self):
        return Layout(Card("", "value", Row("starts_on", "site"), "source"), SaveBar(_("Set the value")))


class TakeBackForm(PortalForm):
    """Why a value was a mistake."""

    form_label = _("Take the value back")

    reason = LineField(
        label=_("Why?"),
        max_length=200,
        help_text=_("Decisions that were kept stay as they are. New ones no longer use the value."),
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Take it back"), cancel_label=_("Keep it")))
