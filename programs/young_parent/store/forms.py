"""Store days, items on the shelf, and selling by touch."""

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from mmp_portal.ui.forms import Card, DayField, LineField, PortalForm, Row, SaveBar, VersionedModelForm
from mmp_portal.ui.widgets import ChipSelect
from programs.casework.enrollments.models import Enrollment
from programs.young_parent.models import StoreItem
from programs.young_parent.models.store import MOST_POINTS

MOST_PIECES = 999


class OfSiteForm(PortalForm):
    """For which site: not asked where there is one alone."""

    def __init__(self, *args, sites, **options):
        super().__init__(*args, **options)
        self.sites = sites
        if len(sites) > 1:
            self.fields["site"] = forms.ModelChoiceField(
                label=_("Site"), queryset=Site.objects.filter(pk__in=[site.pk for site in sites]), initial=sites[0]
            )
            self.put_plainly()

    @property
    def chosen_site(self):
        return self.cleaned_data.get("site") or self.sites[0]

    def site_field(self):
        return ["site"] if "site" in self.fields else []


class StoreDayForm(OfSiteForm):
    form_label = _("A day of the Baby Store")

    held_on = DayField(label=_("Day"))
    place = LineField(label=_("Where?"), max_length=120, required=False)

    def get_layout(self):
        return Layout(Card("", *self.site_field(), "held_on", "place"), SaveBar(_("Plan the store day")))


class ItemForm(OfSiteForm):
    form_label = _("A new item")

    name = LineField(label=_("Name"), max_length=80, help_text=_("Such as “Diapers, size 3”."))
    price = forms.IntegerField(label=_("Price in points"), min_value=1, max_value=MOST_POINTS)
    pieces = forms.IntegerField(label=_("Pieces on the shelf"), min_value=0, max_value=MOST_PIECES, initial=0)

    def get_layout(self):
        return Layout(Card("", *self.site_field(), "name", Row("price", "pieces")), SaveBar(_("Put it on the shelf")))


class CorrectItemForm(VersionedModelForm):
    form_label = _("Price and offer")

    price = forms.IntegerField(label=_("Price in points"), min_value=1, max_value=MOST_POINTS)

    class Meta:
        model = StoreItem
        fields = ("price", "is_offered")
        labels = {"is_offered": _("On offer")}

    def get_layout(self):
        return Layout(Card("", "price", "is_offered"), SaveBar(_("Save")))


class ReceiveForm(PortalForm):
    """Pieces that came, or that a count showed to be missing."""

    form_label = _("Pieces on the shelf")

    pieces = forms.IntegerField(
        label=_("How many pieces?"),
        min_value=-MOST_PIECES,
        max_value=MOST_PIECES,
        help_text=_("With a minus in front where a count showed that some are missing."),
    )
    words = LineField(label=_("Where from, or why?"), max_length=200)

    def get_layout(self):
        return Layout(Card("", "pieces", "words"), SaveBar(_("Write it down")))


class SellForm(PortalForm):
    """Who buys what: made for a tablet, and for fingers."""

    form_label = _("Sell")

    family = forms.ModelChoiceField(label=_("Who buys?"), queryset=Enrollment.objects.none())
    item = forms.ModelChoiceField(
        label=_("What?"), queryset=StoreItem.objects.none(), widget=ChipSelect, empty_label=None
    )
    count = forms.IntegerField(label=_("How many?"), min_value=1, max_value=50, initial=1)

    def __init__(self, *args, families, balances, items, **options):
        super().__init__(*args, **options)
        self.fields["family"].queryset = families
        self.fields["family"].label_from_instance = lambda case: (
            _("%(name)s, %(number)s: has %(points)d")
            % {"name": case.participant.name, "number": case.number, "points": balances.get(case.pk, 0)}
        )
        self.fields["item"].queryset = items
        self.fields["item"].label_from_instance = lambda item: (
            _("%(name)s: %(price)d each, %(left)d left")
            % {"name": item.name, "price": item.price, "left": item.in_stock}
        )
        self.put_plainly()

    def get_layout(self):
        return Layout(Card("", "family", "item", "count"), SaveBar(_("Sell")))
