"""The questions of a screening, as the program's facts ask for them, and what was said."""

import re
from dataclasses import replace

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from eligibility.answers import ASKED, Answers
from eligibility.rules import moppp, worksite
from mmp_portal.ui.forms import Card, DayField, LineField, Note, NoteField, PastDayField, PortalForm, Row, SaveBar
from mmp_portal.ui.widgets import ChipSelect
from participants.income import yearly
from participants.income.forms import MoneyField
from participants.income.models import IncomeKind, Per
from programs.casework.parameters.wording import translated
from programs.casework.referrals.screenings.fields import DaysField, YesNoField

LEAST_SOURCES = 2
MOST_SOURCES = 12
FOSTER_CARE_DETAILS = ("foster_care_how", "foster_care_on", "foster_care_words")
FOSTER_CARE = (
    ("in_care", _("In care now")),
    ("left", _("Left care")),
    ("aged_out", _("Aged out of care")),
    ("", _("Not known")),
)
ASK_FACTOR = (("", _("Not asked yet")), ("yes", _("Yes")), ("no", _("No")))


def question_for(name):
    """The field that asks for one answer. A question is the same whichever program asks it."""
    return {
        "born_on": lambda: PastDayField(label=_("Birth date"), required=False),
        "is_parent": lambda: YesNoField(label=_("A parent or caregiver of a child?")),
        "is_expecting": lambda: YesNoField(label=_("Is a child expected?")),
        "unborn_children": lambda: forms.IntegerField(
            label=_("Unborn"), min_value=0, max_value=8, required=False, help_text=_("Two for twins.")
        ),
        "household_size": lambda: forms.IntegerField(
            label=_("People"), min_value=1, max_value=30, required=False, help_text=_("Without unborn children.")
        ),
        "youngest_child_born_on": lambda: DayField(label=_("Youngest child born"), required=False),
        "children_born_on": lambda: DaysField(
            label=_("The children were born"), required=False, help_text=_("At home or placed. One day a line.")
        ),
        "referred_by_childrens_division": lambda: YesNoField(label=_("Referred by Children's Division as at risk?")),
        "child_protection_case": lambda: YesNoField(label=_("A child protection case?")),
        "case_closed_on": lambda: PastDayField(
            label=_("The case closed on"), required=False, help_text=_("Empty while it is open.")
        ),
        "foster_care": lambda: YesNoField(label=_("Foster care, now or before?")),
        "youth_services": lambda: YesNoField(label=_("Division of Youth Services involved?")),
        "court_supervision": lambda: YesNoField(label=_("Court supervision?")),
        "other_challenge": lambda: YesNoField(label=_("Another difficult life challenge?")),
    }[name]()


class ScreeningForm(PortalForm):
    """What a family says. Nothing here is required: what stays empty is not known, and never counts as no."""

    form_label = _("Screening")
    marks_optional = False
    AMOUNT, PER, WHO = "income_{}_amount", "income_{}_per", "income_{}_from"

    asked_by = forms.CharField(widget=forms.HiddenInput, required=False)
    on = PastDayField(label=_("Day of the screening"))
    note = LineField(label=_("Note for the file"), max_length=300, required=False)

    def __init__(self, *args, program, known, parameters, on, sources=(), may_see_factors=True, **options):
        super().__init__(*args, **options)
        self.program, self.known, self.parameters = program, known, parameters
        self.may_see_factors = may_see_factors
        self.asks = ASKED[program]
        self.factors = [*moppp.risk_factors(), *self._own(on)] if "risk_factors" in self.asks else []
        self.site_rules = list(parameters.value_on("site_rules", on)) if "site_answers" in self.asks else []
        self.sources = self._count_sources(len(sources)) if "annual_income_cents" in self.asks else 0
        self.initial |= {"on": self.initial.get("on", on), "asked_by": program}
        self._add_questions()
        self._add_sources(sources)
        self._add_factors(on)
        self.not_in_draft = tuple(name for name in self.fields if name.startswith("factor_")) + ("words",)
        self.put_plainly()

    def _own(self, on):
        return list(self.parameters.value_on("own_risk_factors", on))

    # --- Fields ---------------------------------------------------------------------------------

    def _add_questions(self):
        for name in self.asks:
            if name in ("annual_income_cents", "risk_factors", "site_answers"):
                continue
            self.fields[name] = question_for(name)
            self.initial.setdefault(name, getattr(self.known, name))
        if "foster_care" in self.asks:
            self.fields["foster_care_how"] = forms.ChoiceField(
                label=_("How is it?"), choices=FOSTER_CARE, widget=ChipSelect, required=False
            )
            self.fields["foster_care_on"] = PastDayField(
                label=_("Since, or on"), required=False, help_text=_("About right is good enough.")
            )
            self.fields["foster_care_words"] = LineField(
                label=_("What else was said of it"), max_length=120, required=False
            )
            for name in FOSTER_CARE_DETAILS:
                self.initial.setdefault(name, getattr(self.known, name))
        if "other_challenge" in self.asks:
            said = self.known.other_challenge
            self.fields["challenge_words"] = LineField(label=_("Which challenge"), max_length=200, required=False)
            self.initial["other_challenge"] = None if said is None else bool(said)
            self.initial.setdefault("challenge_words", said or "")
        for code in self.site_rules:
            self.fields[f"site_{code}"] = YesNoField(label=translated(worksite.site_rules()[code]["question"]))
            self.initial.setdefault(f"site_{code}", self.known.site_answers.get(code))

    def _count_sources(self, known):
        """Two lines at least, one more than are known, and as many as were sent."""
        sent = [int(found[1]) for name in self.data if (found := re.fullmatch(r"income_(\d{1,2})_amount", name))]
        return min(MOST_SOURCES, max([LEAST_SOURCES, known + 1, *(number + 1 for number in sent)]))

    def _add_sources(self, sources):
        if not self.sources:
            return
        for number in range(self.sources):
            self.fields[self.WHO.format(number)] = LineField(
                label=_("Who, and from where"), max_length=80, required=False
            )
            self.fields[self.AMOUNT.format(number)] = MoneyField(label=_("Amount before taxes"), required=False)
            self.fields[self.PER.format(number)] = forms.ChoiceField(
                label=_("How often"), choices=[("", _("Choose one")), *Per.choices], required=False
            )
            if number < len(sources):
                source = sources[number]
                self.initial.setdefault(self.WHO.format(number), source["from"])
                self.initial.setdefault(self.AMOUNT.format(number), source["amount_cents"])
                self.initial.setdefault(self.PER.format(number), source["per"])
        self.fields["no_income"] = forms.BooleanField(label=_("Nobody has any income"), required=False)
        self.initial.setdefault("no_income", self.known.annual_income_cents == 0)

    def _add_factors(self, on):
        if not self.factors or not self.may_see_factors:
            return
        present, unknown = self.known.risk_factors, self.known.risk_factors_unknown
        for code in self.factors:
            field = YesNoField(
                label=self.factor_words(code),
                choices=ASK_FACTOR,
                widget=forms.Select,
                help_text=translated(moppp.definition_of(code, self.parameters, on=on))
                or pgettext_lazy("a risk factor", "Added by this site."),
            )
            self.fields[f"factor_{code}"] = field
            said = None if present is None or code in unknown else code in present
            self.initial.setdefault(f"factor_{code}", said)
        self.fields["words"] = NoteField(label=_("What was said about them"), required=False, rows=2)

    @staticmethod
    def factor_words(code):
        """The risk factor in the source's words, in the reader's language; one that a site has added in the site's own."""
        known = moppp.risk_factors().get(code)
        return translated(known["words"]) if known else code.replace("_", " ").capitalize()

    # --- What was said --------------------------------------------------------------------------

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("other_challenge") and not cleaned.get("challenge_words"):
            self.add_error("challenge_words", _("Say which challenge, in a few words."))
        born_on, in_care_on = cleaned.get("born_on"), cleaned.get("foster_care_on")
        if born_on and in_care_on and in_care_on < born_on:
            self.add_error("foster_care_on", _("That lies before the birth."))
        for number in range(self.sources):
            amount, per = cleaned.get(self.AMOUNT.format(number)), cleaned.get(self.PER.format(number))
            if amount and not per:
                self.add_error(self.PER.format(number), _("Choose how often it comes."))
            if amount and cleaned.get("no_income"):
                self.add_error("no_income", _("An amount is typed above. Take it out, or take this tick away."))
        return cleaned

    def income_sources(self):
        """The sources that were named, each with what it brings in a year (None: not known)."""
        found = []
        for number in range(self.sources):
            who, amount, per = (
                self.cleaned_data.get(name.format(number)) for name in (self.WHO, self.AMOUNT, self.PER)
            )
            if who or amount:
                yearly_cents = yearly.in_a_year(amount, per) if amount and per else None
                formula = yearly.formula(amount, per) if amount and per else ""
                found.append(
                    {
                        "from": who or "",
                        "amount_cents": amount,
                        "per": per or "",
                        "yearly_cents": yearly_cents,
                        "formula": str(formula),
                    }
                )
        return found

    def annual_income_cents(self):
        """The sum of a year; None where a named source has no amount, or nothing was said at all."""
        amounts = [source["yearly_cents"] for source in self.income_sources()]
        if not amounts:
            return 0 if self.cleaned_data.get("no_income") else None
        return None if None in amounts else sum(amounts)

    def answers(self) -> Answers:
        """What is known and what was said here; a field that could not be read is not known."""
        said = {name: self.cleaned_data.get(name) for name in self.asks if name in self.fields}
        if "foster_care" in self.asks:
            said["foster_care_how"] = self.cleaned_data.get("foster_care_how") or ""
            said["foster_care_on"] = self.cleaned_data.get("foster_care_on")
            said["foster_care_words"] = self.cleaned_data.get("foster_care_words") or ""
        if "other_challenge" in said:
            is_there = said["other_challenge"]
            words = self.cleaned_data.get("challenge_words") or ""
            said["other_challenge"] = None if is_there is None else words if is_there else ""
            if is_there and not words:
                said["other_challenge"] = None
        if self.site_rules:
            said["site_answers"] = {code: self.cleaned_data.get(f"site_{code}") for code in self.site_rules}
        if "annual_income_cents" in self.asks:
            said["income_sources"] = tuple(self.income_sources())
            said["annual_income_cents"] = self.annual_income_cents()
        if said.get("is_expecting") is False:
            said["unborn_children"] = None
        return replace(self.known, **said, **self._factors())

    def _factors(self):
        if not self.factors or not self.may_see_factors:
            return {}
        asked = {code: self.cleaned_data.get(f"factor_{code}") for code in self.factors}
        if all(answer is None for answer in asked.values()):
            return {"risk_factors": None, "risk_factors_unknown": frozenset()}
        return {
            "risk_factors": frozenset(code for code, answer in asked.items() if answer),
            "risk_factors_unknown": frozenset(code for code, answer in asked.items() if answer is None),
        }

    # --- Look -----------------------------------------------------------------------------------

    def answered_at(self, address):
        """Send what is typed to `address` while somebody types, and show its answer in place of the one shown."""
        self.helper.form_id = "screening-form"
        self.helper.attrs |= {
            "hx-post": address,
            "hx-trigger": "input delay:400ms",
            "hx-target": "#answer",
            "hx-params": "not once,draft_mark",
        }

    def get_layout(self):
        has = self.fields.__contains__
        cards = []
        home = [
            name for name in ("youngest_child_born_on", "children_born_on", "is_parent", "is_expecting") if has(name)
        ]
        who = ["born_on"] if has("born_on") else []
        if has("household_size"):
            home = [Row("household_size", "unborn_children"), *home]
        if who or home:
            cards.append(Card(_("Who lives there") if has("household_size") else _("The person"), *who, *home))
        lived = [
            name
            for name in (
                "foster_care",
                *FOSTER_CARE_DETAILS,
                "youth_services",
                "court_supervision",
                "other_challenge",
                "challenge_words",
            )
            if has(name)
        ]
        if lived:
            cards.append(Card(_("What they have lived through"), *lived, note=_("one is enough")))
        if self.site_rules:
            cards.append(Card(_("Rules of this site"), *(f"site_{code}" for code in self.site_rules)))
        if self.sources:
            lines = []
            for number in range(self.sources):
                lines += [
                    self.WHO.format(number),
                    Row(self.AMOUNT.format(number), self.PER.format(number)),
                ]
            cards.append(
                Card(_("Income before taxes"), *lines, "no_income", note=_("empty is not known, and not zero"))
            )
        referred = [
            name for name in ("referred_by_childrens_division", "child_protection_case", "case_closed_on") if has(name)
        ]
        if referred:
            cards.append(Card(_("Child protection"), *referred))
        if any(name.startswith("factor_") for name in self.fields):
            codes = [f"factor_{code}" for code in self.factors]
            listed = len(moppp.risk_factors())
            cards.append(
                Card(_("Risk factors"), *codes[:listed], note=_("for priority alone; kept for their worker alone"))
            )
            cards.append(Card(_("Added by this site"), *codes[listed:]) if codes[listed:] else HTML(""))
            cards.append(Card("", "words"))
        cards.append(Card("", "on", "note"))
        return Layout(
            Note(_("What stays empty is not known. It never counts as no.")),
            *cards,
            SaveBar(_("Store this screening"), others=[("work_out", "1", _("Work it out"))]),
        )


class WriteIncomeForm(PortalForm):
    """Which of the sources said at a screening are written down as income, and of which kind each is."""

    keeps_draft = False  # nothing is typed
    marks_optional = False
    form_label = _("Write the income down")

    def __init__(self, *args, sources, **options):
        super().__init__(*args, **options)
        self.numbers = list(sources)
        for number, source in sources.items():
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=self._label(source), choices=self._choices(number), required=False
            )
        self.put_plainly()

    @staticmethod
    def _label(source):
        if not source:
            return _("Nobody has any income")
        return f"{source['from']}: {source['formula']}" if source["from"] else source["formula"]

    @staticmethod
    def _choices(number):
        if number == "none":
            return [("", _("Leave it")), ("none", _("Write it down"))]
        return [("", _("Leave it")), *IncomeKind.choices]

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.numbers and not self.errors and not any(cleaned.values()):
            self.add_error(f"kind_{self.numbers[0]}", _("Choose the kind of at least one."))
        return cleaned

    def kinds(self):
        """The kinds that were chosen, by the number of the source."""
        chosen = {number: self.cleaned_data.get(f"kind_{number}") for number in self.numbers}
        return {number: kind for number, kind in chosen.items() if kind}

    def get_layout(self):
        button = StrictButton(_("Write it down"), type="submit", css_class="btn btn-primary mt-2")
        return Layout(*(f"kind_{number}" for number in self.numbers), button)


class OpenFactorsForm(PortalForm):
    """Why somebody opens which risk factors a family has."""

    keeps_draft = False
    form_label = _("Open the risk factors")

    reason = LineField(label=_("Why do you open them?"), max_length=200)

    def get_layout(self):
        return Layout(Card("", "reason"), SaveBar(_("Open")))
