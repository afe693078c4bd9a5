"""The application that anybody may send, the interview, and the answer."""

import uuid

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mentors.models import FreeTime, MentorApplication
from mmp_portal.links.flood import Limit
from mmp_portal.links.forms import GuardedFormMixin
from mmp_portal.ui.forms import Card, LineField, NameField, NoteField, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.widgets import ChipSelectMultiple, RadioList
from participants.models import Language, Person

LIMIT = Limit(door="mentor-application", from_one_address=20, from_everywhere=200)
# Ids of sendings are made of their words, within this name, so that the same words sent again are one application.
SENDINGS = uuid.UUID("0b0c7e3a-5d0f-4a53-9a7e-6b1f8a2d4c10")
Status = MentorApplication.Status


class ApplyForm(GuardedFormMixin, PortalForm):
    """Short: who, how to reach them, when they have time, and why. The rest is asked when we speak."""

    form_label = _("Become a mentor")
    limit = LIMIT

    given_name = NameField(label=_("First name"))
    family_name = NameField(label=_("Last name"), required=False)
    phone = LineField(
        label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("This is not an e-mail address. One looks like name@example.org.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    city = LineField(label=_("City"), max_length=60, required=False)
    free_times = forms.MultipleChoiceField(
        label=_("When do you have time?"), choices=FreeTime.choices, required=False, widget=ChipSelectMultiple
    )
    interests = LineField(
        label=_("What do you like to do?"), max_length=200, required=False, help_text=_("Such as cooking, gardens.")
    )
    why = NoteField(
        label=_("Why do you want to walk beside somebody?"),
        max_length=2000,
        rows=4,
        required=False,
        help_text=_("A few sentences. What you lived through stays yours: nobody has to write of it."),
    )
    is_adult = forms.BooleanField(
        label=_("I am an adult"), error_messages={"required": _("Only an adult can become a mentor.")}
    )

    def __init__(self, *args, place, language, **options):
        super().__init__(*args, door=place.site.code, **options)
        self.place = place
        self.initial.setdefault("language", language)

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) or name in self.errors for name in ("phone", "email")):
            self.add_error("phone", _("Give a phone number or an e-mail address."))
        return cleaned

    SAID = ("given_name", "family_name", "phone", "email", "language", "city", "free_times", "interests", "why")

    def application(self):
        """What the workflow asks for."""
        return {name: self.cleaned_data[name] for name in self.SAID}

    def sending_id(self):
        """The same words of the same day for the same place are the same application."""
        site, kind = self.place.site, self.place.program.mentor_kind
        words = "|".join([site.code, kind, site.today().isoformat(), *(str(self.cleaned_data[n]) for n in self.SAID)])
        return uuid.uuid5(SENDINGS, words)

    def get_layout(self):
        return Layout(
            Card(_("Who are you?"), "given_name", "family_name", "phone", "email", "language", "city"),
            Card(_("You as a mentor"), "free_times", "interests", "why", "is_adult"),
            self.guard(),
            StrictButton(_("Send"), type="submit", css_class="btn btn-primary btn-wide"),
        )


class InterviewForm(PortalForm):
    """What was said."""

    form_label = _("Interview")

    held_on = PastDayField(label=_("Spoken on"))
    words = NoteField(label=_("What was said?"), max_length=4000, rows=5)

    def get_layout(self):
        return Layout(Card("", "held_on", "words"), SaveBar(_("Keep the note")))


class NamesakeField(forms.ModelChoiceField):
    widget = RadioList

    def label_from_instance(self, person):
        return person.name


class AnswerForm(PortalForm):
    """Accepted, declined or withdrawn; and who it is, where somebody of that name is known here."""

    form_label = _("Answer")

    status = forms.ChoiceField(
        label=_("What is the answer?"),
        choices=[(code.value, code.label) for code in (Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN)],
        widget=RadioList,
    )
    words = LineField(label=_("Why?"), max_length=300, required=False, help_text=_("Needed for a no."))
    person = NamesakeField(
        label=_("Is it one of these?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Somebody new"),
    )

    def __init__(self, *args, namesakes, **options):
        super().__init__(*args, **options)
        self.fields["person"].queryset = namesakes
        if not namesakes:
            del self.fields["person"]

    def get_layout(self):
        person = ["person"] if "person" in self.fields else []
        return Layout(Card("", "status", "words", *person), SaveBar(_("Save the answer")))
