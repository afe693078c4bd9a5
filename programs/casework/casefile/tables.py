"""Lists of people."""

import django_tables2 as tables
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mmp_portal.ui import markup
from mmp_portal.ui.tables import DayColumn, PersonColumn, PortalTable, ProgramColumn
from mmp_portal.ui.templatetags.ui import day, minutes
from programs import registry
from programs.casework.casefile.standing import companion_of, standing_of


class Cases(PortalTable):
    """One row a case: who, in which program, how it stands, with whom, when last, what next."""

    caption = gettext_lazy("Participants")
    row_header = "name"

    name = tables.Column(
        accessor="participant",
        verbose_name=gettext_lazy("Name"),
        order_by=("participant__family_name", "participant__given_name"),
        attrs={"td": {"data-label": ""}},
    )
    program = ProgramColumn(programs=registry.get)
    status = tables.Column(verbose_name=gettext_lazy("Status"))
    companion = tables.Column(verbose_name=gettext_lazy("With"), empty_values=(), orderable=False)
    last_contact_at = tables.Column(verbose_name=gettext_lazy("Last contact"), empty_values=())
    next_owed = tables.Column(verbose_name=gettext_lazy("Next owed"), empty_values=(), orderable=False)

    class Meta:
        order_by = ("name",)

    def __init__(self, *args, today, **options):
        self.today = today
        self.owed = {}
        super().__init__(*args, **options)

    def render_name(self, value, record):
        age = value.age_in_words(self.today)
        second = f"{record.number} · {age}" if age else record.number
        return markup.person(value.name, url=record.get_absolute_url(), sub=second)

    def render_status(self, record):
        standing = standing_of(record)
        return markup.status(standing.word, standing.kind)

    def render_companion(self, record):
        return companion_of(record)

    def render_last_contact_at(self, value, record):
        if not value:
            return _("None yet")
        words = str(record.definition.label_of("contact_kinds", record.last_contact_kind)).lower()
        if record.last_contact_minutes:
            words = f"{words}, {minutes(record.last_contact_minutes)}"
        return markup.two_lines(day(value), words)

    def render_next_owed(self, record):
        items = self.owed.get(record.pk)
        if not items:
            return _("Nothing")
        item = items[0]
        late = (self.today - item.due_on).days
        if late > 0:
            return markup.two_lines(
                markup.status(ngettext("%(count)d day late", "%(count)d days late", late) % {"count": late}, "late"),
                item.action,
            )
        if late == 0:
            return markup.two_lines(markup.status(_("Today"), "waiting", "clock"), item.action)
        return markup.two_lines(day(item.due_on), item.action)


class People(PortalTable):
    """One row a person who is registered and not enrolled."""

    caption = gettext_lazy("Registered, not enrolled")
    row_header = "name"

    name = PersonColumn(verbose_name=gettext_lazy("Name"), order_by=("family_name", "given_name"))
    age = tables.Column(accessor="born_on", verbose_name=gettext_lazy("Age"), empty_values=())
    phone = tables.Column(verbose_name=gettext_lazy("Phone"), empty_values=(), orderable=False)
    recorded_at = DayColumn(verbose_name=gettext_lazy("Since"))

    class Meta:
        order_by = ("name",)

    def __init__(self, *args, today, **options):
        self.today = today
        super().__init__(*args, **options)

    def render_age(self, record):
        return record.age_in_words(self.today) or _("Not known")

    def render_phone(self, value, record):
        if record.has_moved_on:
            return _("At another site now")
        return value or _("None yet")
