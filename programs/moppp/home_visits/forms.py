"""The part of a contact that makes it a home visit, on one page with the rest."""

from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.forms import (
    Card,
    ComingDayField,
    Fold,
    LineField,
    Note,
    NoteField,
    PastDayField,
    PortalForm,
    Row,
    SaveBar,
    TimeOfDayField,
)
from mmp_portal.ui.templatetags.ui import full_day
from mmp_portal.ui.widgets import CheckList, ChipSelect
from participants.facts import CannotWrite
from participants.immunizations.vaccines import Vaccine
from participants.immunizations.workflow import check_day
from participants.models import HouseholdMember
from programs.casework.meetings.models import Meeting
from programs.casework.supports.models import Account, Book, Entry
from programs.moppp.home_visits.health import standings_of, tools_due
from programs.moppp.models import DiaperSize, HomeVisit, Outing

PARTS = ("interaction", "development", "well_being", "strengths", "curriculum_used", "curriculum_next", "signed_name")
MOST_ITEMS = 24
MOST_PIECES = 500
YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]


@dataclass(frozen=True)
class Immunized:
    """What the section says of one child's immunizations: shots of a day, and whether their card was seen."""

    child: Any
    given_on: Any
    vaccines: list
    saw_card: bool


@dataclass(frozen=True)
class Said:
    """What the section says of one child."""

    child: Any
    seen: str
    diaper_size: str
    wants_book: bool
    has_medical_home: bool | None

    @property
    def is_empty(self):
        return not (self.seen or self.diaper_size or self.wants_book or self.has_medical_home is not None)


def adults_of(enrollment):
    """The participant, and the adults of their home."""
    today = enrollment.site.today()
    homes = HouseholdMember.objects.homes_of(enrollment.participant, on=today)
    members = HouseholdMember.objects.in_force(today).filter(household__in=homes, person__voided_at=None)
    others = members.exclude(part=HouseholdMember.Part.CHILD).exclude(person=enrollment.participant)
    found = {enrollment.participant_id: enrollment.participant}
    found |= {member.person_id: member.person for member in others.select_related("person")}
    return list(found.values())


def shelf_of(site):
    """The items of the site's shelf, by name."""
    items = (
        Account.objects.in_use(site.today()).in_book(Book.GOODS).filter(site=site, program="moppp", enrollment=None)
    )
    return list(items.order_by("name")[:MOST_ITEMS])


def given_at(contact):
    """What was given at a visit, by the key of the account."""
    entries = Entry.objects.standing().filter(key=key_of(contact), enrollment=contact.enrollment_id)
    return {entry.account_id: entry for entry in entries}


def key_of(contact):
    return f"contact-{contact.pk}"


class VisitForm(PortalForm):
    """All children of the household at once, the three parts of a visit, what was given, and what comes next."""

    form_label = _("The home visit")
    not_in_draft = ("self_harm", "self_harm_words")

    primary_caregiver = forms.ChoiceField(label=_("Primary caregiver at the visit"), required=False, widget=ChipSelect)
    interaction = NoteField(label=_("Parent-child interaction"), required=False, rows=2, max_length=500)
    development = NoteField(label=_("Development-centered parenting"), required=False, rows=2, max_length=500)
    well_being = NoteField(label=_("Family well-being"), required=False, rows=2, max_length=500)
    strengths = NoteField(
        label=_("Strengths you saw"),
        required=False,
        rows=2,
        max_length=500,
        help_text=_("Such as: she waits until he answers. It stands on the card that you leave."),
    )
    curriculum_used = LineField(label=_("Unit used today"), required=False)
    curriculum_next = LineField(label=_("Next unit"), required=False)
    next_on = ComingDayField(label=_("Next visit"), required=False)
    next_at = TimeOfDayField(label=_("At"), required=False)
    next_group = forms.ModelChoiceField(
        label=_("Next group"), queryset=Meeting.objects.none(), required=False, empty_label=_("None invited to")
    )
    signed_name = LineField(
        label=_("Signed by"),
        required=False,
        help_text=_("Where the model asks for the parent's signature: their name, typed by themselves."),
    )
    self_harm = forms.BooleanField(
        label=_("Somebody spoke of hurting themselves"),
        required=False,
        help_text=_("Your supervisor is told at once. Stay with them, and call or text 988."),
    )
    self_harm_words = NoteField(
        label=_("What they said"),
        required=False,
        rows=2,
        max_length=2000,
        help_text=_("Only the assigned worker and the supervisor read this. It is in no draft."),
    )

    def __init__(self, *args, enrollment, contact, **options):
        super().__init__(*args, **options)
        self.enrollment, self.contact = enrollment, contact
        today = enrollment.site.today()
        self.children = list(enrollment.participant.children(on=today))
        self.adults = adults_of(enrollment)
        self.shelf = shelf_of(enrollment.site)
        self.fields["primary_caregiver"].choices = [(str(one.pk), one.called) for one in self.adults]
        groups = Meeting.objects.upcoming(timezone.now()).filter(site=enrollment.site, program=enrollment.program)
        self.fields["next_group"].queryset = groups
        self.fields["next_group"].label_from_instance = lambda meeting: (
            f"{timezone.localtime(meeting.starts_at, enrollment.site.zone):%m/%d/%Y} {meeting.topic}"
        )
        for child in self.children:
            self._ask_about(child)
        for item in self.shelf:
            self.fields[f"item_{item.pk}"] = forms.IntegerField(
                label=item.name,
                required=False,
                min_value=0,
                max_value=MOST_PIECES,
                help_text=_("%(count)s on the shelf") % {"count": item.balance},
            )
        if contact:
            self._begin_with(contact)
            del self.fields["next_on"], self.fields["next_at"], self.fields["self_harm"]
            del self.fields["self_harm_words"]
        else:
            self._ask_about_immunizations(today)
            self._begin_with_the_last()
        self.put_plainly()

    def _ask_about(self, child):
        self.fields[f"child_{child.pk}_seen"] = LineField(label=_("What you saw"), max_length=300, required=False)
        self.fields[f"child_{child.pk}_diaper"] = forms.ChoiceField(
            label=_("Diaper size needed"), choices=[("", _("None")), *DiaperSize.choices], required=False
        )
        self.fields[f"child_{child.pk}_book"] = forms.BooleanField(label=_("A book for their age"), required=False)
        self.fields[f"child_{child.pk}_doctor"] = forms.ChoiceField(
            label=_("Has a medical home"), choices=YES_OR_NO, required=False, widget=ChipSelect
        )

    def _ask_about_immunizations(self, today):
        """While the visit is new: what is put right later is put right on the child's own page."""
        self.standings = standings_of(self.children, site=self.enrollment.site, on=today)
        self.tools = tools_due(self.enrollment, on=today)
        for child in self.children:
            name = f"child_{child.pk}"
            self.fields[f"{name}_card"] = forms.BooleanField(
                label=_("I saw their immunization card today"), required=False
            )
            self.fields[f"{name}_shots_on"] = PastDayField(label=_("Shots were given on"), required=False)
            self.fields[f"{name}_shots"] = forms.MultipleChoiceField(
                label=_("Which ones?"),
                choices=Vaccine.choices,
                widget=CheckList,
                required=False,
                help_text=_("A shot against several diseases: choose each of them."),
            )

    def _begin_with(self, contact):
        visit = HomeVisit.objects.not_voided().filter(contact=contact).prefetch_related("children").first()
        if visit:
            self.initial |= {name: getattr(visit, name) for name in PARTS}
            self.initial["next_group"] = visit.next_group_id
            self.initial["primary_caregiver"] = str(visit.primary_caregiver_id or "")
            groups = self.fields["next_group"].queryset | Meeting.objects.filter(pk=visit.next_group_id)
            self.fields["next_group"].queryset = groups
            self._remember(visit, needs=True)
        for pk, entry in given_at(contact).items():
            self.initial[f"item_{pk}"] = -entry.amount

    def _begin_with_the_last(self):
        """The next unit of the last visit is today's; caregiver and medical homes are as they were."""
        last = (
            HomeVisit.objects.not_voided()
            .filter(contact__enrollment=self.enrollment, contact__voided_at=None)
            .order_by("-contact__started_at")
            .prefetch_related("children")
            .first()
        )
        self.initial["primary_caregiver"] = str(self.enrollment.participant_id)
        if last:
            self.initial["curriculum_used"] = last.curriculum_next
            self._remember(last, needs=False)

    def _remember(self, visit, *, needs):
        for row in visit.children.all():
            name = f"child_{row.child_id}"
            if row.has_medical_home is not None:
                self.initial[f"{name}_doctor"] = "yes" if row.has_medical_home else "no"
            self.initial[f"{name}_diaper"] = row.diaper_size
            if needs:
                self.initial |= {f"{name}_seen": row.seen, f"{name}_book": row.wants_book}

    # --- What was typed ---------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean()
        for item in self.shelf:
            name = f"item_{item.pk}"
            already = (
                -given_at(self.contact)[item.pk].amount if self.contact and item.pk in given_at(self.contact) else 0
            )
            if (cleaned.get(name) or 0) > item.balance + already:
                self.add_error(name, _("Only %(count)d are on the shelf.") % {"count": item.balance + already})
        if self.contact is None:
            for child in self.children:
                self._clean_shots(cleaned, child)
        if cleaned.get("next_at") and not cleaned.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _("On which day?"))
        if cleaned.get("next_on") and not cleaned.get("next_at") and "next_at" not in self.errors:
            self.add_error("next_at", _("At what time?"))
        return cleaned

    def _clean_shots(self, cleaned, child):
        day, which = f"child_{child.pk}_shots_on", f"child_{child.pk}_shots"
        if cleaned.get(which) and not cleaned.get(day) and day not in self.errors:
            self.add_error(day, _("On which day were they given?"))
        elif cleaned.get(day) and not cleaned.get(which) and which not in self.errors:
            self.add_error(which, _("Choose what was given on that day."))
        elif cleaned.get(day):
            try:
                check_day(child, cleaned[day])
            except CannotWrite as refusal:
                self.add_error(day, str(refusal))

    @property
    def parts(self):
        """The fields of `HomeVisit`."""
        said = self.cleaned_data
        adults = {str(one.pk): one for one in self.adults}
        return {
            **{name: said[name] for name in PARTS},
            "next_group": said["next_group"],
            "primary_caregiver": adults.get(said["primary_caregiver"]),
        }

    @property
    def about_children(self):
        said = self.cleaned_data
        doctor = {"yes": True, "no": False}
        rows = [
            Said(
                child,
                said[f"child_{child.pk}_seen"],
                said[f"child_{child.pk}_diaper"],
                said[f"child_{child.pk}_book"],
                doctor.get(said[f"child_{child.pk}_doctor"]),
            )
            for child in self.children
        ]
        return [row for row in rows if not row.is_empty]

    @property
    def about_immunizations(self):
        """The names of the fields that go into the children's own records."""
        ends = ("_card", "_shots_on", "_shots")
        return {f"child_{child.pk}{end}" for child in self.children for end in ends}

    @property
    def immunizations(self):
        """What was said of the children's immunizations; of a visit that is corrected nothing."""
        if self.contact:
            return []
        said = self.cleaned_data
        rows = [
            Immunized(
                child,
                said[f"child_{child.pk}_shots_on"],
                said[f"child_{child.pk}_shots"],
                said[f"child_{child.pk}_card"],
            )
            for child in self.children
        ]
        return [row for row in rows if row.vaccines or row.saw_card]

    @property
    def goods(self):
        """Pairs of an account and the pieces given from it, 0 where none."""
        return [(item, self.cleaned_data[f"item_{item.pk}"] or 0) for item in self.shelf]

    def section_layout(self):
        """The blocks, in the order of a visit."""
        blocks = [Card(_("Who was there"), "primary_caregiver")]
        today = self.enrollment.site.today()
        for child in self.children:
            age = child.age_in_words(today)
            title = f"{child.called}, {age}" if age else child.called
            name = f"child_{child.pk}"
            fields = (f"{name}_seen", Row(f"{name}_diaper", f"{name}_book"), f"{name}_doctor")
            blocks.append(Card(title, *fields))
            if self.contact is None:
                blocks.append(self._immunization_fold(child))
        if self.contact is None and self.tools:
            blocks.append(
                Note(_("Assessments due: %(tools)s.") % {"tools": "; ".join(map(tool_in_words, self.tools))})
            )
        blocks.append(Card(_("The visit"), "interaction", "development", "well_being", "strengths"))
        blocks.append(Card(_("Curriculum"), Row("curriculum_used", "curriculum_next")))
        if self.shelf:
            items = [f"item_{item.pk}" for item in self.shelf]
            pairs = [Row(*items[place : place + 2]) for place in range(0, len(items), 2)]
            blocks.append(Card(_("Given today"), *pairs, note=_("in pieces")))
        following = [Row("next_on", "next_at")] if "next_on" in self.fields else []
        blocks.append(Card(_("What comes next"), *following, "next_group", "signed_name"))
        if "self_harm" in self.fields:
            blocks.append(Card(_("If somebody is in danger"), "self_harm", "self_harm_words"))
        return Layout(*blocks)

    def _immunization_fold(self, child):
        word, sentence = self.standings[child.pk]
        name = f"child_{child.pk}"
        title = _("Immunizations of %(name)s: %(word)s") % {"name": child.called, "word": word}
        return Fold(title, Note(sentence), f"{name}_card", f"{name}_shots_on", f"{name}_shots")


def tool_in_words(one):
    """“ASQ-3 for Robin, by Fri, Nov 27, 2026”. The name of a restricted tool would say what it asks about."""
    name = _("an assessment") if one.tool.is_restricted else one.tool.name
    words = {"tool": name, "name": one.person.called if one.person else "", "day": full_day(one.due_on)}
    return (_("%(tool)s for %(name)s, by %(day)s") if one.person else _("%(tool)s, by %(day)s")) % words


class LeaveForm(PortalForm):
    """On the way: when the visitor wants to be back."""

    form_label = _("On the way")

    minutes = forms.TypedChoiceField(
        label=_("Back in"),
        coerce=int,
        choices=[(60, _("1 hour")), (90, _("1 h 30 min")), (120, _("2 hours")), (180, _("3 hours"))],
        widget=ChipSelect,
        initial=120,
        help_text=_("If you have not said by then that you are back, your supervisor is told."),
    )

    def get_layout(self):
        return Layout(Card("", "minutes"), SaveBar(_("I am leaving now")))


class BackForm(PortalForm):
    """Back again, and how it was."""

    form_label = _("Back from the visit")

    is_well = forms.TypedChoiceField(
        label=_("Is all well with you?"),
        coerce=lambda said: said == "yes",
        choices=[("yes", _("All is well")), ("no", _("Something happened"))],
        widget=ChipSelect,
    )
    words = LineField(label=_("What happened"), max_length=Outing._meta.get_field("words").max_length, required=False)

    def get_layout(self):
        return Layout(Card("", "is_well", "words"), SaveBar(_("I am back")))
