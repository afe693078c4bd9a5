"""A partner, somebody there, an agreement, a talk; and telling them what became of a referral."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    NameField,
    NoteField,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    VersionedModelForm,
)
from mmp_portal.ui.widgets import ChipSelect
from programs.casework.referrals.models import Referral
from programs.casework.referrals.partners.models import (
    Agreement,
    CommunityContact,
    CommunityPartner,
    CommunityTalk,
    PartnerReferral,
)


def check_phone(phone):
    digits = sum(character.isdigit() for character in phone)
    if phone and not 3 <= digits <= 15:
        raise ValidationError(_("This is not a whole phone number. One looks like (417) 555-0142."))
    return phone


class KeptForm(VersionedModelForm):
    """A form of something new has no version yet."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.pk:
            del self.fields["version"]

    def details(self):
        """What the form says, in the words of the workflow."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "site")}

    def clean_phone(self):
        return check_phone(self.cleaned_data["phone"])


class PartnerForm(KeptForm):
    form_label = _("Community partner")

    name = LineField(label=_("Name"))
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("This is not a web address. One looks like https://pantry.example.org.")},
    )
    address = LineField(label=_("Address"), max_length=200, required=False)
    note = NoteField(label=_("Good to know"), max_length=2000, rows=3, required=False)

    class Meta:
        model = CommunityPartner
        fields = ("name", "kind", "phone", "website", "address", "note")
        widgets = {"kind": ChipSelect}
        labels = {"kind": _("Kind")}

    def __init__(self, *args, sites=(), **options):
        super().__init__(*args, **options)
        if not self.instance.pk and len(sites) > 1:
            self.fields["site"] = forms.ModelChoiceField(
                label=_("Site"), queryset=Site.objects.filter(pk__in=[site.pk for site in sites]).order_by("name")
            )
            self.put_plainly()

    def get_layout(self):
        where = ["site"] if "site" in self.fields else []
        return Layout(
            Card(_("Who they are"), *where, "name", "kind"),
            Card(_("How to reach them"), Row("phone", "website"), "address", "note"),
            SaveBar(_("Save the partner")),
        )


class ContactForm(KeptForm):
    form_label = _("Contact at the partner")

    name = NameField(label=_("Name"), max_length=120)
    role = LineField(label=_("Role"), required=False, help_text=_("Such as social worker of the birth unit."))
    phone = LineField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("This is not an e-mail address. One looks like name@example.org.")},
    )

    class Meta:
        model = CommunityContact
        fields = ("name", "role", "phone", "email")

    def get_layout(self):
        return Layout(Card("", Row("name", "role"), Row("phone", "email")), SaveBar(_("Save the contact")))


class AgreementForm(KeptForm):
    form_label = _("Agreement")

    about = LineField(
        label=_("What is agreed"),
        max_length=200,
        help_text=_("Such as: they ask every mother, we call within 2 days."),
    )
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), required=False, help_text=_("Empty, if it has no end."))
    signed_by = LineField(label=_("Signed by"), max_length=200, required=False)

    class Meta:
        model = Agreement
        fields = ("about", "starts_on", "ends_on", "signed_by")

    def get_layout(self):
        return Layout(Card("", "about", Row("starts_on", "ends_on"), "signed_by"), SaveBar(_("Save the agreement")))


class TalkForm(KeptForm):
    form_label = _("Talk")

    talked_on = PastDayField(label=_("When?"))
    with_whom = LineField(label=_("With whom?"), required=False)
    words = NoteField(
        label=_("What was said"),
        max_length=2000,
        rows=3,
        help_text=_("Name no family: their file is the place for it."),
    )
    next_step = LineField(label=_("Next step"), max_length=200, required=False)
    next_step_on = DayField(
        label=_("By"), required=False, help_text=_("From a week before it stands among what is owed.")
    )

    class Meta:
        model = CommunityTalk
        fields = ("talked_on", "way", "with_whom", "words", "next_step", "next_step_on")
        widgets = {"way": ChipSelect}
        labels = {"way": _("How?")}

    def get_layout(self):
        return Layout(
            Card("", "way", Row("talked_on", "with_whom"), "words"),
            Card(_("What follows"), Row("next_step", "next_step_on")),
            SaveBar(_("Save the talk")),
        )


class LinkForm(PortalForm):
    """A referral that came from the partner and does not say so yet."""

    form_label = _("Referral of the partner")

    referral = forms.ModelChoiceField(
        label=_("Which referral?"),
        queryset=Referral.objects.none(),
        empty_label=_("Choose a referral"),
        error_messages={
            "invalid_choice": _("This referral is not one of your site, or belongs to a partner already.")
        },
    )

    def __init__(self, *args, referrals, **options):
        super().__init__(*args, **options)
        self.fields["referral"].queryset = referrals
        self.fields["referral"].label_from_instance = lambda row: f"{row.number}, {row.referrer_words}"

    def get_layout(self):
        return Layout(Card("", "referral"), SaveBar(_("It came from them")))


class TellForm(PortalForm):
    """When and how the partner was told."""

    form_label = _("Tell the referrer")

    told_on = PastDayField(label=_("Told on"))
    told_how = forms.ChoiceField(label=_("How?"), choices=PartnerReferral.How.choices, widget=ChipSelect)

    def get_layout(self):
        return Layout(Card("", "told_on", "told_how"), SaveBar(_("They were told")))
