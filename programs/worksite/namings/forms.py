"""Whom the company chose, as it says by its link; and what staff add once they are oriented."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentors.models import Mentor
from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.ui.forms import Card, DayField, LineField, NameField, PastDayField, PortalForm, Row, SaveBar
from programs.worksite.namings.doors import NAMINGS
from programs.worksite.placements.forms import MentorField, mentors_of


class WhoFields(forms.Form):
    """Names, and how to reach them."""

    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"))
    phone = LineField(
        label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)


class NameForm(GuardedFormMixin, WhoFields, PortalForm):
    """Sent by the company without an account."""

    form_label = _("Who accompanies them at work?")
    limit = NAMINGS

    role = LineField(label=_("What they do with you"), max_length=80, required=False)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("phone") and not cleaned.get("email"):
            raise ValidationError(_("Give a phone number or an e-mail address, so that we can invite them."))
        return cleaned

    def details(self):
        return {name: self.cleaned_data[name] for name in ("given_name", "family_name", "role", "phone", "email")}

    def get_layout(self):
        return Layout(
            Card("", Row("given_name", "family_name"), "role", Row("phone", "email"), self.guard()),
            SaveBar(_("Name them")),
        )


class OrientForm(WhoFields, PortalForm):
    """They were oriented: a mentor from a day on."""

    form_label = _("Oriented")

    mentor = MentorField(label=_("Or a mentor whom we know already"), queryset=Mentor.objects.none(), required=False)
    oriented_on = PastDayField(label=_("Oriented on"))
    from_on = PastDayField(label=_("They accompany from"))
    promised_until = DayField(
        label=_("Promised until"),
        required=False,
        help_text=_("Where both promise to stay for a time. It can be renewed."),
    )

    def __init__(self, *args, partner, **options):
        super().__init__(*args, **options)
        self.fields["mentor"].queryset = mentors_of(partner)
        self.fields["mentor"].empty_label = _("No, somebody new")

    def details(self):
        """What the workflow is told: of a mentor whom we know, no names."""
        cleaned = self.cleaned_data
        days = {name: cleaned[name] for name in ("oriented_on", "from_on", "promised_until")}
        if cleaned["mentor"]:
            return {**days, "mentor": cleaned["mentor"]}
        return {**days, **{name: cleaned[name] for name in ("given_name", "family_name", "phone", "email")}}

    def get_layout(self):
        return Layout(
            Card(_("Who"), Row("given_name", "family_name"), Row("phone", "email"), "mentor"),
            Card(
                _("When"),
                Row("oriented_on", "from_on"),
                "promised_until",
                note=_("They heard what a mentor at work does, and for how long every week."),
            ),
            SaveBar(_("They are a mentor")),
        )
