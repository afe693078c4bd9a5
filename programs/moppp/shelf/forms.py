"""Putting goods on the shelf of a site, and noting what was given at a group."""

from decimal import Decimal

from crispy_forms.layout import Layout
from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui.forms import Card, LineField, PastDayField, PortalForm, Row, SaveBar
from mmp_portal.ui.widgets import ChipSelect
from programs.moppp.shelf.workflow import BOUGHT, DONATED, GIVEN_AT_GROUP

MOST_PIECES = 100_000
KINDS = [
    (DONATED, gettext_lazy("Donated to us")),
    (BOUGHT, gettext_lazy("Bought by us")),
    (GIVEN_AT_GROUP, gettext_lazy("Given at a group")),
]


class ShelfForm(PortalForm):
    form_label = gettext_lazy("Goods")

    site = forms.ChoiceField(label=gettext_lazy("At which site?"), widget=ChipSelect)
    kind = forms.ChoiceField(label=gettext_lazy("What happened?"), choices=KINDS, widget=ChipSelect, initial=DONATED)
    name = LineField(
        label=gettext_lazy("Which item?"),
        max_length=100,
        help_text=gettext_lazy("As it stands on the shelf, such as: Diapers, size 3, pack."),
    )
    pieces = forms.IntegerField(label=gettext_lazy("How many pieces?"), min_value=1, max_value=MOST_PIECES)
    on = PastDayField(label=gettext_lazy("When"))
    whom = LineField(
        label=gettext_lazy("From whom, or at which group"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("The donor, the store, or the group."),
    )
    worth = forms.DecimalField(
        label=gettext_lazy("Worth in dollars"),
        required=False,
        min_value=Decimal("0.01"),
        max_value=100_000,
        decimal_places=2,
        help_text=gettext_lazy("All pieces together."),
    )

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.sites = {str(site.pk): site for site in sites}
        self.fields["site"].choices = [(pk, site.name) for pk, site in self.sites.items()]
        if len(self.sites) == 1:
            self.initial["site"] = next(iter(self.sites))

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not slugify(name):
            raise forms.ValidationError(_("Give the item a name in plain letters or figures."))
        return name

    @property
    def facts(self):
        """What the form says, in the words of the workflow."""
        said = self.cleaned_data
        names = ("kind", "name", "pieces", "on", "whom", "worth")
        return {"site": self.sites[said["site"]], **{name: said[name] for name in names}}

    def get_layout(self):
        return Layout(
            Card("", "site", "kind", "name", Row("pieces", "worth"), "on", "whom"), SaveBar(gettext_lazy("Save"))
        )
