"""Consenting on screen, on paper or by voice; and ending it."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mmp_portal.files.fields import UploadField, UploadsMixin
from mmp_portal.ui.forms import Block, Card, DayField, LineField, NameField, PastDayField, PortalForm, Row, SaveBar
from mmp_portal.ui.widgets import ChipSelect
from participants.consents.models import How, Kind
from participants.consents.workflow import LARGEST_SIGNATURE, PICTURE
from participants.models import Person


class SignaturePad(Block):
    """A field to sign on with a finger or a pen. Without a script it is not there, and the typed name is enough."""

    template = "participants/consents/signature.html"
    name = "pad"

    def values(self, form):
        return {"field": form["signature"]}


class GiveForm(UploadsMixin, PortalForm):
    """A consent of one kind about a person. `givers` are those who may give it, the person first."""

    form_label = _("Consent")
    not_in_draft = ("signature",)  # a signature is given at once, or not at all

    given_by = forms.ModelChoiceField(label=_("Who consents?"), queryset=Person.objects.none(), empty_label=None)
    party = LineField(
        label=_("With whom may be shared?"),
        help_text=_(
            "One party by its name, such as Clearwater High School. Another party needs a consent of its own."
        ),
    )
    given_on = PastDayField(label=_("Given on"))
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: until it is ended."))
    how = forms.ChoiceField(label=_("How?"), choices=How.choices, widget=ChipSelect)
    signed_name = NameField(
        label=_("Name of the one who signs"), max_length=160, required=False, help_text=_("Typed by themselves.")
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    scan = UploadField(label=_("Scan or photo of the paper"), required=False)
    note = LineField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("By voice: who heard it, and where the paper lies."),
    )

    def __init__(self, *args, kind, givers, **options):
        super().__init__(*args, **options)
        self.kind = kind
        self.fields["given_by"].queryset = givers
        self.fields["given_by"].label_from_instance = lambda person: person.name
        if kind == Kind.SHARING:
            self.fields["until"].required = True
            self.fields["until"].help_text = _("The last day. A consent to share always ends on a day.")
            self.fields["how"].choices = [choice for choice in How.choices if choice[0] != How.VOICE]
        else:
            del self.fields["party"]
        self.put_plainly()

    @property
    def off_screen(self):
        """The heading of what is not signed on screen."""
        return _("On paper") if self.kind == Kind.SHARING else _("On paper or by voice")

    def clean_signature(self):
        drawn = self.cleaned_data["signature"]
        if drawn and (not drawn.startswith(PICTURE) or len(drawn) > LARGEST_SIGNATURE):
            raise ValidationError(_("The drawn signature did not arrive whole. Clear it and sign again."))
        return drawn

    def get_layout(self):
        about = ["given_by", *(["party"] if "party" in self.fields else []), Row("given_on", "until"), "how"]
        return Layout(
            Card(_("The consent"), *about),
            Card(_("Signing on screen"), "signed_name", SignaturePad("signature"), note=_("hand over the device")),
            Card(self.off_screen, "scan", "note"),
            SaveBar(_("Keep the consent")),
        )


class RevokeForm(PortalForm):
    """Somebody ends a consent. They need not say why."""

    form_label = _("End the consent")

    revoked_on = PastDayField(label=_("Said on"), help_text=_("It counts from this day on."))
    revoked_by = NameField(label=_("Who ended it?"), max_length=160)
    revoke_reason = LineField(
        label=_("Why?"), max_length=200, required=False, help_text=_("Nobody needs to give a reason.")
    )

    def get_layout(self):
        return Layout(
            Card("", Row("revoked_on", "revoked_by"), "revoke_reason"),
            SaveBar(_("End the consent"), cancel_label=_("Keep it")),
        )
