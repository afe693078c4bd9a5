"""An application, the mentor record, the next status, and what a mentor holds."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mentors.models import (
    TRANSITIONS,
    CorporatePartner,
    Experience,
    FreeTime,
    Kind,
    Mentor,
    MentorProfile,
    Qualification,
    Status,
    WishedGender,
)
from mmp_portal.agencies.models import County
from mmp_portal.files.fields import UploadField, UploadsMixin
from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    NameField,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import CheckList, ChipSelect, ChipSelectMultiple, RadioList
from participants import workflow as people
from participants.forms import BirthDateField
from participants.models import Language

MOST_MATCHES = 12


class CapacityField(forms.IntegerField):
    def __init__(self, **options):
        options.setdefault("label", _("Matches at most"))
        super().__init__(
            min_value=1,
            max_value=MOST_MATCHES,
            error_messages={
                "min_value": _("At least one match. For none, let the mentor rest."),
                "max_value": _("At most %(limit_value)s matches at a time."),
            },
            **options,
        )


class PartnerField(forms.ModelChoiceField):
    def label_from_instance(self, partner):
        return partner.name


def check_partner(form, kind, partner):
    """Only a workplace mentor has a Corporate Partner."""
    if partner and kind and kind != Kind.WORKPLACE:
        form.add_error("partner", _("Only a workplace mentor has a Corporate Partner."))


class ApplicationForm(PortalForm):
    """A new mentor: a person, and what they apply for."""

    form_label = _("New mentor")

    given_name = NameField(label=_("Given name"))
    family_name = NameField(label=_("Family name"), required=False)
    born_on = BirthDateField(label=_("Birth date"), required=False)
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    city = LineField(label=_("City"), max_length=60, required=False)
    site = forms.ChoiceField(label=_("Site"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, widget=ChipSelect)
    partner = PartnerField(label=_("Corporate Partner"), queryset=CorporatePartner.objects.none(), required=False)
    applied_on = PastDayField(label=_("Applied on"))
    capacity = CapacityField(initial=1)
    interests = LineField(
        label=_("Interests"), max_length=200, required=False, help_text=_("Such as cooking, gardening, football.")
    )

    PERSON_FIELDS = ("given_name", "family_name", "born_on", "phone", "email", "language", "city")

    is_somebody_else = forms.BooleanField(label=_("This is somebody else: add a new person"), required=False)

    def __init__(self, *args, sites, person=None, **options):
        super().__init__(*args, **options)
        self.sites = list(sites)
        self.person = person
        self.namesakes = []
        if person:
            for name in (*self.PERSON_FIELDS, "is_somebody_else"):
                del self.fields[name]
        self.fields["site"].choices = [(str(site.pk), site.name) for site in self.sites]
        self.fields["partner"].queryset = CorporatePartner.objects.not_voided().filter(site__in=self.sites)
        self.fields["partner"].empty_label = _("None")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        check_partner(self, cleaned.get("kind"), cleaned.get("partner"))
        partner = cleaned.get("partner")
        if partner and cleaned.get("site") and str(partner.site_id) != cleaned["site"]:
            self.add_error("partner", _("This partner belongs to another site."))
        born_on, applied_on = cleaned.get("born_on"), cleaned.get("applied_on")
        if born_on and applied_on and applied_on < born_on:
            self.add_error("applied_on", _("The application lies before the birth. Check the dates."))
        if not self.person and cleaned.get("given_name") and not cleaned.get("is_somebody_else"):
            self._warn_of_namesakes(cleaned)
        return cleaned

    def _warn_of_namesakes(self, cleaned):
        found = people.namesakes(
            given_name=cleaned["given_name"],
            family_name=cleaned.get("family_name", ""),
            born_on=cleaned.get("born_on"),
            sites=self.sites,
        )
        self.namesakes = list(found[:3])
        if self.namesakes:
            self.add_error(
                "is_somebody_else",
                _("Somebody with this name is registered here already. Choose them, or tick the box."),
            )

    def details(self):
        """What the workflow asks for."""
        cleaned = dict(self.cleaned_data)
        cleaned.pop("is_somebody_else", None)
        cleaned["person"] = self.person
        cleaned["site"] = next(site for site in self.sites if str(site.pk) == cleaned["site"])
        return cleaned

    def get_layout(self):
        warning = ["is_somebody_else"] if self.namesakes else []
        who = Card(
            _("Who"),
            *warning,
            Row("given_name", "family_name"),
            Row("phone", "email"),
            Row("born_on", "city"),
            "language",
        )
        return Layout(
            *([] if self.person else [who]),
            Card(_("The application"), "site", "kind", "partner", Row("applied_on", "capacity"), "interests"),
            SaveBar(_("Add the mentor")),
        )


class MentorForm(VersionedModelForm):
    """The mentor record; name and reach belong to the person."""

    form_label = _("Mentor")

    applied_on = PastDayField(label=_("Applied on"))
    trained_on = PastDayField(label=_("Training finished"), required=False)
    capacity = CapacityField()
    interests = LineField(label=_("Interests"), max_length=200, required=False)
    partner = PartnerField(label=_("Corporate Partner"), queryset=CorporatePartner.objects.none(), required=False)

    class Meta:
        model = Mentor
        fields = ("applied_on", "trained_on", "capacity", "interests", "partner")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.kind == Kind.WORKPLACE:
            self.fields["partner"].queryset = CorporatePartner.objects.not_voided().filter(site=self.instance.site)
            self.fields["partner"].empty_label = _("None")
        else:
            del self.fields["partner"]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        applied_on, trained_on = cleaned.get("applied_on"), cleaned.get("trained_on")
        if applied_on and trained_on and trained_on < applied_on:
            self.add_error("trained_on", _("The training ended before the application. Check the date."))
        if not trained_on and self.instance.status in (Status.ACTIVE, Status.RESTING) and "trained_on" in cleaned:
            self.add_error("trained_on", _("An active mentor has finished the training: keep its date."))
        return cleaned

    def changes(self):
        """The fields to change, for the workflow."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}

    def get_layout(self):
        partner = ["partner"] if "partner" in self.fields else []
        return Layout(Card("", Row("applied_on", "trained_on"), "capacity", "interests", *partner), SaveBar(_("Save")))


class CountiesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, county):
        return county.name


class ProfileForm(VersionedModelForm):
    """What a mentor brings to a match; and what they lived through, where they agree that it is known."""

    form_label = _("What the mentor brings")
    not_in_draft = ("experiences", "experience_words")

    counties = CountiesField(
        label=_("Which counties do they go to?"), queryset=County.objects.none(), required=False, widget=CheckList
    )
    free_times = forms.MultipleChoiceField(
        label=_("When are they free?"), choices=FreeTime.choices, required=False, widget=ChipSelectMultiple
    )
    hopes_for = forms.ChoiceField(
        label=_("Would rather accompany"), choices=WishedGender.choices, required=False, widget=ChipSelect
    )
    hopes = LineField(
        label=_("Whom do they hope for?"),
        max_length=300,
        required=False,
        help_text=_("Such as: somebody with small children, near the bus line."),
    )
    experiences = forms.MultipleChoiceField(
        label=_("What did they live through?"), choices=Experience.choices, required=False, widget=CheckList
    )
    experience_words = LineField(label=_("In their own words"), max_length=500, required=False)
    agrees = forms.BooleanField(
        label=_("They agree that whoever makes matches here knows this"),
        required=False,
        help_text=_("Without a yes nothing of it is written down."),
    )
    may_be_told = forms.BooleanField(label=_("Families may hear of it, and it may be celebrated"), required=False)

    class Meta:
        model = MentorProfile
        fields = ("counties", "free_times", "hopes_for", "hopes")

    def __init__(self, *args, lived=None, **options):
        super().__init__(*args, **options)
        site = self.instance.mentor.site
        here = site.counties.all()
        self.fields["counties"].queryset = here if here else County.objects.filter(state=site.state)
        if not self.instance.pk:
            self.fields["version"].initial = self.initial["version"] = 0
        if lived and (lived.experiences or lived.words):
            self.initial |= {
                "experiences": lived.experiences,
                "experience_words": lived.words,
                "agrees": True,
                "may_be_told": lived.may_be_told,
            }

    def clean_version(self):
        return self.cleaned_data["version"] or 0

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        said = cleaned.get("experiences") or cleaned.get("experience_words")
        if said and not cleaned.get("agrees"):
            self.add_error("agrees", _("Ask whether this may be known. Without a yes it is not written down."))
        return cleaned

    def get_layout(self):
        return Layout(
            Card(_("Where and when"), "counties", "free_times"),
            Card(_("Whom"), "hopes_for", "hopes"),
            Card(
                _("What they lived through"),
                "experiences",
                "experience_words",
                "agrees",
                "may_be_told",
                note=_("Only with their say."),
            ),
            SaveBar(_("Save")),
        )


class StatusForm(PortalForm):
    """Where the mentor goes next."""

    form_label = _("Status")

    status = forms.ChoiceField(label=_("Goes on to"), widget=RadioList)
    trained_on = PastDayField(label=_("Training finished"), required=False, help_text=_("Needed to become active."))
    reason = LineField(label=_("Why?"), max_length=200, required=False, help_text=_("Needed when a mentor leaves."))

    def __init__(self, *args, mentor, **options):
        super().__init__(*args, **options)
        self.mentor = mentor
        ahead = TRANSITIONS[mentor.status]
        self.fields["status"].choices = [(code, label) for code, label in Status.choices if code in ahead]
        self.fields["trained_on"].initial = mentor.trained_on

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("status") == Status.LEFT and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the mentor leaves, in a few words."))
        if cleaned.get("status") == Status.ACTIVE and "trained_on" in cleaned and not cleaned["trained_on"]:
            self.add_error("trained_on", _("A mentor becomes active when the training is finished: enter its date."))
        return cleaned

    def get_layout(self):
        return Layout(Card("", "status", "trained_on", "reason"), SaveBar(_("Change the status")))


class QualificationForm(UploadsMixin, PortalForm):
    """Evidence that was seen."""

    form_label = _("Qualification")

    what = forms.ChoiceField(label=_("What"), choices=Qualification.What.choices, widget=RadioList)
    seen_on = PastDayField(label=_("Evidence seen on"))
    valid_until = DayField(
        label=_("Valid until"), required=False, help_text=_("Leave it empty where it does not end.")
    )
    file = UploadField(label=_("Photo, scan or PDF of it"), required=False)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        seen_on, valid_until = cleaned.get("seen_on"), cleaned.get("valid_until")
        if seen_on and valid_until and valid_until < seen_on:
            raise ValidationError({"valid_until": _("It ended before the evidence was seen.")})
        return cleaned

    def get_layout(self):
        return Layout(Card("", "what", Row("seen_on", "valid_until"), "file"), SaveBar(_("Add the qualification")))
