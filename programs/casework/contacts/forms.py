"""The form that a contact is recorded and corrected with, and the two small ones beside it."""

import uuid
from datetime import datetime, time

from crispy_forms.layout import Layout
from django import forms
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    ConflictLine,
    Fold,
    LineField,
    MinutesField,
    NoteField,
    PastDayField,
    PortalForm,
    RecentDayField,
    SaveBar,
    TimeOfDayField,
    VersionedModelForm,
)
from mmp_portal.ui.templatetags.ui import minutes as in_words
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple
from programs.casework.contacts.models import LONGEST_MINUTES, Contact, Outcome
from programs.casework.matches.models import Match

TRIED = "tried"
USUAL_MINUTES = 60
NOON = time(12)


class ContactForm(VersionedModelForm):
    """What happened, with whom, when and how long. One form for mentors and staff, new and corrected."""

    form_label = _("Contact")

    uid = forms.CharField(widget=forms.HiddenInput, required=False)
    people = forms.MultipleChoiceField(label=_("With"), widget=ChipSelectMultiple, required=False)
    what = forms.ChoiceField(
        label=_("What was it?"), widget=ChipSelect, error_messages={"required": _("Choose what it was.")}
    )
    day = RecentDayField(
        other=PastDayField(
            error_messages={
                "future": _("This day is still to come. Enter the day on which it happened."),
                "invalid": _("The portal cannot read this as a day. Type it like 11/23/2026."),
            }
        )
    )
    minutes = MinutesField(most=LONGEST_MINUTES, required=False)
    about = forms.MultipleChoiceField(label=_("About"), widget=ChipSelectMultiple, required=False)
    note = NoteField(label=_("Note"), required=False)
    at = TimeOfDayField(label=_("Time of day"), required=False)
    miles_driven = forms.DecimalField(
        label=_("Miles"),
        required=False,
        min_value=0,
        max_value=999,
        decimal_places=1,
        error_messages={
            "min_value": _("Miles cannot be below zero."),
            "max_value": _("That is more than 999 miles. Check the number."),
            "max_decimal_places": _("Give miles with one decimal place at most, such as 12.5."),
            "max_digits": _("That is more than 999 miles. Check the number."),
            "max_whole_digits": _("That is more than 999 miles. Check the number."),
        },
    )
    match = forms.ModelChoiceField(
        label=_("Mentor who took part"),
        queryset=Match.objects.none(),
        required=False,
        empty_label=_("No mentor took part"),
    )

    class Meta:
        model = Contact
        fields = ("setting", "note", "help_wanted", "miles_driven")
        widgets = {"setting": ChipSelect}
        labels = {"setting": _("Where?")}

    def __init__(self, *args, enrollment, writer_is_mentor, usual=None, **options):
        self.enrollment = enrollment
        self.definition = enrollment.definition
        self.writer_is_mentor = writer_is_mentor
        super().__init__(*args, **options)
        self.fields["people"].choices = self._people()
        self.fields["what"].choices = [*self.definition.choices("contact_kinds"), (TRIED, Outcome.ATTEMPTED.label)]
        self.fields["about"].choices = self.definition.choices("contact_topics")
        self.fields["setting"] = forms.ChoiceField(
            label=_("Where?"),
            widget=ChipSelect,
            required=False,
            choices=self.definition.choices("contact_settings"),
            error_messages={"invalid_choice": _("This choice is not offered. Choose one of the list.")},
        )
        self.fields["note"].help_text = _("They may ask to read it. Leave out other people's names.")
        self.fields["at"].help_text = _("Where it matters. Without it only the day is kept.")
        if writer_is_mentor:
            del self.fields["match"]
            worker = enrollment.worker.first_name if enrollment.worker else gettext("staff")
            self.fields["help_wanted"].label = _("I want help from %(name)s") % {"name": worker}
            self.fields["help_wanted"].help_text = _("They see it first in their list.")
        else:
            del self.fields["help_wanted"]
            self.fields["match"].queryset = enrollment.matches.not_voided().with_people()
            self.fields["match"].label_from_instance = lambda match: match.mentor.name
        if not self.is_bound:
            self.initial |= self._of(self.instance) if self.instance.pk else self._usual(usual)

    def _people(self):
        participant = self.enrollment.participant
        called = participant.called if self.writer_is_mentor else participant.name
        children = participant.children(on=self.enrollment.site.today())
        return [
            (str(participant.pk), called),
            *((str(child.pk), _("%(name)s, child") % {"name": child.called}) for child in children),
        ]

    def _usual(self, last):
        """What most contacts of this pair are like: today, the last kind, place and length."""
        usual = {
            "uid": str(uuid.uuid4()),
            "people": [str(self.enrollment.participant_id)],
            "what": self.definition.contact_kinds[0].code,
            "day": timezone.localdate(),
            "minutes": USUAL_MINUTES,
        }
        if last:
            usual["what"] = last.kind or usual["what"]
            usual["minutes"] = last.duration_minutes or USUAL_MINUTES
            usual["setting"] = last.setting
        if not self.writer_is_mentor:
            usual["match"] = None
        return usual

    def _of(self, contact):
        """What a contact says, as this form would have been filled in."""
        begun = timezone.localtime(contact.started_at)
        return {
            "uid": str(contact.uid),
            "people": [str(person.pk) for person in contact.present.all()],
            "what": TRIED if contact.is_try else contact.kind,
            "day": begun.date(),
            "at": None if begun.time() == NOON else begun.time().replace(second=0, microsecond=0),
            "minutes": contact.duration_minutes,
            "about": [topic.code for topic in contact.topics.all()],
            "match": contact.match_id,
        }

    def clean_uid(self):
        try:
            return uuid.UUID(self.cleaned_data["uid"])
        except ValueError:
            return uuid.uuid4()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what") == TRIED:
            cleaned["minutes"] = None
        return cleaned

    def _differences(self, current):
        theirs = self._of(current)
        lines = []
        for name in ("people", "what", "day", "at", "minutes", "about"):
            before, now = self._spoken(name, theirs[name]), self._spoken(name, self.cleaned_data.get(name))
            if before != now:
                lines.append(ConflictLine(str(self.fields[name].label), before, now))
        return lines + super()._differences(current)

    def _spoken(self, name, value):
        if value in (None, "", []):
            return gettext("empty")
        if name == "minutes":
            return in_words(value)
        if name == "day":
            return format_date(value, "D, M j, Y")
        if name == "at":
            return format_date(value, "g:i a")
        return self._words(name, value)

    @property
    def facts(self):
        """What the form says, in the words of `workflow.record`."""
        said = self.cleaned_data
        facts = {
            "outcome": Outcome.ATTEMPTED if said["what"] == TRIED else Outcome.MADE,
            "kind": self._kind(said["what"]),
            "started_at": self._moment(said["day"], said["at"]),
            "duration_minutes": said["minutes"],
            "setting": said["setting"],
            "note": said["note"],
            "topics": said["about"],
            "present": [int(pk) for pk in said["people"]],
            "miles_driven": said["miles_driven"],
        }
        if "help_wanted" in said:
            facts["help_wanted"] = said["help_wanted"]
        if "match" in said:
            facts["match"] = said["match"]
        return facts

    def _kind(self, what):
        if what != TRIED:
            return what
        return self.instance.kind if self.instance.pk and self.instance.is_try else ""

    def _moment(self, day, at):
        """The moment to keep. Without a time of day it is noon, or now on a day that has not reached it."""
        if at is None:
            now = timezone.localtime()
            at = min(now.time().replace(second=0, microsecond=0), NOON) if now.date() == day else NOON
        return timezone.make_aware(datetime.combine(day, at))

    # Names of facts in the workflow, and the fields that say them.
    ABOUT = {"started_at": "day", "kind": "what", "duration_minutes": "minutes", "match": "match"}

    def refuse(self, refusal):
        """Put a refusal of the workflow beside the field it is about."""
        field = self.ABOUT.get(refusal.about)
        self.add_error(field if field in self.fields else None, str(refusal))

    def get_layout(self):
        parts = ["people", "what", "day", "minutes", "setting", "about", "note"]
        if "help_wanted" in self.fields:
            parts.append("help_wanted")
        if "match" in self.fields:
            parts.insert(1, "match")
        label = _("Save the correction") if self.instance.pk else _("Save the contact")
        return Layout(Card("", *parts), Fold(_("Time of day, miles"), "at", "miles_driven"), SaveBar(label))


class VoidForm(PortalForm):
    """Why a contact is taken out of every count."""

    form_label = _("Void this contact")
    reason = LineField(
        label=_("Why does it not count?"),
        max_length=200,
        help_text=_("It stays in the history with this reason, and counts nowhere."),
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Void the contact"), cancel_label=_("Keep it")))


class SeenForm(PortalForm):
    """A word back to whoever wrote the contact."""

    form_label = _("Answer")
    thanks = LineField(label=_("Thanks"), max_length=300, required=False)

    def __init__(self, *args, contact, **options):
        self.contact = contact
        super().__init__(*args, **options)
        field = self.fields["thanks"]
        field.help_text = _("They see it on their home page.")
        if contact.waits_for_help:
            field.label = _("Answer")
            field.required = True
            field.error_messages["required"] = _("They asked for help: write a short answer.")

    def get_layout(self):
        return Layout("thanks", SaveBar(_("Send the answer") if self.contact.waits_for_help else _("Mark as seen")))
