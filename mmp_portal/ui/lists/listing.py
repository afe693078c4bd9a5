"""One list on a page: its rows, columns, tabs, and the same rows as a file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import django_tables2 as tables
from django.contrib import messages
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.lists import registry
from mmp_portal.ui.lists.files import FORMATS, MOST_ROWS, as_file
from mmp_portal.ui.models import SavedList, query_to_keep
from mmp_portal.ui.tables import PER_PAGE


@dataclass(frozen=True)
class Tab:
    """A list kept ready: what it is called and the query that shows it."""

    label: Any
    query: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class ColumnChoice:
    """A column that may be shown or left out."""

    name: str
    label: Any
    is_shown: bool


@dataclass
class Listing:
    """What `<c-listing>` and `<c-saved_lists>` show. `file` is the answer when a file was asked for."""

    request: Any
    known: Any
    table: Any
    filterset: Any
    total: Any = ""
    tabs: list[Tab] = field(default_factory=list)
    columns: list[ColumnChoice] = field(default_factory=list)
    file: Any = None

    @property
    def count(self):
        """How many rows the filters leave."""
        return self.table.page.paginator.count

    @property
    def may_save(self):
        return self.request.user.may(Permission.LIST_SAVE)

    @property
    def query(self):
        """The filters, sorting and columns at hand, as they would be kept."""
        return query_to_keep(self.request.GET.urlencode())

    @cached_property
    def saved(self):
        """The person's own lists and those shared with them, the one at hand marked."""
        at_hand = self.request.GET.get("saved", "")
        rows = SavedList.objects.for_user(self.request.user).of(self.known.name).select_related("owner", "site")
        return [
            {"list": row, "url": row.get_absolute_url(), "is_current": str(row.pk) == at_hand}
            for row in rows
            if self.may_save
        ]

    @property
    def is_kept(self):
        return any(one["is_current"] for one in self.saved)

    @property
    def downloads(self):
        """Pairs of what a file is called and its address, with the filters and columns at hand."""
        found = []
        for code, label in FORMATS:
            query = self.request.GET.copy()
            query.pop("page", None)
            query["format"] = code
            found.append((label, f"?{query.urlencode()}"))
        return found


def listed(
    request,
    table_class,
    filterset,
    *,
    name,
    rows=None,
    total="",
    tabs=(),
    prepare: Callable | None = None,
    may_download=True,
    **table_options,
):
    """The list `name` as the address asks for it: filtered, sorted, with the chosen columns, one page of it.

    `rows` are the filterset's unless others are given. `prepare(table, records)` completes the rows that
    will be shown: those of the page, or all of a download. When a file is asked for (`?format=xlsx` or
    `csv`), `listing.file` is that file, and the download is on the trail.
    """
    known = registry.get(name)
    shown, choices = _columns(table_class, request.GET.getlist("columns"), table_options.get("exclude", ()))
    table_options["exclude"] = [column for column in table_class.base_columns if column not in shown]
    table = table_class(filterset.qs if rows is None else rows, **table_options)
    tables.RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    listing = Listing(request, known, table, filterset, total, list(tabs), choices)
    wanted = request.GET.get("format", "")
    if may_download and wanted in dict(FORMATS) and listing.may_save:
        listing.file = _file(request, listing, wanted, prepare)
    if listing.file is None and prepare:
        prepare(table, [row.record for row in table.paginated_rows])
    return listing


def _columns(table_class, asked, left_out):
    """The columns to show, and what there is to choose from.

    The one that names the row always stays; those a table names in `on_request` show only when asked for.
    """
    offered = [name for name in table_class.base_columns if name not in left_out]
    on_request = getattr(table_class, "on_request", ())
    chosen = [name for name in offered if name in asked]
    shown = chosen or [name for name in offered if name not in on_request]
    header = table_class.row_header
    if header and header not in shown:
        shown = [header, *shown]
    choices = [
        ColumnChoice(name, table_class.base_columns[name].verbose_name or name, name in shown)
        for name in offered
        if name != header
    ]
    return shown, choices


def _file(request, listing, wanted, prepare):
    """The whole list as a file, or None with a sentence where it is too long for one."""
    if listing.count > MOST_ROWS:
        messages.warning(
            request,
            _("This list has more than %(most)s rows. Filter it, then download it.") % {"most": f"{MOST_ROWS:,}"},
        )
        return None
    if prepare:
        prepare(listing.table, [row.record for row in listing.table.rows])
    trail.record(
        request.user,
        "list.downloaded",
        request.user,
        site=request.site,
        after={"list": listing.known.name, "rows": listing.count, "format": wanted},
    )
    return as_file(listing.table, title=str(listing.known.title), name=listing.known.name, ending=wanted)
