"""Finding a program; the words of a page; a review."""

import re

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import County
from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    NoteField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelectMultiple
from programs.casework.public_pages.models import PageReview, SitePage

ZIP_CODE = re.compile(r"^[0-9]{5}$")
MOST_ZIPS = 300


class FinderForm(PortalForm):
    """Where somebody lives, to find who is there for them."""

    form_label = _("Find a program near you")
    keeps_draft = False

    county = forms.ModelChoiceField(
        label=_("Your county"), queryset=County.objects.none(), required=False, empty_label=_("Choose a county")
    )
    zip = LineField(
        label=_("Or your ZIP code"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )

    def __init__(self, *args, counties, **options):
        super().__init__(*args, **options)
        pks = {county.pk for county in counties}
        field = self.fields["county"]
        field.queryset = County.objects.filter(pk__in=pks)
        field.label_from_instance = lambda county: f"{county.name}, {county.get_state_display()}"
        self.helper.form_method = "get"
        self.helper.disable_csrf = True

    def clean_zip(self):
        # A longer code such as 65802-1234 begins with the one that counts.
        code = self.cleaned_data["zip"].split("-")[0].strip()
        if code and not ZIP_CODE.match(code):
            raise ValidationError(_("A ZIP code has five digits, such as 65802."))
        return code

    def get_layout(self):
        return Layout(
            Card("", "county", "zip"),
            StrictButton(_("Find"), type="submit", css_class="btn btn-primary btn-wide"),
        )


class ZipsField(forms.CharField):
    """ZIP codes, separated by spaces, commas or lines; gives a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return " ".join(value) if isinstance(value, (list, tuple)) else value

    def clean(self, value):
        codes = list(dict.fromkeys(re.split(r"[\s,;]+", super().clean(value).strip())))
        codes = [code for code in codes if code]
        wrong = [code for code in codes if not ZIP_CODE.match(code)]
        if wrong:
            raise ValidationError(
                _("A ZIP code has five digits, such as 65802. Look at “%(code)s”.") % {"code": wrong[0][:12]}
            )
        if len(codes) > MOST_ZIPS:
            raise ValidationError(_("At most %(most)d ZIP codes.") % {"most": MOST_ZIPS})
        return codes


class WordsForm(VersionedModelForm):
    """What the page of a program at a site says."""

    form_label = _("Words of the page")

    starts_on = DayField(label=_("From"), help_text=_("The page changes on this day. What stood before is kept."))
    offers = NoteField(
        label=_("What we offer here"),
        max_length=2000,
        rows=5,
        required=False,
        help_text=_("In a few plain sentences, to a parent who knows nothing of us yet."),
    )
    offers_es = NoteField(label=_("The same in Spanish"), max_length=2000, rows=5, required=False)
    ask_for = LineField(
        label=_("Whom to ask for"), required=False, help_text=_("An office or a role, such as the intake worker.")
    )
    phone = LineField(
        label=_("Phone"), max_length=30, required=False, help_text=_("Empty: the number of the site is shown.")
    )
    hours = LineField(label=_("Hours"), max_length=200, required=False, help_text=_("Such as weekdays 8 am to 5 pm."))
    hours_es = LineField(label=_("Hours, in Spanish"), max_length=200, required=False)
    place = LineField(label=_("Where we are"), max_length=200, required=False)
    answered_within_days = forms.IntegerField(
        label=_("We answer within"),
        min_value=1,
        max_value=30,
        required=False,
        help_text=_("In working days. Empty: the page promises no time."),
    )
    takes_referrals = forms.BooleanField(
        label=_("People may write to us from this page"),
        required=False,
        help_text=_("Without this they find the phone number alone."),
    )
    counties = forms.ModelMultipleChoiceField(
        label=_("Counties"),
        queryset=County.objects.none(),
        required=False,
        widget=ChipSelectMultiple,
        help_text=_("None of them: all counties of the site."),
    )
    # Which words the form began with: somebody may have set newer ones since, and those are another row.
    begun_with = forms.IntegerField(widget=forms.HiddenInput, required=False)
    zips = ZipsField(
        label=_("ZIP codes"),
        required=False,
        help_text=_("Those you serve, separated by spaces. People find you by them."),
    )

    class Meta:
        model = SitePage
        fields = (
            "starts_on",
            "offers",
            "offers_es",
            "ask_for",
            "phone",
            "hours",
            "hours_es",
            "place",
            "answered_within_days",
            "takes_referrals",
            "counties",
        )

    def __init__(self, *args, site, **options):
        super().__init__(*args, **options)
        self.fields["counties"].queryset = site.counties.order_by("name")
        if self.instance.pk:
            self.initial["zips"] = self.instance.zip_codes
            self.initial["begun_with"] = self.instance.pk
        else:
            del self.fields["version"]

    def marks_of(self, current):
        return super().marks_of(current) | {"begun_with": current.pk}

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        digits = sum(character.isdigit() for character in phone)
        if phone and not 3 <= digits <= 15:
            raise ValidationError(_("This is not a whole phone number. One looks like (417) 555-0142."))
        return phone

    def details(self):
        """What the form says, in the words of the workflow."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "begun_with")}

    def get_layout(self):
        return Layout(
            "begun_with",
            Card(_("What you offer"), "offers", "offers_es"),
            Card(_("Whom to call"), Row("ask_for", "phone"), Row("hours", "hours_es"), "place"),
            Card(_("Writing to you"), "takes_referrals", "answered_within_days"),
            Card(_("Whom you serve"), "counties", "zips"),
            Card(_("From when"), "starts_on"),
            SaveBar(_("Save the page")),
        )


class TakeBackForm(PortalForm):
    """Why words were a mistake."""

    form_label = _("Take the words back")

    reason = LineField(label=_("Why?"), max_length=200, help_text=_("The words before them hold again."))

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Take them back"), cancel_label=_("Keep them")))


class ReviewForm(PortalModelForm):
    """Somebody read the page and found it right."""

    form_label = _("Note a review")

    reviewed_on = PastDayField(label=_("Reviewed on"))
    reviewed_by = LineField(label=_("Reviewed by"), help_text=_("It stands on the page: a name or an office."))
    due_on = DayField(label=_("Due again"))

    class Meta:
        model = PageReview
        fields = ("reviewed_on", "reviewed_by", "due_on")

    def get_layout(self):
        return Layout(Card("", Row("reviewed_on", "due_on"), "reviewed_by"), SaveBar(_("Save the review")))
