"""Tables: sorted by links, cards on a phone, pages that keep the filter."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.template import Context, Template

from mmp_portal.ui.tables import (
    DayColumn,
    LinkColumn,
    MinutesColumn,
    PersonColumn,
    PortalTable,
    StatusColumn,
    paginated,
)


@dataclass
class Row:
    name: str
    number: str = "YP-0001"
    status: str = "Matched"
    status_kind: str = "active"
    met_on: date | None = date(2026, 11, 21)
    minutes: int | None = 90

    def get_absolute_url(self):
        return f"/people/{self.number}/"


class Rows(PortalTable):
    caption = "Participants"
    row_header = "name"

    name = PersonColumn(sub="number")
    status = StatusColumn()
    met_on = DayColumn(verbose_name="Last contact")
    minutes = MinutesColumn(verbose_name="This month")


def html_of(rf, rows, query="", table_class=Rows):
    request = rf.get(f"/people/{query}")
    table = paginated(request, table_class, rows)
    return Template("{% load django_tables2 %}{% render_table table %}").render(
        Context({"table": table, "request": request})
    )


def test_row_is_named_by_its_header_and_cells_by_their_column(rf):
    html = html_of(rf, [Row("Juniper Fableton")])

    assert '<th scope="row" data-label="">' in html
    assert 'data-label="Last contact"' in html
    assert "Sat, Nov 21" in html
    assert "1 h 30 min" in html
    assert '<a href="/people/YP-0001/">Juniper Fableton</a>' in html
    assert ">JF</span>" in html
    assert "Participants</caption>" in html


def test_nothing_known_is_said_in_words(rf):
    html = html_of(rf, [Row("Juniper Fableton", met_on=None, minutes=None)])

    assert html.count("None yet") == 2


def test_text_in_cells_is_escaped(rf):
    html = html_of(rf, [Row("<b>Zoë</b>", number="<i>", status="<u>")])

    assert "<b>" not in html
    assert "<i>" not in html
    assert "<u>" not in html


def test_sort_link_keeps_the_filter_and_goes_back_to_page_one(rf):
    html = html_of(rf, [Row("A"), Row("B")], "?program=moppp&page=1&sort=name")

    assert 'aria-sort="ascending"' in html
    assert "?program=moppp&amp;sort=-name" in html


def test_sorted_downwards(rf):
    html = html_of(rf, [Row("Ann Example"), Row("Zoe Example")], "?sort=-name")

    assert html.index("Zoe Example") < html.index("Ann Example")
    assert 'aria-sort="descending"' in html


def test_pager_counts_and_keeps_the_filter(rf):
    html = html_of(rf, [Row(f"Person {n}") for n in range(60)], "?program=moppp&page=2")

    assert "26 to 50 of 60" in html
    assert "?program=moppp&amp;page=3" in html
    assert '<span aria-current="page">2</span>' in html


def test_page_that_is_gone_shows_the_last_one(rf):
    html = html_of(rf, [Row(f"Person {n}") for n in range(30)], "?page=99")

    assert "26 to 30 of 30" in html


def test_empty_table_says_so(rf):
    assert "Nothing here." in html_of(rf, [])


@pytest.mark.parametrize("query", ["?sort=nothing", "?page=x", "?sort=", "?page=-1"])
def test_damaged_address_still_shows_the_list(rf, query):
    assert "Juniper Fableton" in html_of(rf, [Row("Juniper Fableton")], query)


def test_link_without_a_face(rf):
    class Plain(PortalTable):
        name = LinkColumn()

    html = html_of(rf, [Row("Report")], table_class=Plain)

    assert 'class="face' not in html
    assert '<a href="/people/YP-0001/">Report</a>' in html


def test_filter_is_not_taken_for_its_longer_named_neighbor(rf):
    import django_filters

    from mmp_portal.accounts.models import User
    from mmp_portal.ui.templatetags.ui import active_filters

    class Both(django_filters.FilterSet):
        program = django_filters.CharFilter(label="Program", method="nothing")
        program_year = django_filters.CharFilter(label="Year", method="nothing")

    request = rf.get("/people/?program_year=2026&page=3")

    found = active_filters({"request": request}, Both(request.GET, queryset=User.objects.none()))

    assert [(one.label, one.value, one.without_url) for one in found] == [("Year", "2026", "/people/?")]
