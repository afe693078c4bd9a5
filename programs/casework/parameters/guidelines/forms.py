"""A year's poverty guideline, checked for slips of typing before it counts."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from eligibility.poverty import LISTED_SIZES, Table
from mmp_portal.ui.forms import Card, DayField, LineField, PortalForm, Row, SaveBar
from programs.casework.parameters.guidelines import workflow
from programs.casework.parameters.models import GuidelineTable

LARGEST_AMOUNT = 9_999_999


class DollarsField(forms.IntegerField):
    """Whole dollars; a dollar sign and commas may be typed."""

    def __init__(self, **options):
        super().__init__(
            min_value=1, max_value=LARGEST_AMOUNT, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **options
        )

    def to_python(self, value):
        return super().to_python(str(value or "").replace("$", "").replace(",", "").strip())


class GuidelineForm(PortalForm):
    """The amounts as the source says them. `before` is the table they follow, shown beside each field."""

    form_label = _("Poverty guideline")

    year = forms.IntegerField(label=_("Year"), min_value=2015, max_value=2100)
    region = forms.ChoiceField(label=_("For"), choices=GuidelineTable.Region)
    starts_on = DayField(label=_("In force from"), help_text=_("The day in the source, not the day of typing."))
    source = LineField(label=_("Source"), max_length=200, help_text=_("Shown with every decision that uses it."))
    each_above = DollarsField(label=_("Each further person"))
    is_confirmed = forms.BooleanField(label=_("I looked at the source again: the amounts are right"), required=False)

    def __init__(self, *args, before, **options):
        super().__init__(*args, **options)
        self.before = before
        self.questions = []
        for size in range(1, LISTED_SIZES + 1):
            self.fields[f"size_{size}"] = DollarsField(
                label=ngettext("%(count)d person", "%(count)d people", size) % {"count": size},
                help_text=gettext("%(year)d: $%(amount)s") % {"year": before.year, "amount": f"{before.of(size):,}"},
            )
        self.fields["each_above"].help_text = gettext("%(year)d: $%(amount)s") % {
            "year": before.year,
            "amount": f"{before.each_above:,}",
        }

    def clean(self):
        said = super().clean() or self.cleaned_data
        names = [f"size_{size}" for size in range(1, LISTED_SIZES + 1)]
        if any(name not in said for name in [*names, "each_above", "year", "starts_on", "region"]):
            return said
        self.questions = workflow.questions_about(self.table, said["region"])
        if self.questions and not said["is_confirmed"]:
            self.add_error("is_confirmed", _("Look at the points under “Checks”, then confirm or correct them."))
        return said

    @property
    def table(self):
        said = self.cleaned_data
        return Table(
            year=said["year"],
            begins_on=said["starts_on"],
            is_verified=True,
            sizes=tuple(said[f"size_{size}"] for size in range(1, LISTED_SIZES + 1)),
            each_above=said["each_above"],
            source=said.get("source", ""),
        )

    def get_layout(self):
        sizes = [f"size_{size}" for size in range(1, LISTED_SIZES + 1)]
        pairs = [Row(first, second) for first, second in zip(sizes[::2], sizes[1::2], strict=True)]
        confirm = ["is_confirmed"] if self.is_bound and self.questions else []
        return Layout(
            Card("", Row("year", "region"), Row("starts_on"), "source"),
            Card(_("Amounts a year, in dollars"), *pairs, "each_above"),
            *([Card(_("Checks"), *confirm)] if confirm else []),
            SaveBar(_("Put it in force")),
        )
