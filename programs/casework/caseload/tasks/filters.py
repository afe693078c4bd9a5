"""How the list of tasks is narrowed."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from programs.casework.caseload.models.tasks import Status, Task
from programs.casework.caseload.tasks.forms import PersonField

OPEN, LATE, MINE, GIVEN, ENDED = "open", "late", "mine", "given", "ended"
TABS = (
    (MINE, _("Mine, to do")),
    (GIVEN, _("Given by me")),
    (OPEN, _("All to do")),
    (LATE, _("Late")),
    (ENDED, _("Done or dropped")),
)


class PersonFilter(django_filters.ModelChoiceFilter):
    field_class = PersonField


class TaskFilter(django_filters.FilterSet):
    show = django_filters.ChoiceFilter(label=_("Which"), choices=TABS, method="those_of", empty_label=None)
    person = PersonFilter(
        field_name="assigned_to", label=_("For whom"), empty_label=_("Everybody"), queryset=User.objects.none()
    )
    about = django_filters.ChoiceFilter(
        label=_("About"),
        empty_label=_("Anything"),
        choices=(("case", _("a case")), ("mentor", _("a mentor")), ("none", _("neither"))),
        method="about_what",
    )
    q = django_filters.CharFilter(label=_("Words"), method="with_words")

    class Meta:
        model = Task
        fields = ()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        people = User.objects.filter(pk__in=self.queryset.order_by().values("assigned_to"))
        self.filters["person"].queryset = people.order_by("name")

    def those_of(self, rows, name, value):
        user = self.request.user
        if value == ENDED:
            return rows.exclude(status=Status.OPEN)
        if value == LATE:
            return rows.late(timezone.localdate())
        rows = rows.open()
        if value == MINE:
            return rows.given_to(user)
        if value == GIVEN:
            return rows.filter(recorded_by=user).exclude(assigned_to=user)
        return rows

    def about_what(self, rows, name, value):
        if value == "case":
            return rows.exclude(enrollment=None)
        if value == "mentor":
            return rows.exclude(mentor=None)
        return rows.filter(enrollment=None, mentor=None)

    def with_words(self, rows, name, value):
        return rows.filter(Q(words__icontains=value) | Q(enrollment__number__icontains=value))
