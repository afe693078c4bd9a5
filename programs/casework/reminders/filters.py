"""How the list of messages is narrowed: by state, kind, channel, person and day."""

from datetime import datetime, time, timedelta

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.outbox.models import Channel, Message
from programs.casework.reminders.tables import rule_words

SHOWN = (("waiting", _("Waiting")), ("sent", _("Sent")), ("failed", _("Failed")), ("skipped", _("Skipped")))


def day_filter(label, method):
    chosen = django_filters.DateFilter(label=label, method=method, widget=forms.DateInput(attrs={"type": "date"}))
    chosen.field.error_messages["invalid"] = _("The portal cannot read this as a day. Type it like 11/23/2026.")
    return chosen


class MessageFilter(django_filters.FilterSet):
    """`show` stays as it is: it is the tab."""

    show = django_filters.ChoiceFilter(label=_("List"), choices=SHOWN, method="as_it_is", widget=forms.HiddenInput)
    rule = django_filters.ChoiceFilter(label=_("About"), empty_label=_("Anything"))
    channel = django_filters.ChoiceFilter(label=_("By"), empty_label=_("Any"), choices=Channel.choices)
    to = django_filters.ModelChoiceFilter(
        field_name="recipient", label=_("To"), empty_label=_("Anybody"), queryset=User.objects.none()
    )
    first = day_filter(_("From"), "from_day")
    last = day_filter(_("Until"), "until_day")

    class Meta:
        model = Message
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        rules = self.queryset.order_by("rule").values_list("rule", flat=True).distinct()
        self.filters["rule"].extra["choices"] = [(rule, rule_words(rule)) for rule in rules]
        people = User.objects.filter(pk__in=self.queryset.order_by().values("recipient"))
        self.filters["to"].queryset = people.order_by("name")
        self.filters["to"].field.label_from_instance = lambda user: user.name

    def as_it_is(self, rows, name, value):
        return rows

    def from_day(self, rows, name, day):
        return rows.filter(due_at__gte=_begin(day))

    def until_day(self, rows, name, day):
        return rows.filter(due_at__lt=_begin(day + timedelta(days=1)))


def _begin(day):
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
