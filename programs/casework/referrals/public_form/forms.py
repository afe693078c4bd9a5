"""The referral that anybody may write, for themselves or for a family they know."""

import hashlib
import json
import uuid

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import County
from mmp_portal.links.flood import Limit
from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.ui.forms import Card, LineField, NameField, NoteField, PastDayField, PortalForm
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple
from participants.models import Language
from programs.casework.referrals.models import Referral

# A hospital or a school sends many from one address.
LIMIT = Limit(door="referral", from_one_address=40, from_everywhere=300)

Source = Referral.Source
OWN, HELPS = "own", "helps"
WHO = ((OWN, _("It is for me or my family")), (HELPS, _("I help a family")))
HELPERS = (
    Source.FAMILY,
    Source.HEALTH,
    Source.SCHOOL,
    Source.JUVENILE_OFFICE,
    Source.CHILDRENS_DIVISION,
    Source.PARTNER,
)
KNOWS = (("yes", _("Yes, they agree")), ("no", _("Not asked yet")))
CALL, TEXT, VOICEMAIL, EMAIL = "call", "text", "voicemail", "email"
SAFE = ((CALL, _("Call")), (TEXT, _("Text")), (VOICEMAIL, _("Voicemail")), (EMAIL, _("E-mail")))
# Ids of sendings that came without one of their own are made of their words, within this name.
WITHOUT_ID = uuid.UUID("6f1d5f0e-1c0b-4b52-9d57-3f7a0b6f2b11")


class ReferralForm(GuardedFormMixin, PortalForm):
    """Short: who, how to reach them safely, who refers. Everything else is asked when we call."""

    form_label = _("Referral")
    limit = LIMIT

    who = forms.ChoiceField(label=_("Who are you?"), choices=WHO, widget=ChipSelect)
    source = forms.ChoiceField(
        label=_("How do you know the family?"),
        choices=[("", _("Choose one")), *((code.value, code.label) for code in HELPERS)],
        required=False,
    )
    referrer_name = NameField(label=_("Your own name"), max_length=120, required=False)
    referrer_organization = LineField(label=_("Where you work"), required=False)
    referrer_reach = LineField(
        label=_("How we reach you"), required=False, help_text=_("A phone number or an e-mail address.")
    )
    knows = forms.ChoiceField(
        label=_("Does the family know and agree?"), choices=KNOWS, widget=ChipSelect, required=False
    )
    given_name = NameField(label=_("First name"))
    family_name = NameField(label=_("Last name"), required=False)
    born_on = PastDayField(label=_("Birth date"), required=False)
    phone = LineField(
        label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("This is not an e-mail address. One looks like name@example.org.")},
    )
    safe = forms.MultipleChoiceField(
        label=_("What is safe?"),
        choices=SAFE,
        widget=ChipSelectMultiple,
        required=False,
        help_text=_("We do only what you choose here."),
    )
    phone_seen_by = LineField(
        label=_("Who else may see the phone or the mail?"),
        required=False,
        help_text=_("Such as a partner or a mother. We say nothing to them."),
    )
    reach_safely = NoteField(
        label=_("When and how is it safe to reach them?"),
        max_length=500,
        rows=2,
        required=False,
        help_text=_("Such as: on weekday mornings, or only through the school nurse."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    county = forms.ModelChoiceField(
        label=_("County"), queryset=County.objects.none(), required=False, empty_label=_("Choose a county")
    )
    hopes = NoteField(
        label=_("Anything we should know"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_("No health details, please. We ask the family."),
    )
    risk_level = LineField(
        label=_("Risk level of the report"), required=False, help_text=_("Only for Children’s Division.")
    )
    page_id = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)

    def __init__(self, *args, place, language, **options):
        super().__init__(*args, door=place.site.code, **options)
        self.place = place
        pks = [county.pk for county in place.counties]
        self.fields["county"].queryset = County.objects.filter(pk__in=pks).order_by("name")
        if len(pks) == 1:
            self.initial.setdefault("county", pks[0])
        self.initial.setdefault("language", language)
        self.initial.setdefault("page_id", str(uuid.uuid4()))

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        digits = sum(character.isdigit() for character in phone)
        if phone and not 7 <= digits <= 15:
            raise ValidationError(_("This is not a whole phone number. One looks like (417) 555-0142."))
        return phone

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("phone", "email", "reach_safely")) and not (
            {"phone", "email", "reach_safely"} & set(self.errors)
        ):
            self.add_error("phone", _("Give a phone number or an e-mail address, or say below how we reach them."))
        if cleaned.get("who") == HELPS:
            for name, sentence in (
                ("source", _("Choose one.")),
                ("referrer_name", _("Give your own name, so that we can ask.")),
                ("referrer_reach", _("Say how we reach you.")),
                ("knows", _("Choose one. We call a family only when they agree.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return cleaned

    # --- What it says, in the words of the workflow ------------------------------------------

    @property
    def is_own(self):
        return self.cleaned_data["who"] == OWN

    def source_code(self):
        return Source.SELF if self.is_own else Source(self.cleaned_data["source"])

    def person(self):
        """Fields of the person referred. What nobody ticked as safe is not safe; nothing ticked is not known."""
        said = self.cleaned_data
        safe = set(said["safe"])
        return {
            "given_name": said["given_name"],
            "family_name": said["family_name"],
            "born_on": said["born_on"],
            "phone": said["phone"],
            "email": said["email"],
            "phone_seen_by": said["phone_seen_by"],
            "may_text": TEXT in safe if safe else None,
            "may_leave_voicemail": VOICEMAIL in safe if safe else None,
            "may_email": EMAIL in safe if safe else None,
            "reach_by": TEXT if TEXT in safe and CALL not in safe else CALL if CALL in safe else "",
            "language": said["language"],
            "county": said["county"],
        }

    def facts(self):
        """Fields of the referral. What Children's Division writes is kept apart, as restricted."""
        said = self.cleaned_data
        is_division = not self.is_own and said["source"] == Source.CHILDRENS_DIVISION
        facts = {
            "reach_safely": said["reach_safely"],
            "hopes": "" if is_division else said["hopes"],
            "family_knows": None if self.is_own else said["knows"] == "yes",
            "division": {"risk_level": said["risk_level"], "words": said["hopes"] if is_division else ""},
        }
        # Words typed there are kept also where somebody said afterwards that it is for their own family.
        for name in ("referrer_name", "referrer_organization", "referrer_reach"):
            facts[name] = said[name]
        return facts

    def sending_id(self):
        """The same page sent again with the same words has the same id; with other words it is another referral."""
        names = sorted(set(self.fields) - {"begun", "website", "page_id"})
        words = json.dumps([[name, str(self.cleaned_data.get(name))] for name in names])
        digest = hashlib.sha256(f"{self.place.site.pk}:{self.place.program.code}:{words}".encode()).hexdigest()
        return uuid.uuid5(WITHOUT_ID, f"{self.cleaned_data.get('page_id', '')}:{digest}")

    def get_layout(self):
        return Layout(
            Card("", "who"),
            # Hidden by the style sheet until "I help a family" is chosen; a browser that cannot shows it always.
            Div(
                Card(
                    _("If you help a family"),
                    "source",
                    "referrer_name",
                    "referrer_organization",
                    "referrer_reach",
                    "knows",
                ),
                css_class="only-helpers",
            ),
            Card(_("Who needs us?"), "given_name", "family_name", "born_on"),
            Card(_("How do we reach them safely?"), "phone", "email", "safe", "phone_seen_by", "reach_safely"),
            Card("", "language", "county", "hopes"),
            Div(Card(_("If Children’s Division refers"), "risk_level"), css_class="only-division"),
            self.guard(),
            "page_id",
            StrictButton(_("Send"), type="submit", css_class="btn btn-primary btn-wide"),
        )
