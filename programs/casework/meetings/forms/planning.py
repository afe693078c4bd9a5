"""Planning a meeting or a series, moving it, and calling it off."""

from datetime import datetime, timedelta

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import Site, SiteProgram
from mmp_portal.ui.forms import (
    Card,
    ConflictLine,
    DayField,
    LineField,
    MinutesField,
    PortalForm,
    Row,
    SaveBar,
    TimeOfDayField,
    VersionedModelForm,
)
from mmp_portal.ui.templatetags.ui import minutes as in_words
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple
from programs import registry
from programs.casework.meetings.models import Meeting
from programs.casework.meetings.models.series import MOST_TIMES, Repeats

USUAL_MINUTES = (60, 90, 120, 180, 240)
# A meeting that took place without a plan can still be written down; further back it is a slip of the year.
NOTE_BACK = timedelta(days=92)
PLAN_AHEAD = timedelta(days=2 * 365)
COMFORTS = (
    ("has_meal", _("A meal")),
    ("has_child_care", _("Child care")),
    ("has_rides", _("Rides")),
    ("has_interpreter", _("An interpreter")),
)
ONE, FOLLOWING = "one", "following"


class MeetingForm(VersionedModelForm):
    """When, where and what about. Planning asks for site, kind and series, too; a planned meeting keeps them."""

    form_label = _("Meeting")

    site = forms.ModelChoiceField(label=_("Site"), queryset=Site.objects.none(), empty_label=None)
    kind = forms.ChoiceField(
        label=_("What kind of meeting?"), widget=ChipSelect, error_messages={"required": _("Choose the kind.")}
    )
    topic = LineField(label=_("Topic"), max_length=120, help_text=_("As people will read it on their phones."))
    day = DayField(label=_("Day"))
    begins = TimeOfDayField(label=_("Begins"))
    minutes = MinutesField(label=_("How long?"), usual=USUAL_MINUTES, most=16 * 60)
    place = LineField(label=_("Place"), max_length=120, required=False)
    speaker = LineField(label=_("Speaker"), max_length=120, required=False)
    comforts = forms.MultipleChoiceField(
        label=_("What helps people come"), widget=ChipSelectMultiple, choices=COMFORTS, required=False
    )
    repeats = forms.ChoiceField(
        label=_("Does it come again?"), choices=[("", _("Only once")), *Repeats.choices], required=False
    )
    until = DayField(label=_("Until"), required=False, help_text=_("The last day on which it may take place."))
    times = forms.IntegerField(
        label=_("Or so many times"),
        min_value=2,
        max_value=MOST_TIMES,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "min_value": _("A series has at least two meetings."),
            "max_value": _("A series has at most 60 meetings. Plan the rest later."),
        },
    )
    also = forms.MultipleChoiceField(
        label=_("Also counts for another program"),
        widget=ChipSelectMultiple,
        required=False,
        help_text=_("Its participants are asked, too. Whoever is in both came once, and is counted in each."),
    )
    following = forms.ChoiceField(
        label=_("What do you change?"),
        widget=ChipSelect,
        choices=[(ONE, _("Only this meeting")), (FOLLOWING, _("This one and those that follow"))],
        initial=ONE,
        required=False,
    )
    ask_everyone = forms.BooleanField(
        label=_("Ask everyone it is for"),
        help_text=_(
            "Everyone enrolled and their mentors; mentors alone to a training. They are invited at once, and "
            "reminded a week and a day before."
        ),
        required=False,
        initial=True,
    )

    class Meta:
        model = Meeting
        fields = ("topic", "place", "speaker", "language", "capacity", "materials")

    def __init__(self, *args, user, site=None, **options):
        self.user = user
        super().__init__(*args, **options)
        self.fields["language"].required = False
        self.fields["capacity"].help_text = _("Empty means that there is room for all.")
        self.fields["materials"].help_text = _("What to bring or copy. Only staff read it.")
        if self.instance.pk:
            self._keep_what_is_planned()
        else:
            self._offer_what_may_be_planned(site)
        self.put_plainly()

    def _keep_what_is_planned(self):
        gone = ["site", "kind", "ask_everyone", "repeats", "until", "times"]
        if not self._has_followers():
            gone.append("following")
        for name in gone:
            del self.fields[name]
        self.fields["also"].choices = self._kinds(
            {grant.program for grant in self.user.grants_with(Permission.MEETING_EDIT)},
            set(SiteProgram.objects.filter(site=self.instance.site).values_list("program", flat=True))
            - {self.instance.program},
        )
        if not self.is_bound:
            self.initial |= self._of(self.instance)

    def _has_followers(self):
        return bool(self.instance.series_id) and (
            Meeting.objects.standing()
            .filter(series=self.instance.series_id, starts_at__gt=max(self.instance.starts_at, timezone.now()))
            .exists()
        )

    def _offer_what_may_be_planned(self, site):
        del self.fields["following"]
        user = self.user
        grants = user.grants_with(Permission.MEETING_EDIT)
        sites = Site.objects.filter(pk__in=[grant.site_id for grant in grants])
        self.fields["site"].queryset = sites
        self.fields["site"].initial = site or sites.first()
        if len({grant.site_id for grant in grants}) == 1:
            self.fields["site"].widget = forms.HiddenInput()
        own = {grant.program for grant in grants}
        offered = set(
            SiteProgram.objects.in_force(timezone.localdate()).filter(site__in=sites).values_list("program", flat=True)
        )
        self.fields["kind"].choices = self._kinds(own, offered)
        self.fields["also"].choices = self._kinds(own, offered) if len(offered) > 1 else []
        if not self.is_bound:
            self.initial.setdefault("minutes", 120)

    @staticmethod
    def _kinds(own, offered):
        """Kinds of meetings of the `offered` programs, those that `own` (programs of a role, "" for all) reaches."""
        return [
            (program.short_name, [(f"{program.code}:{kind.code}", kind.label) for kind in program.meeting_kinds])
            for program in registry.all_programs()
            if program.meeting_kinds and program.code in offered and ("" in own or program.code in own)
        ]

    def _of(self, meeting):
        """What a planned meeting says, as this form would have been filled in."""
        begins = timezone.localtime(meeting.starts_at, meeting.site.zone)
        return {
            "day": begins.date(),
            "begins": begins.time(),
            "minutes": meeting.duration_minutes,
            "comforts": [name for name, _words in COMFORTS if getattr(meeting, name)],
            "also": [f"{served.program}:{served.kind}" for served in meeting.served_programs.all()],
        }

    def clean_minutes(self):
        minutes = self.cleaned_data["minutes"]
        if minutes and minutes < 10:
            raise ValidationError(_("A meeting lasts at least 10 minutes."))
        return minutes

    def clean_day(self):
        day = self.cleaned_data["day"]
        today = timezone.localdate()
        if day < today - NOTE_BACK:
            raise ValidationError(_("This day lies more than three months back. Check the year."))
        if day > today + PLAN_AHEAD:
            raise ValidationError(_("This day is more than two years ahead. Check the year."))
        return day

    def clean_language(self):
        return self.cleaned_data["language"] or self.instance.language

    def clean_also(self):
        """The chosen ones; a program that this person does not work in stays as it is."""
        chosen = self.cleaned_data["also"]
        offered = {code for _program, pairs in self.fields["also"].choices for code, _label in pairs}
        if self.instance.pk:
            chosen = [*chosen, *(code for code in self._of(self.instance)["also"] if code not in offered)]
        programs = [choice.split(":")[0] for choice in chosen]
        if len(set(programs)) < len(programs):
            raise ValidationError(_("Choose one kind of each program."))
        return chosen

    def clean(self):
        cleaned = super().clean()
        self._check_site_and_kind(cleaned)
        self._check_series(cleaned)
        return cleaned

    def _check_site_and_kind(self, cleaned):
        site, kind = cleaned.get("site"), cleaned.get("kind")
        if site and kind:
            program = kind.split(":")[0]
            grants = self.user.grants_with(Permission.MEETING_EDIT)
            if not any(grant.site_id == site.pk and grant.program in ("", program) for grant in grants):
                self.add_error("kind", _("At %(site)s you do not work in this program.") % {"site": site.name})
            if any(choice.split(":")[0] == program for choice in cleaned.get("also", ())):
                self.add_error("also", _("Choose another program than that of the meeting itself."))

    def _check_series(self, cleaned):
        if not cleaned.get("repeats"):
            return
        until, times, day = cleaned.get("until"), cleaned.get("times"), cleaned.get("day")
        if not until and not times and not {"until", "times"} & set(self.errors):
            self.add_error("until", _("Say until which day, or how many times."))
        if until and times:
            self.add_error("times", _("Choose one: a last day, or a number of times."))
        if until and day and until <= day:
            self.add_error("until", _("The last day lies before the second meeting."))
        if until and day and until > day + PLAN_AHEAD:
            self.add_error("until", _("This day is more than two years ahead. Check the year."))

    def _differences(self, current):
        theirs = self._of(current)
        lines = []
        for name in ("day", "begins", "minutes", "comforts", "also"):
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
            return format_date(value, gettext("D, M j, Y"))
        if name == "begins":
            return format_date(value, "g:i a")
        if name == "also":
            kinds = dict(pair for _program, pairs in self.fields["also"].choices for pair in pairs)
            return ", ".join(str(kinds.get(choice, choice)) for choice in value)
        return self._words(name, value)

    @property
    def details(self):
        """What the form says, in the words of `workflow.plan` and `workflow.change`."""
        said = self.cleaned_data
        site = said.get("site") or self.instance.site
        details = {
            "topic": said["topic"],
            "starts_at": timezone.make_aware(datetime.combine(said["day"], said["begins"]), site.zone),
            "duration_minutes": said["minutes"],
            "place": said["place"],
            "speaker": said["speaker"],
            "language": said["language"],
            "capacity": said["capacity"],
            "materials": said["materials"],
            "also": [tuple(choice.split(":")) for choice in said["also"]],
            **{name: name in said["comforts"] for name, _words in COMFORTS},
        }
        if not self.instance.pk:
            program, kind = said["kind"].split(":")
            details |= {"site": site, "program": program, "kind": kind, "ask_everyone": said["ask_everyone"]}
        return details

    @property
    def series(self):
        """How the meeting comes again, in the words of `workflow.plan_series`; empty for a single one."""
        said = self.cleaned_data
        if not said.get("repeats"):
            return {}
        return {"repeats": said["repeats"], "until": said["until"], "times": said["times"]}

    @property
    def is_for_following(self):
        return self.cleaned_data.get("following") == FOLLOWING

    def get_layout(self):
        is_new = not self.instance.pk
        what = ["site", "kind", "topic"] if is_new else ["topic"]
        if "following" in self.fields:
            what.insert(0, "following")
        more = ["comforts", Row("capacity", "language"), "materials"]
        if self.fields["also"].choices:
            more.append("also")
        parts = [Card("", *what, Row("day", "begins"), "minutes", "place", "speaker")]
        if is_new:
            parts.append(Card(_("A series"), "repeats", Row("until", "times")))
        parts.append(Card(_("What people need, and room"), *more))
        if is_new:
            parts.append(Card(_("Who is asked"), "ask_everyone"))
        return Layout(*parts, SaveBar(_("Plan the meeting") if is_new else _("Save the changes")))


class CallOffForm(PortalForm):
    form_label = _("Call the meeting off")
    reason = LineField(
        label=_("Why?"), max_length=200, help_text=_("Everyone who was asked and signs in reads this at once.")
    )

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Call the meeting off"), cancel_label=_("Keep it")))
