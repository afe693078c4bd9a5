"""Asking for funds, deciding, paying, and putting money into a pot."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.files.fields import UploadField, UploadsMixin
from mmp_portal.ui.forms import Card, LineField, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import ChipSelect, RadioList
from participants.income.forms import MoneyField
from programs.worksite.models.funds import MOST_CENTS, Fund

MOST_BUDGET_CENTS = 10_000_000


class AmountField(MoneyField):
    """Dollars and cents up to a limit; gives whole cents."""

    default_error_messages = {
        "nothing": _("Type more than zero."),
        "too_high": _("That is more than is given at once. Check the number."),
    }

    def __init__(self, *, most=MOST_CENTS, **options):
        self.most = most
        super().__init__(**options)

    def validate(self, value):
        super().validate(value)
        if value is not None and value > self.most:
            raise forms.ValidationError(self.error_messages["too_high"], code="too_high")


class AskForm(PortalForm):
    form_label = _("Ask for education funds")

    fund = forms.ChoiceField(label=_("What for?"), widget=RadioList)
    amount_cents = AmountField(label=_("Amount in dollars"))
    words = LineField(
        label=_("What exactly?"),
        max_length=300,
        required=False,
        help_text=_("Such as which subtests, or which college."),
    )

    def __init__(self, *args, pots, **options):
        super().__init__(*args, **options)
        self.fields["fund"].choices = [
            (
                pot.fund.value,
                _("%(fund)s: %(left)s left for them, %(pot)s in the fund")
                % {"fund": pot.label, "left": pot.person_left, "pot": pot.left},
            )
            for pot in pots
        ]

    def get_layout(self):
        return Layout(Card("", "fund", "amount_cents", "words"), SaveBar(_("Ask for it")))


class ReasonForm(PortalForm):
    """Why it is declined, or taken back."""

    form_label = _("Why?")

    reason = LineField(label=_("Why?"), max_length=200)

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Save")))


class PayForm(UploadsMixin, PortalForm):
    form_label = _("Paid")

    paid_on = PastDayField(label=_("Paid on"))
    receipt = UploadField(label=_("Receipt"), required=False)

    def get_layout(self):
        return Layout(Card("", "paid_on", "receipt"), SaveBar(_("It is paid")))


class PutInForm(PortalForm):
    """Money for a fund of a fiscal year."""

    form_label = _("Put money into a fund")

    site = forms.ChoiceField(label=_("Site"))
    fund = forms.ChoiceField(label=_("Fund"), choices=Fund.choices, widget=ChipSelect)
    amount_cents = AmountField(label=_("Amount in dollars"), most=MOST_BUDGET_CENTS)
    on = PastDayField(label=_("From"), help_text=_("It belongs to the fiscal year of this day."))
    words = LineField(label=_("Where from?"), max_length=200, required=False)

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.sites = list(sites)
        self.fields["site"].choices = [(str(site.pk), site.name) for site in self.sites]

    def details(self):
        return {
            **self.cleaned_data,
            "site": next(one for one in self.sites if str(one.pk) == self.cleaned_data["site"]),
        }

    def get_layout(self):
        return Layout(Card("", "site", "fund", "amount_cents", "on", "words"), SaveBar(_("Put it in")))
