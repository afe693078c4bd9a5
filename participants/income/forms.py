"""What somebody earns or gets, how often, and who said so."""

import re

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import Card, Fold, LineField, PastDayField, PortalForm, Row, SaveBar, VersionedModelForm
from mmp_portal.ui.widgets import ChipSelect
from participants.documents.models import Document
from participants.income.models import MOST_CENTS, Answer, IncomeKind, IncomeSource, Per

MONEY = re.compile(r"^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$")


class MoneyField(LineField):
    """Dollars and cents as people type them, such as $412.50 or 1,200; gives whole cents."""

    default_error_messages = {
        "not_money": _("Type dollars and cents, such as 412.50."),
        "nothing": _("Type more than zero. Where there is no income, choose “No income” above."),
        "too_much": _("That is more than ten million dollars. Check the number."),
    }

    def __init__(self, **options):
        super().__init__(max_length=30, **options)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value):
        words = super().to_python(value)
        if not words:
            return None
        found = MONEY.match(words)
        if not found:
            raise ValidationError(self.error_messages["not_money"], code="not_money")
        whole, cents = found.groups()
        amount = int(whole.replace(",", "")) * 100 + int((cents or "0").ljust(2, "0"))
        if amount == 0:
            raise ValidationError(self.error_messages["nothing"], code="nothing")
        if amount > MOST_CENTS:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return amount

    def run_validators(self, value):
        """The checks of text are done: what is left is a number."""

    def prepare_value(self, value):
        return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else value


class IncomeForm(VersionedModelForm):
    """A source of income, or the word that there is none. Staff may leave open what nobody said."""

    form_label = _("Income")

    answer = forms.ChoiceField(label=_("What was said?"), choices=Answer.choices, widget=ChipSelect)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose one")), *IncomeKind.choices], required=False)
    payer = LineField(label=_("Who pays"), max_length=80, required=False)
    amount_cents = MoneyField(
        label=_("Amount"), required=False, help_text=_("In dollars before taxes, such as 412.50.")
    )
    per = forms.ChoiceField(label=_("How often"), choices=Per.choices, widget=ChipSelect, required=False)
    is_for_household = forms.BooleanField(
        label=_("For the whole household"),
        required=False,
        help_text=_("Paid to the family rather than to one person."),
    )
    starts_on = PastDayField(label=_("From"), help_text=_("About right is good enough."))
    ends_on = PastDayField(label=_("Until"), required=False, help_text=_("Empty: it still comes."))
    said_on = PastDayField(label=_("Said on"), help_text=_("When somebody told this or showed it."))
    evidence = LineField(
        label=_("Evidence"),
        max_length=200,
        required=False,
        help_text=_("Such as a pay stub of November 14, or “said so”."),
    )

    document = forms.ModelChoiceField(
        label=_("Document"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("One of the documents of this person."),
    )

    class Meta:
        model = IncomeSource
        fields = (
            "answer",
            "kind",
            "payer",
            "amount_cents",
            "per",
            "is_for_household",
            "starts_on",
            "ends_on",
            "said_on",
            "evidence",
            "document",
        )

    def __init__(self, *args, documents, **options):
        super().__init__(*args, **options)
        self.fields["document"].queryset = documents
        self.fields["document"].label_from_instance = lambda document: document.name

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Answer.AMOUNT:
            self._ask_for_the_amount(cleaned)
        elif cleaned.get("answer"):
            cleaned.update(kind="", payer="", amount_cents=None, per="", is_for_household=False)
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def _ask_for_the_amount(self, cleaned):
        asked = {
            "kind": _("Choose what kind of income it is."),
            "amount_cents": _("Type the amount, or choose “Did not wish to say” above."),
            "per": _("Choose how often it comes."),
        }
        for name, sentence in asked.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)

    def _words(self, name, value):
        if name == "amount_cents" and isinstance(value, int):
            return self.fields[name].prepare_value(value)
        return super()._words(name, value)

    def details(self):
        """The fields of the source, for the workflow."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def get_layout(self):
        return Layout(
            Card("", "answer", Row("starts_on", "said_on")),
            Card(
                _("The income"),
                Row("kind", "payer"),
                "amount_cents",
                "per",
                note=_("only where an amount was said"),
            ),
            Fold(_("Evidence, end, whole household"), "evidence", "document", "ends_on", "is_for_household"),
            SaveBar(_("Save the income")),
        )


class EndIncomeForm(PortalForm):
    """The last day of a source."""

    form_label = _("This income ended")

    on = PastDayField(label=_("Last day"))

    def get_layout(self):
        return Layout(Card("", "on"), SaveBar(_("End this income")))
