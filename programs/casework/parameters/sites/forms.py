"""A site, its agency, what it offers, and its contracts."""

from datetime import date
from decimal import Decimal

from crispy_forms.layout import Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from mentors.models import Kind
from mmp_portal.agencies.models import Agency, HomeVisitingModel, Region, Site
from mmp_portal.ui.forms import Card, DayField, Fold, LineField, PortalForm, PortalModelForm, Row, SaveBar
from mmp_portal.ui.widgets import ChipSelect
from programs import registry
from programs.casework.parameters.sites.targets import TARGETS

ZONES = [
    ("America/Chicago", _("Central")),
    ("America/New_York", _("Eastern")),
    ("America/Denver", _("Mountain")),
    ("America/Los_Angeles", _("Pacific")),
]
YEARS = [(7, _("July (Missouri, Minnesota)")), (10, _("October (federal)")), (1, _("January"))]
LONGEST_COUNTY = 60
LATEST = date(2100, 12, 31)


class CountiesField(LineField):
    """Names of counties, separated by commas; gives a list."""

    def __init__(self, **options):
        super().__init__(max_length=2000, **options)

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value):
        names = [" ".join(name.split()) for name in super().clean(value).split(",")]
        names = [name for name in dict.fromkeys(names) if name]
        for name in names:
            if len(name) > LONGEST_COUNTY:
                raise ValidationError(_("A county’s name has at most 60 characters. Separate them by commas."))
        return names


class SiteForm(PortalModelForm):
    """A site's own facts. The code is chosen once, because it stands in reports."""

    form_label = _("Site")

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, help_text=_("It decides what day it is here."))
    language = forms.ChoiceField(label=_("Usual language"), choices=settings.LANGUAGES, widget=ChipSelect)
    fiscal_year_starts = forms.TypedChoiceField(label=_("The fiscal year begins in"), choices=YEARS, coerce=int)
    counties = CountiesField(label=_("Counties served"), required=False, help_text=_("Separated by commas."))

    class Meta:
        model = Site
        fields = [
            "name",
            "code",
            "agency",
            "state",
            "city",
            "phone",
            "counties",
            "time_zone",
            "fiscal_year_starts",
            "language",
        ]

    def __init__(self, *args, agencies, **options):
        super().__init__(*args, **options)
        self.fields["agency"].queryset = agencies
        if self.instance.pk:
            del self.fields["code"]
            self.initial["counties"] = [county.name for county in self.instance.counties.all()]
            known = {code for code, _label in ZONES}
            if self.instance.time_zone not in known:
                zone = self.instance.time_zone
                self.fields["time_zone"].choices = [*ZONES, (zone, zone)]
        else:
            self.initial |= {"time_zone": "America/Chicago", "language": "en", "fiscal_year_starts": 7} | self.initial
            self.fields["code"].validators.append(
                RegexValidator(r"^[A-Za-z0-9]+$", gettext_lazy("Use letters and digits alone, such as GRE."))
            )

    def clean_code(self):
        code = self.cleaned_data["code"].upper()
        if Site.objects.filter(code=code).exists():
            raise ValidationError(_("Another site has this code already."))
        return code

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Site.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another site has this name already."))
        return name

    def get_layout(self):
        who = ["name", *(["code"] if "code" in self.fields else []), "agency"]
        return Layout(
            Card(_("The site"), *who),
            Card(_("Where"), "state", Row("city", "phone"), "counties"),
            Card(_("Days and words"), "time_zone", "fiscal_year_starts", "language"),
            SaveBar(_("Save the site")),
        )


class AgencyForm(PortalModelForm):
    form_label = _("Agency")

    class Meta:
        model = Agency
        fields = ["name", "phone", "letterhead"]
        widgets = {"letterhead": forms.Textarea(attrs={"rows": 3})}

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Agency.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another agency has this name already."))
        return name

    def get_layout(self):
        return Layout(Card("", "name", "phone", "letterhead"), SaveBar(_("Save the agency")))


def in_sight(day, name, form):
    """Refuse a year that nobody means."""
    if day and day > LATEST:
        form.add_error(name, _("The year lies far in the future. Check the year."))


class OfferForm(PortalForm):
    form_label = _("Program offered")

    program = forms.ChoiceField(label=_("Program"), widget=ChipSelect)
    starts_on = DayField(label=_("From"))
    home_visiting_model = forms.ChoiceField(
        label=_("Home-visiting model"),
        choices=[("", _("None")), *HomeVisitingModel.choices],
        required=False,
        help_text=_("Where the program visits families at home."),
    )
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none(), required=False)

    def __init__(self, *args, site, **options):
        super().__init__(*args, **options)
        offered = set(site.programs.filter(ends_on=None).values_list("program", flat=True))
        self.fields["program"].choices = [
            (program.code, program.short_name) for program in registry.all_programs() if program.code not in offered
        ]
        self.fields["region"].queryset = Region.objects.filter(state=site.state)

    def clean(self):
        cleaned = super().clean()
        in_sight(cleaned.get("starts_on"), "starts_on", self)
        code = cleaned.get("program")
        if code:
            visits_homes = registry.get(code).mentor_kind == Kind.HOME_VISITOR
            if visits_homes and not cleaned.get("home_visiting_model"):
                self.add_error("home_visiting_model", _("Choose the model by which families are visited."))
            elif not visits_homes and cleaned.get("home_visiting_model"):
                self.add_error("home_visiting_model", _("This program has no home-visiting model. Choose none."))
        return cleaned

    def get_layout(self):
        return Layout(
            Card("", "program", "starts_on"),
            Fold(_("Home visits and region"), "home_visiting_model", "region"),
            SaveBar(_("Offer the program")),
        )


class StopForm(PortalForm):
    form_label = _("Last day")

    on = DayField(label=_("Last day"))

    def clean(self):
        cleaned = super().clean()
        in_sight(cleaned.get("on"), "on", self)
        return cleaned

    def get_layout(self):
        return Layout(Card("", "on"), SaveBar(_("End the program here")))


class TargetsMixin:
    """Fields for the figures that a contract asks for, one a measure."""

    @staticmethod
    def target_fields(targets=None):
        return {
            f"target_{code}": forms.DecimalField(
                label=label,
                required=False,
                min_value=0,
                max_value=Decimal(99999) if code == "served" else Decimal(100),
                max_digits=7,
                decimal_places=2,
                initial=(targets or {}).get(code),
                error_messages={
                    "min_value": _("A target is zero or more."),
                    "max_value": _("That is more than %(limit_value)s. Check the figure."),
                    "max_digits": _("That is too large. Check the figure."),
                    "max_whole_digits": _("That is too large. Check the figure."),
                    "max_decimal_places": _("Two digits after the point are enough."),
                },
            )
            for code, label in TARGETS.items()
        }

    def targets(self):
        given = {code: self.cleaned_data[f"target_{code}"] for code in TARGETS}
        return {code: value for code, value in given.items() if value is not None}


class ContractForm(TargetsMixin, PortalForm):
    """A new contract, or with `contract` the last day, number and targets of a signed one."""

    form_label = _("Contract")

    program = forms.ChoiceField(label=_("Program"), widget=ChipSelect)
    funder = LineField(label=_("Funder"), max_length=120)
    number = LineField(label=_("Contract number"), max_length=40, required=False)
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), required=False, help_text=_("Empty: no end is known yet."))

    def __init__(self, *args, site, contract=None, **options):
        super().__init__(*args, **options)
        self.contract = contract
        figures = {row.measure: row.value for row in contract.targets.all()} if contract else {}
        self.fields.update(self.target_fields(figures))
        if contract:
            for name in ("program", "funder", "starts_on"):
                del self.fields[name]
            self.fields["number"].initial = contract.number
            self.fields["ends_on"].initial = contract.ends_on
        else:
            codes = list(dict.fromkeys(site.programs.values_list("program", flat=True)))
            self.fields["program"].choices = [(code, registry.get(code).short_name) for code in codes]
        self.put_plainly()

    def clean(self):
        cleaned = super().clean()
        begins = self.contract.starts_on if self.contract else cleaned.get("starts_on")
        ends = cleaned.get("ends_on")
        in_sight(ends, "ends_on", self)
        in_sight(cleaned.get("starts_on"), "starts_on", self)
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The last day lies before the first."))
        return cleaned

    def get_layout(self):
        facts = [name for name in ("program", "funder", "number") if name in self.fields]
        days = [name for name in ("starts_on", "ends_on") if name in self.fields]
        return Layout(
            Card(_("The contract"), *facts, Row(*days)),
            Card(
                _("Figures it asks for"),
                *(f"target_{code}" for code in TARGETS),
                note=_("Leave empty what it does not"),
            ),
            SaveBar(_("Save the contract")),
        )
