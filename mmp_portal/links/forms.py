"""Forms that anybody may send: a field that only machines fill in, a least time to fill it in, and a limit."""

from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.translation import gettext_lazy as _

from mmp_portal.links.flood import Limit, may_enter

_signer = TimestampSigner(salt="mmp_portal.links.forms")
OPEN_AT_MOST_SECONDS = 60 * 60 * 24


class GuardedFormMixin:
    """Put before a form class; the view gives it `request`, answers with `form.status`, and saves when it is valid.

    The words that were typed are kept in every refusal. `limit` says how often the form may be sent, and `door`
    narrows the count, as to one link. In the layout, `self.guard()` stands for the guard's own fields.
    """

    limit: Limit
    least_seconds = 1
    # Nobody's draft, and no row about the sending: the address with its key is written down nowhere. Sending such a
    # form twice has to be harmless by itself.
    keeps_draft = False
    keeping = False
    # What the form class behind it brings
    fields: dict[str, Any]
    initial: dict[str, Any]
    data: Any

    def __init__(self, *args: Any, request, door="", **options):
        super().__init__(*args, **options)
        self.request, self.door, self.status = request, door, 200
        self.fields["website"] = forms.CharField(
            label=_("Website"),
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        )
        self.fields["begun"] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial["begun"] = _signer.sign(self.limit.door)

    def guard(self):
        """The fields of the guard, hidden from people and from what reads pages to them."""
        return Div("website", hidden=True)

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if not may_enter(self.request, self.limit, door=self.door):
            self.status = 429
            raise ValidationError(
                _("This was sent very often just now. Wait %(minutes)d minutes, then send it again."),
                code="flood",
                params={"minutes": self.limit.minutes},
            )
        if cleaned.get("website"):
            self._put("website", "")
            raise ValidationError(_("A field that people do not see was filled in. Send it again."), code="machine")
        self._check_time(cleaned.get("begun", ""))
        return cleaned

    def _check_time(self, begun):
        try:
            door = _signer.unsign(begun, max_age=OPEN_AT_MOST_SECONDS)
            is_quick = not self._is_older(begun, self.least_seconds)
        except SignatureExpired:
            self._put("begun", _signer.sign(self.limit.door))
            raise ValidationError(_("This page was open for very long. Send it again."), code="stale") from None
        except BadSignature:
            door, is_quick = "", False
        if door != self.limit.door:
            self._put("begun", _signer.sign(self.limit.door))
            raise ValidationError(_("This page has to be sent once more. Send it again."), code="unsigned")
        if is_quick:
            raise ValidationError(_("That was very quick. Look it over, then send it again."), code="quick")

    @staticmethod
    def _is_older(begun, seconds):
        try:
            _signer.unsign(begun, max_age=seconds)
        except SignatureExpired:
            return True
        return False

    def _put(self, name, value):
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = value
