"""What the gallery shows: invented people and figures, one of each component in each of its states."""

from dataclasses import dataclass
from datetime import date

import django_filters
import django_tables2
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.ui.charts import Series, bar_chart, line_chart
from mmp_portal.ui.forms import (
    Card,
    ConflictLine,
    Fold,
    LineField,
    MinutesField,
    NameField,
    Note,
    NoteField,
    PastDayField,
    PortalForm,
    RecentDayField,
    Row,
    SaveBar,
    TimeOfDayField,
)
from mmp_portal.ui.lists import registry
from mmp_portal.ui.lists.listing import ColumnChoice, Listing, Tab
from mmp_portal.ui.markup import STATUS_ICONS
from mmp_portal.ui.tables import DayColumn, MinutesColumn, PersonColumn, PortalTable, ProgramColumn, StatusColumn
from mmp_portal.ui.widgets import ChipSelect, ChipSelectMultiple, RadioList

KINDS = [("met", _("Met in person")), ("call", _("Call")), ("text", _("Text")), ("tried", _("Tried, not reached"))]
TOPICS = [("school", _("Staying in school")), ("parenting", _("Parenting skills")), ("stress", _("Less stress"))]


@dataclass(frozen=True)
class Tag:
    short_name: str
    icon: str
    css: str


PROGRAMS = {
    "worksite": Tag("Worksite", "briefcase", "worksite"),
    "young_parent": Tag("Young Parent", "balloon-heart", "young-parent"),
    "mpmp": Tag("MPMP", "signpost-split", "mpmp"),
    "moppp": Tag("MOPPP", "house-heart", "moppp"),
}


class ContactSample(PortalForm):
    keeps_draft = False
    form_label = _("Contact")

    kind = forms.ChoiceField(label=_("What was it?"), choices=KINDS, widget=ChipSelect)
    name = NameField(label=_("Name"))
    day = PastDayField(label=_("Day"))
    at = TimeOfDayField(label=_("Start"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("For the note that says thank you."))
    lasted = MinutesField(required=False)
    when = RecentDayField(required=False)
    program = forms.ChoiceField(
        label=_("Program"), choices=[(code, tag.short_name) for code, tag in PROGRAMS.items()], required=False
    )
    topics = forms.MultipleChoiceField(
        label=_("What was it about?"), choices=TOPICS, widget=ChipSelectMultiple, required=False
    )
    place = forms.ChoiceField(
        label=_("Where?"),
        choices=[("home", _("At her home, with somebody else present")), ("library", _("At the library"))],
        widget=RadioList,
        required=False,
    )
    note = NoteField(
        label=_("Note"), required=False, help_text=_("She may ask to read this. Leave out other people's names.")
    )
    help_wanted = forms.BooleanField(
        label=_("I want help"), required=False, help_text=_("It stands first in the list.")
    )
    miles = LineField(label=_("Miles"), max_length=5, required=False)

    def get_layout(self):
        return Layout(
            Note(_("What you type here goes nowhere.")),
            Card(
                "", "kind", Row("day", "at"), "name", "email", "lasted", "when", "program", "topics", "place", "note"
            ),
            Card(_("Help"), "help_wanted", note=_("she sees it first")),
            Fold(_("Miles, photo, follow-up"), "miles"),
            SaveBar(_("Save the contact"), others=[("draft", "1", _("Leave as draft"))]),
        )


class ShortSample(PortalForm):
    keeps_draft = False
    short_name = NameField(label=_("Short name"), max_length=5)


@dataclass
class Person:
    name: str
    case_number: str
    program: str
    status: str
    status_kind: str
    last_contact_on: object
    minutes: int | None

    def get_absolute_url(self):
        return "#table"


class PeopleTable(PortalTable):
    caption = _("Participants")
    row_header = "name"

    name = PersonColumn(verbose_name=_("Name"), sub="case_number")
    program = ProgramColumn(programs=PROGRAMS.get)
    status = StatusColumn()
    last_contact_on = DayColumn(verbose_name=_("Last contact"))
    minutes = MinutesColumn(verbose_name=_("This month"))


class PeopleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name, number or phone"), method="nothing")
    program = django_filters.ChoiceFilter(
        label=_("Program"),
        empty_label=_("All of mine"),
        choices=[(code, tag.short_name) for code, tag in PROGRAMS.items()],
        method="nothing",
    )

    def nothing(self, rows, name, value):
        return rows


def people():
    return [
        Person("Juniper Fableton", "YP-0412", "young_parent", _("Matched"), "active", date(2026, 11, 21), 180),
        Person("Dash Storybrook", "WS-1187", "worksite", _("Placed"), "active", date(2026, 11, 4), 15),
        Person("Wren Mockingham", "YP-0398", "young_parent", _("At risk"), "at-risk", date(2026, 11, 7), 90),
        Person("Pretendwell family", "MO-2206", "moppp", _("Enrolled"), "enrolled", None, None),
        Person("Ezra Fictionberg", "YP-0355", "young_parent", _("Closed"), "closed", date(2026, 10, 30), 0),
    ]


def list_of_people(request):
    """A list with its tools, kept where the list of sites keeps its own."""
    table = PeopleTable(people(), prefix="listed-")
    table.pager_label = _("Pages of the kept list")
    django_tables2.RequestConfig(request, paginate={"per_page": 3}).configure(table)
    return Listing(
        request,
        registry.get("sites"),
        table,
        None,
        tabs=[Tab(_("All of mine"), "", is_current=True), Tab(_("At risk"), "status=at-risk")],
        columns=[
            ColumnChoice("status", _("Status"), is_shown=True),
            ColumnChoice("phone", _("Phone"), is_shown=False),
        ],
    )


def gallery_context(request):
    table = PeopleTable(people())
    django_tables2.RequestConfig(request, paginate={"per_page": 3}).configure(table)
    months = [_("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep")]
    broken = ContactSample(
        {"kind": "met", "name": "<b>Zoë 🌱</b>", "day": "11/31/2026", "lasted_chip": "other", "lasted_other": "-3"}
    )
    broken.form_label = _("Contact with things to put right")
    broken.conflict = [ConflictLine(_("How long?"), _("45 minutes"), _("60 minutes"))]
    return {
        "programs": PROGRAMS.values(),
        "statuses": STATUS_ICONS,
        "form": ContactSample(cancel_url="#form"),
        "broken_form": broken,
        "short_form": ShortSample({"short-short_name": "Rosalind"}, prefix="short"),
        "table": table,
        "empty_table": PeopleTable([], empty_text=_("Nobody yet.")),
        "listing": list_of_people(request),
        "filterset": PeopleFilter(request.GET, queryset=User.objects.none()),
        "bars": bar_chart(
            months,
            [Series(_("Hours done"), [66, 71, 75, 78, 74, 62])],
            target=[80, 80, 84, 84, 88, 92],
            target_name=_("Expected"),
            title=_("Mentor hours done by month, with the hours expected"),
        ),
        "groups": bar_chart(
            months[3:],
            [Series(_("Expected"), [82, 86, 84], "quiet"), Series(_("Done"), [72, 78, 4])],
            title=_("Home visits expected and done"),
        ),
        "lines": line_chart(
            [_("Jul–Sep"), _("Oct–Dec"), _("Jan–Mar"), _("Apr–Jun"), _("Jul–Sep")],
            [Series(_("This year"), [44, 46, 49, 51, 53]), Series(_("A year earlier"), [40, 41, 43, 45, 47])],
            bottom=30,
            top=70,
            title=_("People served by quarter, this year and the year before"),
        ),
    }
