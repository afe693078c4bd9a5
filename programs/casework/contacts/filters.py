"""How the list of contacts is narrowed; figures of other pages lead here with these in the address."""

import re
from calendar import monthrange
from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.ui.forms import DayField
from programs import registry
from programs.casework.contacts.models import Appointment, AppointmentStatus, Contact, Outcome, Vocabulary
from programs.casework.enrollments.models import Enrollment

# What the database can hold as a key; a larger number in an address is nobody's.
LARGEST_KEY = 2**63
EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)
YES = (("1", _("yes")),)
COMING, OPEN, ENDED = "coming", "open", "ended"
SHOW = (
    (COMING, _("To come")),
    (OPEN, _("What came of it?")),
    (ENDED, _("Kept, missed or moved")),
)


def words_of_programs(kind):
    """The words of every program's list of this kind, each code once, by its label."""
    words = {}
    for program in registry.all_programs():
        for code, label in program.choices(kind):
            words.setdefault(code, label)
    return sorted(words.items(), key=lambda pair: str(pair[1]))


def workers_seen_by(user):
    """Whoever has a case at the sites and programs of `user`."""
    cases = Enrollment.objects.for_casework(user).order_by()
    return User.objects.filter(pk__in=cases.values("worker")).order_by("name")


class MonthField(forms.CharField):
    """A month such as 2026-09; gives its first day."""

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"type": "month", "placeholder": "2026-09"}))
        super().__init__(**options)

    def clean(self, value):
        value = super().clean(value)
        if not value:
            return None
        found = re.fullmatch(r"(\d{4})-(\d{1,2})", value)
        try:
            return date(int(found[1]), int(found[2]), 1)
        except (TypeError, ValueError):
            raise ValidationError(_("Type a month like 2026-09.")) from None


class MonthFilter(django_filters.Filter):
    field_class = MonthField


class DayFilter(django_filters.Filter):
    field_class = DayField


class ContactFilter(django_filters.FilterSet):
    program = django_filters.ChoiceFilter(field_name="enrollment__program", label=_("Program"), empty_label=_("All"))
    kind = django_filters.ChoiceFilter(label=_("What"), empty_label=_("All"))
    outcome = django_filters.ChoiceFilter(label=_("Made or tried"), empty_label=_("Both"), choices=Outcome.choices)
    setting = django_filters.ChoiceFilter(label=_("Where"), empty_label=_("Anywhere"))
    component = django_filters.ChoiceFilter(
        label=_("Part of the program"), empty_label=_("All"), method="of_component"
    )
    worker = django_filters.ModelChoiceFilter(
        field_name="enrollment__worker",
        label=_("Worker of the case"),
        empty_label=_("Everybody"),
        queryset=User.objects.none(),
    )
    since = DayFilter(label=_("From"), method="on_or_after")
    until = DayFilter(label=_("Until"), method="on_or_before")
    month = MonthFilter(label=_("Month"), method="in_month")
    who = django_filters.ChoiceFilter(
        label=_("Written by"), empty_label=_("Everybody"), choices=(("me", _("me")),), method="by_me"
    )
    without_minutes = django_filters.ChoiceFilter(
        label=_("Without minutes"), empty_label=_("All"), choices=YES, method="only_without_minutes"
    )
    help = django_filters.ChoiceFilter(
        label=_("Help wanted"), empty_label=_("All"), choices=YES, method="only_help_wanted"
    )
    interpreter = django_filters.ChoiceFilter(
        label=_("Interpreter"), empty_label=_("All"), choices=YES, method="only_with_interpreter"
    )
    match = django_filters.NumberFilter(method="of_match", widget=forms.HiddenInput, label=_("Match"))
    case = django_filters.NumberFilter(method="of_case", widget=forms.HiddenInput, label=_("Case"))
    own = django_filters.ChoiceFilter(
        choices=YES, widget=forms.HiddenInput, label=_("My cases"), method="only_of_own_cases"
    )

    class Meta:
        model = Contact
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["program"].extra["choices"] = [
            (program.code, program.short_name) for program in registry.all_programs()
        ]
        self.filters["kind"].extra["choices"] = words_of_programs("contact_kinds")
        self.filters["setting"].extra["choices"] = words_of_programs("contact_settings")
        self.filters["component"].extra["choices"] = words_of_programs("components")
        self.filters["worker"].queryset = workers_seen_by(self.request.user)

    def in_month(self, rows, name, first):
        if first is None:
            return rows
        return rows.between(
            first, first.replace(day=monthrange(first.year, first.month)[1]), timezone.get_current_timezone()
        )

    def on_or_after(self, rows, name, day):
        return rows.between(min(day, LATEST), LATEST, timezone.get_current_timezone()) if day else rows

    def on_or_before(self, rows, name, day):
        return rows.between(EARLIEST, min(day, LATEST), timezone.get_current_timezone()) if day else rows

    def of_component(self, rows, name, code):
        return rows.about(Vocabulary.COMPONENT, code)

    def only_with_interpreter(self, rows, name, value):
        return rows.filter(interpreter_used=True)

    def of_match(self, rows, name, pk):
        return rows.of_matches([int(pk)]) if pk < LARGEST_KEY else rows.none()

    def of_case(self, rows, name, pk):
        return rows.of_cases([int(pk)]) if pk < LARGEST_KEY else rows.none()

    def by_me(self, rows, name, value):
        return rows.filter(recorded_by=self.request.user)

    def only_without_minutes(self, rows, name, value):
        return rows.without_minutes()

    def only_help_wanted(self, rows, name, value):
        return rows.help_wanted()

    def only_of_own_cases(self, rows, name, value):
        return rows.of_cases_of(self.request.user)


class AppointmentFilter(django_filters.FilterSet):
    show = django_filters.ChoiceFilter(
        label=_("Which"), choices=SHOW, method="those", empty_label=None, widget=forms.HiddenInput
    )
    program = django_filters.ChoiceFilter(field_name="enrollment__program", label=_("Program"), empty_label=_("All"))
    who = django_filters.ChoiceFilter(
        label=_("Kept by"), empty_label=_("Everybody"), choices=(("me", _("me")),), method="by_me"
    )
    worker = django_filters.ModelChoiceFilter(
        field_name="enrollment__worker",
        label=_("Worker of the case"),
        empty_label=_("Everybody"),
        queryset=User.objects.none(),
    )
    case = django_filters.NumberFilter(method="of_case", widget=forms.HiddenInput, label=_("Case"))

    class Meta:
        model = Appointment
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.filters["program"].extra["choices"] = [
            (program.code, program.short_name) for program in registry.all_programs()
        ]
        self.filters["worker"].queryset = workers_seen_by(self.request.user)

    def those(self, rows, name, value):
        now = timezone.now()
        if value == COMING:
            return rows.upcoming(now)
        if value == OPEN:
            return rows.unanswered(now)
        return rows.exclude(status=AppointmentStatus.PLANNED).order_by("-starts_at", "-pk")

    def by_me(self, rows, name, value):
        return rows.of_person(self.request.user)

    def of_case(self, rows, name, pk):
        return rows.of_cases([int(pk)]) if pk < LARGEST_KEY else rows.none()
