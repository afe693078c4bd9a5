"""The list of mentors, with the matches they hold."""

import django_tables2 as tables
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.ui import markup
from mmp_portal.ui.tables import PortalTable, StatusColumn
from mmp_portal.ui.templatetags.ui import full_day
from programs.casework.matches.passport import FORECAST, RuleBook, passport_of

STATUS_KINDS = {
    "applied": "new",
    "in_training": "screening",
    "active": "active",
    "resting": "paused",
    "left": "closed",
}


class Mentors(PortalTable):
    """One row a mentor: who, of which kind, in which state, with whom, and how many places are free."""

    caption = gettext_lazy("Mentors")
    row_header = "name"

    name = tables.Column(
        accessor="person",
        verbose_name=gettext_lazy("Name"),
        order_by=("person__family_name", "person__given_name"),
        attrs={"td": {"data-label": ""}},
    )
    status = StatusColumn(kind=STATUS_KINDS)
    matches = tables.Column(accessor="pk", verbose_name=gettext_lazy("Matched with"), empty_values=(), orderable=False)
    held = tables.Column(verbose_name=gettext_lazy("Places"), empty_values=())
    trained_on = tables.Column(verbose_name=gettext_lazy("Trained"), empty_values=())

    papers = tables.Column(accessor="pk", verbose_name=gettext_lazy("Papers"), empty_values=(), orderable=False)

    class Meta:
        order_by = ("name",)

    @cached_property
    def book(self):
        """The rules at the sites of these mentors."""
        return RuleBook({row.record.site_id for row in self.rows})

    def passport(self, mentor):
        today = mentor.site.today()
        return passport_of(mentor, self.book.of(mentor.site, mentor.kind, on=today), on=today)

    def render_papers(self, record):
        passport = self.passport(record)
        return markup.two_lines(markup.status(passport.words, passport.kind), self._next_end(passport))

    def value_papers(self, record):
        passport = self.passport(record)
        ends = self._next_end(passport)
        return f"{passport.words}, {ends}" if ends else passport.words

    def _next_end(self, passport):
        """The first paper that ends within the forecast, or ended."""
        ends = [stamp for stamp in passport.stamps if stamp.until and stamp.is_required]
        first = min(ends, key=lambda stamp: stamp.until, default=None)
        if first is None or first.until > timezone.localdate() + FORECAST:
            return ""
        return f"{first.label}: {first.words}"

    def render_name(self, value, record):
        second = str(record.get_kind_display())
        if record.partner:
            second = f"{second} · {record.partner.name}"
        return markup.person(value.name, url=record.get_absolute_url(), sub=second)

    def render_matches(self, record):
        """Families of open matches that the reader may open; others only by number."""
        if not record.open_matches:
            return _("Nobody now")
        return format_html_join(
            mark_safe("<br>"),
            '<a href="{}">{}</a>',
            ((match.get_absolute_url(), match.enrollment.participant.name) for match in record.open_matches),
        )

    def render_held(self, value, record):
        free = max(0, record.capacity - record.held)
        return markup.two_lines(
            _("%(held)d of %(all)d") % {"held": record.held, "all": record.capacity},
            _("%(count)d free") % {"count": free} if free and record.status == "active" else "",
        )

    def render_trained_on(self, value):
        return full_day(value) if value else _("Not yet")
