"""Claiming an expense, deciding on one, paying several, and setting a rate."""

from decimal import Decimal

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.files.fields import UploadField, UploadsMixin
from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    RecentDayField,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import CheckList, ChipSelect
from programs.casework.expenses.models import Expense, MileageRate
from programs.casework.expenses.money import dollars

KEPT = ("kind", "spent_on", "note")


class ClaimFields(UploadsMixin, forms.Form):
    """What is asked of any claim: miles for a drive, an amount for all else."""

    spent_on = RecentDayField(label=_("When?"))
    miles = forms.DecimalField(
        label=_("Miles"),
        max_digits=5,
        decimal_places=1,
        min_value=Decimal("0.1"),
        max_value=999,
        required=False,
        help_text=_("For miles driven. The portal knows the rate of the day."),
    )
    amount = forms.DecimalField(
        label=_("Amount in dollars"),
        max_digits=6,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=5000,
        required=False,
        help_text=_("For all else, as it stands on the receipt."),
    )
    note = LineField(
        label=_("What for?"),
        max_length=300,
        required=False,
        help_text=_("Without names of families: finance reads it."),
    )
    receipt = UploadField(label=_("Receipt"), required=False)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        is_drive = cleaned.get("kind") == Expense.Kind.MILEAGE
        wanted, other = ("miles", "amount") if is_drive else ("amount", "miles")
        if "kind" in cleaned and not cleaned.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, _("Say how many miles you drove.") if is_drive else _("Say how much it was."))
        cleaned[other] = None
        return cleaned

    def claim(self):
        """What the form says, in the words of the workflow."""
        said = self.cleaned_data
        amount = said["amount"]
        return {
            **{name: said[name] for name in KEPT},
            "miles": said["miles"],
            "amount_cents": int(amount * 100) if amount else None,
            "receipt": said["receipt"],
        }

    def claim_card(self):
        return Card("", "kind", "spent_on", Row("miles", "amount"), "note", "receipt")


class ClaimForm(ClaimFields, PortalModelForm):
    form_label = _("Claim an expense")

    class Meta:
        model = Expense
        fields = KEPT
        widgets = {"kind": ChipSelect}
        labels = {"kind": _("What was it?")}

    def __init__(self, *args, places, **options):
        super().__init__(*args, **options)
        self.places = list(places)
        if len(self.places) > 1:
            self.fields["place"] = forms.ChoiceField(
                label=_("For which site?"),
                choices=[(place.code, place.label) for place in self.places],
                widget=ChipSelect,
                initial=self.places[0].code,
            )
            self.put_plainly()

    @property
    def chosen_place(self):
        code = self.cleaned_data.get("place", self.places[0].code)
        return next(place for place in self.places if place.code == code)

    def get_layout(self):
        place = ["place"] if "place" in self.fields else []
        return Layout(*place, self.claim_card(), SaveBar(_("Claim")))


class CorrectClaimForm(ClaimFields, VersionedModelForm):
    form_label = _("Put the claim right")

    class Meta:
        model = Expense
        fields = KEPT
        widgets = {"kind": ChipSelect}
        labels = {"kind": _("What was it?")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["miles"] = self.instance.miles
        self.initial["amount"] = None if self.instance.is_mileage else Decimal(self.instance.amount_cents) / 100
        if self.instance.receipt_id:
            self.fields["receipt"].help_text = _("A receipt is here. Choose a file only to replace it.")

    def get_layout(self):
        return Layout(self.claim_card(), SaveBar(_("Save the claim")))


class WordsForm(PortalForm):
    """A question, a reason: one line that somebody else reads."""

    def __init__(self, *args, label, hint, button, most=300, **options):
        super().__init__(*args, **options)
        self.button = button
        self.form_label = button
        self.fields["words"] = LineField(label=label, help_text=hint, max_length=most)
        self.put_plainly()

    def get_layout(self):
        return Layout(Card("", "words"), SaveBar(self.button))


class PayForm(PortalForm):
    """Which approved claims were paid, and when."""

    form_label = _("Mark as paid")

    expenses = forms.ModelMultipleChoiceField(
        label=_("Approved claims"), queryset=Expense.objects.none(), widget=CheckList
    )
    paid_on = PastDayField(label=_("Paid on"))

    def __init__(self, *args, approved, **options):
        super().__init__(*args, **options)
        field = self.fields["expenses"]
        field.queryset = approved
        field.label_from_instance = lambda expense: (
            _("%(name)s, %(kind)s, %(day)s: %(amount)s")
            % {
                "name": expense.claimed_by.name,
                "kind": expense.get_kind_display(),
                "day": expense.spent_on.strftime("%m/%d/%Y"),
                "amount": dollars(expense.amount_cents),
            }
        )

    def get_layout(self):
        return Layout(Card("", "expenses", "paid_on"), SaveBar(_("Mark as paid")))


class RateForm(PortalModelForm):
    """What a mile is worth from a day on."""

    form_label = _("Mileage rate")

    starts_on = DayField(label=_("From"))

    class Meta:
        model = MileageRate
        fields = ("starts_on", "cents_per_mile", "source")
        labels = {"cents_per_mile": _("Cents a mile"), "source": _("Where it says so")}
        help_texts = {
            "cents_per_mile": _("Such as 67.5."),
            "source": _("The title and day of the notice it stands in."),
        }

    def __init__(self, *args, agencies, **options):
        super().__init__(*args, **options)
        self.fields["agency"] = forms.ChoiceField(
            label=_("For"), choices=[(str(pk or ""), label) for pk, label in agencies], required=False
        )
        self.put_plainly()

    def get_layout(self):
        return Layout(Card("", "agency", Row("starts_on", "cents_per_mile"), "source"), SaveBar(_("Set the rate")))
