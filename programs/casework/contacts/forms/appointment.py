"""The forms that an appointment is planned, moved and called off with."""

import uuid

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    ComingDayField,
    ConflictLine,
    Fold,
    LineField,
    MinutesField,
    PortalForm,
    Row,
    SaveBar,
    TimeOfDayField,
    VersionedModelForm,
)
from mmp_portal.ui.templatetags.ui import minutes as in_words
from mmp_portal.ui.widgets import CheckList, ChipSelect, RadioList
from programs.casework.contacts.beside import called
from programs.casework.contacts.forms.clock import moment_of
from programs.casework.contacts.models import LONGEST_MINUTES, Appointment, MissedReason
from programs.casework.contacts.planning import MOST_TIMES

USUAL_MINUTES = 60


def beginning(form):
    """The moment that the form's day and time of day say."""
    return moment_of(form.cleaned_data["day"], form.cleaned_data["at"])


class AppointmentForm(VersionedModelForm):
    """What is planned, when, where and with whom. A planned one is corrected with the same form, but for its time.

    `match` is given where a mentor plans; staff choose who keeps it among the mentors of the case (`matches`)
    and `workers`. `others` are the families that may come along; those `kept` come, too, and are not named here.
    """

    form_label = _("Appointment")

    uid = forms.CharField(widget=forms.HiddenInput, required=False)
    what = forms.ChoiceField(
        label=_("What will it be?"), widget=ChipSelect, error_messages={"required": _("Choose what it will be.")}
    )
    day = ComingDayField(label=_("Day"))
    at = TimeOfDayField(label=_("At"))
    minutes = MinutesField(most=LONGEST_MINUTES)
    keeper = forms.ChoiceField(label=_("Who keeps it"))
    also_with = forms.MultipleChoiceField(label=_("Other families who come"), widget=CheckList, required=False)
    times = forms.IntegerField(
        label=_("Every week, how many times"),
        required=False,
        min_value=1,
        max_value=MOST_TIMES,
        initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("1 for this one alone. The others follow on the same day of the week at the same time."),
    )

    class Meta:
        model = Appointment
        fields = ("setting", "place", "with_whom", "note")
        labels = {
            "place": _("Place in words"),
            "with_whom": _("Who else comes"),
            "note": _("Note"),
        }
        help_texts = {
            "place": _("Such as: the library on Oak Street"),
            "with_whom": _("In words, such as: her aunt"),
            "note": _("What to bring or to talk about. Leave out other people's names."),
        }

    def __init__(
        self, *args, enrollment, match=None, matches=(), workers=(), others=(), kept=(), keeper=None, **options
    ):
        self.enrollment = enrollment
        self.match = match
        self.others = {str(one.pk): one for one in others}
        self.kept = list(kept)
        self.keepers = {f"match-{one.pk}": one for one in matches} | {f"user-{one.pk}": one for one in workers}
        super().__init__(*args, **options)
        definition = enrollment.definition
        self.fields["what"].choices = definition.kinds_to_plan()
        self.fields["setting"] = forms.ChoiceField(
            label=_("Where?"),
            widget=ChipSelect,
            required=False,
            choices=definition.choices("contact_settings"),
            error_messages={"invalid_choice": _("This choice is not offered. Choose one of the list.")},
        )
        self.fields["keeper"].choices = [
            (code, one.mentor.name if code.startswith("match") else one.name) for code, one in self.keepers.items()
        ]
        self.fields["also_with"].choices = [
            (pk, called(one, by_mentor=bool(match))) for pk, one in self.others.items()
        ]
        self._leave_out()
        if not self.is_bound:
            self.initial |= self._of(self.instance) if self.instance.pk else self._usual(keeper)

    def _leave_out(self):
        """What is not asked: who keeps it, of a mentor; the time, of one that stands and is moved instead."""
        if self.match:
            del self.fields["keeper"]
        if not self.others:
            del self.fields["also_with"]
        if self.instance.pk:
            del self.fields["day"], self.fields["at"], self.fields["times"]

    def _usual(self, keeper):
        return {
            "uid": str(uuid.uuid4()),
            "what": self.enrollment.definition.contact_kinds[0].code,
            "minutes": USUAL_MINUTES,
            "keeper": f"user-{keeper.pk}" if keeper else None,
            "times": 1,
        }

    def _of(self, appointment):
        keeper = f"match-{appointment.match_id}" if appointment.match_id else f"user-{appointment.worker_id}"
        return {
            "uid": str(appointment.uid),
            "what": appointment.kind,
            "minutes": appointment.duration_minutes,
            "keeper": keeper,
            "also_with": [str(other.pk) for other in appointment.also_with.all()],
        }

    def clean_uid(self):
        try:
            return uuid.UUID(self.cleaned_data["uid"])
        except ValueError:
            return uuid.uuid4()

    def _differences(self, current):
        theirs = self._of(current)
        theirs |= {name: getattr(current, name) for name in self.Meta.fields}
        lines = []
        for name in self.fields:
            if name not in theirs or name == "uid":
                continue
            before, now = self._spoken(name, theirs[name]), self._spoken(name, self.cleaned_data.get(name))
            if before != now:
                lines.append(ConflictLine(str(self.fields[name].label), before, now))
        return lines

    def _spoken(self, name, value):
        if value in (None, "", []):
            return gettext("empty")
        return in_words(value) if name == "minutes" else self._words(name, value)

    @property
    def facts(self):
        """What the form says, in the words of `planning.plan` and `planning.change`."""
        said = self.cleaned_data
        facts = {
            "kind": said["what"],
            "duration_minutes": said["minutes"],
            "also_with": [self.others[pk] for pk in said.get("also_with", ())] + self.kept,
            **{name: said[name] for name in self.Meta.fields},
        }
        if "keeper" in said:
            keeper = self.keepers[said["keeper"]]
            is_mentor = said["keeper"].startswith("match")
            facts |= {"match": keeper if is_mentor else None, "worker": None if is_mentor else keeper}
        if "day" in said:
            facts |= {"starts_at": beginning(self), "times": said["times"] or 1}
        return facts

    ABOUT = {"starts_at": "at", "kind": "what", "also_with": "also_with"}

    def refuse(self, refusal):
        """Put a refusal of the workflow beside the field it is about."""
        field = self.ABOUT.get(refusal.about)
        self.add_error(field if field in self.fields else None, str(refusal))

    def get_layout(self):
        when = [] if self.instance.pk else [Row("day", "at")]
        front = ["what", *when, "minutes", "keeper", "setting", "place"]
        more = [name for name in ("also_with", "with_whom", "note") if name in self.fields]
        blocks = [Card("", *(one for one in front if not isinstance(one, str) or one in self.fields))]
        blocks.append(Fold(_("Who else comes, and a note"), *more))
        if "times" in self.fields:
            blocks.append(Fold(_("Every week"), "times"))
        label = _("Save the appointment") if self.instance.pk else _("Plan it")
        return Layout(*blocks, SaveBar(label))


class MoveForm(PortalForm):
    """Another time for an appointment, and why."""

    form_label = _("Move the appointment")

    version = forms.IntegerField(widget=forms.HiddenInput)
    day = ComingDayField(label=_("New day"))
    at = TimeOfDayField(label=_("At"))
    minutes = MinutesField(most=LONGEST_MINUTES)
    reason = LineField(label=_("Why is it moved?"), max_length=200, required=False)

    def __init__(self, *args, appointment, **options):
        super().__init__(*args, **options)
        if not self.is_bound:
            begins = timezone.localtime(appointment.starts_at)
            self.initial |= {
                "version": appointment.version,
                "at": begins.time().replace(second=0, microsecond=0),
                "minutes": appointment.duration_minutes,
            }

    @property
    def facts(self):
        said = self.cleaned_data
        return {
            "version": said["version"],
            "starts_at": beginning(self),
            "duration_minutes": said["minutes"],
            "reason": said["reason"],
        }

    def refuse(self, refusal):
        self.add_error("at" if refusal.about == "starts_at" else None, str(refusal))

    def get_layout(self):
        return Layout("version", Card("", Row("day", "at"), "minutes", "reason"), SaveBar(_("Move it")))


class MissForm(PortalForm):
    """Why an appointment did not happen, or will not."""

    form_label = _("It does not happen")

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=MissedReason.choices,
        widget=RadioList,
        error_messages={"required": _("Choose why it does not happen.")},
    )
    words = LineField(label=_("In a few words"), max_length=200, required=False)
    and_the_rest = forms.BooleanField(label=_("Call off all later ones of this series, too"), required=False)

    def __init__(self, *args, appointment, has_later, **options):
        super().__init__(*args, **options)
        if not has_later:
            del self.fields["and_the_rest"]
        if not appointment.has_begun:
            self.fields["reason"].choices = [
                choice for choice in MissedReason.choices if choice[0] != MissedReason.NO_SHOW
            ]

    def refuse(self, refusal):
        self.add_error("reason" if refusal.about == "reason" else None, str(refusal))

    def get_layout(self):
        return Layout(Card("", *self.fields), SaveBar(_("Save")))
