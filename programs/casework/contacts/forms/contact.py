"""The form that a contact is recorded and corrected with."""

import uuid

from crispy_forms.layout import Layout
from django import forms
from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    ConflictLine,
    DayField,
    Fold,
    LineField,
    MinutesField,
    NoteField,
    PastDayField,
    RecentDayField,
    Row,
    SaveBar,
    TimeOfDayField,
    VersionedModelForm,
)
from mmp_portal.ui.templatetags.ui import minutes as in_words
from mmp_portal.ui.widgets import CheckList, ChipSelect, ChipSelectMultiple
from programs.casework.contacts.beside import called
from programs.casework.contacts.forms.beginnings import TRIED, planned_in, said_by, usual_in
from programs.casework.contacts.forms.clock import minutes_between, moment_of
from programs.casework.contacts.forms.extra import ExtraSection
from programs.casework.contacts.models import LONGEST_MINUTES, Contact, Outcome, Vocabulary
from programs.casework.contacts.models.contact import MOST_TRIES
from programs.casework.matches.models import Match
from programs.casework.parameters.components import components_at


def whole_number(label, *, least, most, sentences, **options):
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=sentences,
        **options,
    )


class ContactForm(VersionedModelForm):
    """What happened, with whom, when and how long. One form for mentors and staff, new and corrected.

    The first screen is what nearly every contact needs; the rest is folded below it. `others` are the cases
    that the entry may be shared with, `workers` the staff who may have taken part, `goals` those the family
    works on, `appointment` the one that this contact came of, `extra` what the room asks besides.
    """

    form_label = _("Contact")

    uid = forms.CharField(widget=forms.HiddenInput, required=False)
    suggested_minutes = forms.CharField(widget=forms.HiddenInput, required=False)
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
    factors = forms.MultipleChoiceField(label=_("Protective factors"), widget=ChipSelectMultiple, required=False)
    components = forms.MultipleChoiceField(label=_("Part of the program"), widget=ChipSelectMultiple, required=False)
    goals = forms.MultipleChoiceField(label=_("Goals it was about"), widget=CheckList, required=False)
    note = NoteField(label=_("Note"), required=False)
    also_with = forms.MultipleChoiceField(
        label=_("Other families who took part"),
        widget=CheckList,
        required=False,
        help_text=_("One entry is enough: it is credited to each family."),
    )
    others_present = LineField(
        label=_("Who else took part"), max_length=200, required=False, help_text=_("In words, such as: her aunt")
    )
    staff_present = forms.MultipleChoiceField(label=_("Staff who took part"), widget=CheckList, required=False)
    interpreter_used = forms.BooleanField(label=_("An interpreter helped"), required=False)
    at = TimeOfDayField(label=_("From"), required=False)
    until = TimeOfDayField(label=_("Until"), required=False)
    tries = whole_number(
        _("How often tried"),
        least=1,
        most=MOST_TRIES,
        help_text=_("For a try that reached nobody."),
        sentences={
            "min_value": _("Somebody tried at least once."),
            "max_value": _("That is more than %(limit_value)s tries. Check the number."),
        },
    )
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
    travel_minutes = whole_number(
        _("Minutes on the road"),
        least=0,
        most=LONGEST_MINUTES,
        sentences={
            "min_value": _("Minutes cannot be below zero."),
            "max_value": _("That is more than %(limit_value)s minutes. Check the number."),
        },
    )
    follow_up = LineField(
        label=_("What is to follow"), max_length=200, required=False, help_text=_("Such as: call the clinic")
    )
    follow_up_by = DayField(label=_("By when"), required=False)
    match = forms.ModelChoiceField(
        label=_("Mentor who took part"),
        queryset=Match.objects.none(),
        required=False,
        empty_label=_("No mentor took part"),
    )
    in_name_of_mentor = forms.BooleanField(
        label=_("I write this in the mentor's name"),
        required=False,
        help_text=_("They told it to me. The record says that I entered it for them."),
    )

    class Meta:
        model = Contact
        fields = ("setting", "note", "help_wanted")
        widgets = {"setting": ChipSelect}
        labels = {"setting": _("Where?")}

    def __init__(
        self,
        *args,
        enrollment,
        writer_is_mentor,
        others=(),
        kept=(),
        workers=(),
        goals=(),
        usual=None,
        appointment=None,
        extra=None,
        **options,
    ):
        self.enrollment = enrollment
        self.definition = enrollment.definition
        self.writer_is_mentor = writer_is_mentor
        self.others = {str(one.pk): one for one in others}
        self.kept = list(kept)  # families of the entry whom the writer no longer reads of: they stay in it
        self.extra = extra
        super().__init__(*args, **options)
        self._offer(workers, goals)
        self._word_for_writer()
        if not self.is_bound:
            if self.instance.pk:
                self.initial |= said_by(self.instance)
            else:
                self.initial |= usual_in(enrollment, usual, writer_is_mentor=writer_is_mentor)
                if appointment:
                    self.initial |= planned_in(appointment, writer_is_mentor=writer_is_mentor)
                self.initial["suggested_minutes"] = self.initial["minutes"]

    @property
    def kept_with(self):
        """The room's own part, which is sent and kept in the draft together with this form."""
        return (self.extra,) if self.extra else ()

    def _components(self):
        """The parts that the site offers, and those that the contact names already."""
        site = self.enrollment.site
        offered = {one.code for one in components_at(self.definition, site, site.today())}
        if self.instance.pk:
            offered |= {topic.code for topic in self.instance.topics.all()}
        return [pair for pair in self.definition.choices(Vocabulary.COMPONENT.of_program) if pair[0] in offered]

    def _offer(self, workers, goals):
        """The program's own words, and the people and goals of the case. What has no choices is not asked."""
        self.fields["people"].choices = self._people()
        self.fields["what"].choices = [*self.definition.choices("contact_kinds"), (TRIED, Outcome.ATTEMPTED.label)]
        self.fields["setting"] = forms.ChoiceField(
            label=_("Where?"),
            widget=ChipSelect,
            required=False,
            choices=self.definition.choices("contact_settings"),
            error_messages={"invalid_choice": _("This choice is not offered. Choose one of the list.")},
        )
        offered = {
            "about": self.definition.choices(Vocabulary.TOPIC.of_program),
            "factors": self.definition.choices(Vocabulary.FACTOR.of_program),
            "components": self._components(),
            "goals": [(str(goal.pk), goal.words) for goal in goals],
            "also_with": [(pk, called(other, by_mentor=self.writer_is_mentor)) for pk, other in self.others.items()],
            "staff_present": [(str(user.pk), user.name) for user in workers],
        }
        for name, choices in offered.items():
            if choices:
                self.fields[name].choices = choices
            else:
                del self.fields[name]

    def _word_for_writer(self):
        self.fields["note"].help_text = _("They may ask to read it. Leave out other people's names.")
        self.fields["note"].widget.attrs |= {
            "data-names": "\n".join(self.names_to_leave_out()),
            "data-names-hint": _("A child’s name stands in your note. “Her daughter” or an initial is enough."),
        }
        self.fields["until"].help_text = _("Then the minutes are computed, unless you typed them yourself.")
        if self.writer_is_mentor:
            del self.fields["match"], self.fields["in_name_of_mentor"]
            self.fields.pop("staff_present", None)
            worker = self.enrollment.worker.first_name if self.enrollment.worker else gettext("staff")
            self.fields["help_wanted"].label = _("I want help from %(name)s") % {"name": worker}
            self.fields["help_wanted"].help_text = _("They see it first in their list.")
        else:
            del self.fields["help_wanted"]
            self.fields["match"].queryset = self.enrollment.matches.not_voided().with_people()
            self.fields["match"].label_from_instance = lambda match: match.mentor.name

    def _children(self):
        if not hasattr(self, "_children_read"):
            participant = self.enrollment.participant
            self._children_read = list(participant.children(on=self.enrollment.site.today()))
        return self._children_read

    def names_to_leave_out(self):
        """What the children are called: names that need not stand in a note."""
        names = {child.called for child in self._children()}
        if not self.writer_is_mentor:
            names |= {child.given_name for child in self._children()}
        return sorted(name for name in names if name)

    def _people(self):
        participant = self.enrollment.participant
        name = participant.called if self.writer_is_mentor else participant.name
        known = [
            (str(participant.pk), name),
            *((str(child.pk), _("%(name)s, child") % {"name": child.called}) for child in self._children()),
        ]
        if self.writer_is_mentor:
            return known
        codes = {pk for pk, _label in known}
        return known + [(pk, label) for pk, label in self._housemates() if pk not in codes]

    def _housemates(self):
        """Others of the household, as their household calls them."""
        today = self.enrollment.site.today()
        homes = self.enrollment.participant.memberships.in_force(today).filter(voided_at=None)
        for place in homes.select_related("household"):
            members = place.household.members.in_force(today).filter(voided_at=None, person__voided_at=None)
            for member in members.select_related("person"):
                yield str(member.person_id), f"{member.person.called}, {str(member.relationship_in_words).lower()}"

    # --- What was typed ---------------------------------------------------------------------

    def clean_uid(self):
        try:
            return uuid.UUID(self.cleaned_data["uid"])
        except ValueError:
            return uuid.uuid4()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("what") == TRIED:
            cleaned["minutes"] = None
        else:
            cleaned["tries"] = None
            self._count_minutes(cleaned)
        has_day = cleaned.get("follow_up_by") is not None
        if cleaned.get("follow_up") and not has_day and "follow_up_by" not in self.errors:
            self.add_error("follow_up_by", _("By when? Without a day nobody is reminded."))
        if has_day and not cleaned.get("follow_up") and "follow_up" not in self.errors:
            self.add_error("follow_up", _("Say in a few words what is to follow."))
        if cleaned.get("in_name_of_mentor") and not cleaned.get("match") and "match" not in self.errors:
            self.add_error("match", _("Choose the mentor in whose name you write."))
        return cleaned

    def _count_minutes(self, cleaned):
        """From both times of day, unless the minutes were typed or chosen anew."""
        at, until, day = cleaned.get("at"), cleaned.get("until"), cleaned.get("day")
        if until is None or day is None or {"at", "until", "minutes"} & set(self.errors):
            return
        if at is None:
            self.add_error("at", _("Say when it began, too."))
            return
        counted = minutes_between(day, at, until)
        if counted is None:
            self.add_error("until", _("The end lies before the beginning, or more than 12 hours after it."))
            return
        said = cleaned.get("minutes")
        if said is None or str(said) == cleaned.get("suggested_minutes"):
            cleaned["minutes"] = counted

    def _differences(self, current):
        theirs = said_by(current)
        theirs |= {name: getattr(current, name) for name in ("setting", "note", "help_wanted")}
        lines = []
        for name in self.fields:
            if name not in theirs or name in ("uid", "suggested_minutes", "until"):
                continue
            before, now = self._spoken(name, theirs[name]), self._spoken(name, self.cleaned_data.get(name))
            if before != now:
                lines.append(ConflictLine(str(self.fields[name].label), before, now))
        return lines

    def _spoken(self, name, value):
        if value in (None, "", []):
            return gettext("empty")
        if name == "minutes":
            return in_words(value)
        if name == "day":
            return format_date(value, gettext("D, M j, Y"))
        if name == "at":
            return format_date(value, "g:i a")
        return self._words(name, value)

    @property
    def facts(self):
        """What the form says, in the words of `workflow.record`."""
        said = self.cleaned_data
        shared = [self.others[pk] for pk in said.get("also_with", ())] + self.kept
        facts = {
            "outcome": Outcome.ATTEMPTED if said["what"] == TRIED else Outcome.MADE,
            "kind": self._kind(said["what"]),
            "started_at": moment_of(said["day"], said["at"]),
            "duration_minutes": said["minutes"],
            "topics": said.get("about", ()),
            "components": said.get("components", ()),
            "factors": said.get("factors", ()),
            "goals": [int(pk) for pk in said.get("goals", ())],
            "present": [int(pk) for pk in said["people"]] + [other.participant_id for other in shared],
            "shared_with": shared,
        }
        plain = ("setting", "note", "others_present", "interpreter_used", "tries", "miles_driven", "travel_minutes")
        facts |= {name: said[name] for name in (*plain, "follow_up", "follow_up_by")}
        if "staff_present" in self.fields:
            facts["staff_present"] = [int(pk) for pk in said["staff_present"]]
        facts |= {name: said[name] for name in ("help_wanted", "match", "in_name_of_mentor") if name in said}
        return facts

    def _kind(self, what):
        if what != TRIED:
            return what
        return self.instance.kind if self.instance.pk and self.instance.is_try else ""

    # Names of facts in the workflow, and the fields that say them.
    ABOUT = {
        "started_at": "day",
        "kind": "what",
        "duration_minutes": "minutes",
        "match": "match",
        "shared_with": "also_with",
    }

    def refuse(self, refusal):
        """Put a refusal of the workflow beside the field it is about."""
        field = self.ABOUT.get(refusal.about)
        self.add_error(field if field in self.fields else None, str(refusal))

    def get_layout(self):
        # Without topics of its own, a program is asked first for the factors its work builds on.
        first = "about" if "about" in self.fields else "factors"
        front = ["people", "match", "what", "day", "minutes", "setting", first, "note", "help_wanted"]
        folds = [
            (_("Times, travel, tries"), [Row("at", "until"), Row("miles_driven", "travel_minutes"), "tries"]),
            (_("Who else took part"), ["also_with", "others_present", "staff_present", "interpreter_used"]),
            (_("What it was part of"), ["factors", "components", "goals"]),
            (_("What is to follow"), ["follow_up", "follow_up_by"]),
        ]
        if not self.writer_is_mentor:
            front.insert(2, "in_name_of_mentor")
        label = _("Save the correction") if self.instance.pk else _("Save the contact")
        blocks = [Card("", *(name for name in front if name in self.fields))]
        for title, names in folds:
            shown = [n for n in names if not isinstance(n, str) or (n in self.fields and n != first)]
            if shown:
                blocks.append(Fold(title, *shown))
        if self.extra:
            asked = self.definition.contact_extra
            section = ExtraSection(asked.title, self.extra, begins_open=asked.begins_open)
            blocks.insert(1 if asked.begins_open else len(blocks), section)  # what begins open is the heart of it
        return Layout(*blocks, SaveBar(label))
