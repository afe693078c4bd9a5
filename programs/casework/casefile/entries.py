"""One thing that happened, ready to be shown, and what is known while a story is told."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mmp_portal.accounts.models import User
from mmp_portal.ui.templatetags.ui import full_day


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `at` orders, `on` groups, the rest is shown."""

    at: Any
    on: date
    title: str
    when: str
    icon: str
    kind: str = ""
    note: str = ""
    meta: tuple = ()
    help_wanted: str = ""
    url: str = ""


@dataclass
class Telling:
    """A case whose story is told: its site's clock, its program's words, and what was read for the page."""

    enrollment: Any
    page: list = field(default_factory=list)
    contacts: dict = field(default_factory=dict)

    def moment(self, at):
        """The moment by the site's clock."""
        return timezone.localtime(at, self.enrollment.site.zone)

    def on(self, day, rank):
        """A day as a moment: on one day the cause stands before its effect."""
        midnight = timezone.datetime(day.year, day.month, day.day, tzinfo=self.enrollment.site.zone)
        return midnight + timedelta(minutes=rank)

    def word(self, kind, code):
        """The program's word for a stored code."""
        return self.enrollment.definition.label_of(kind, code)

    def by(self, line):
        return (_("by %(name)s") % {"name": line.who},) if line.who else ()

    def entry(self, line, title, icon, *, at=None, when=None, **more):
        """An entry of a day, or of a moment whose time of day says nothing."""
        at = at or (self.moment(line.at) if line.at else self.on(line.on, line.number or 0))
        return Entry(at=at, on=at.date(), title=str(title), when=when or full_day(at), icon=icon, **more)

    @cached_property
    def _names(self):
        """Names of the workers to whom the case was given, of the lines on the page."""
        ids = [int(line.c) for line in self.page if line.kind == "moved" and line.c.isdigit()]
        return dict(User.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}

    def name_of(self, pk):
        return self._names.get(int(pk), "") if pk.isdigit() else ""
