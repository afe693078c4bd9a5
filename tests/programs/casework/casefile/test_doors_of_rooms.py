"""What a room adds to a case file: a tab, a panel beside the story, and lines of its own in the story."""

from dataclasses import replace

import pytest
from django.template import Template

from mmp_portal.accounts.permissions import Permission
from programs import registry
from programs.casework.casefile.sources.lines import Source, lines
from programs.casework.enrollments.models import Enrollment
from programs.registry import CasePanel, CaseTab


@pytest.fixture
def room(monkeypatch):
    """Change what the registered program says of itself: `room(case_tabs=(...,))`."""

    def furnished(**doors):
        program = replace(registry.get("young_parent"), **doors)
        monkeypatch.setitem(registry._programs, program.code, program)

    return furnished


def case_file(client_of, cast, query=""):
    return client_of(cast.here.staff).get(f"{cast.here.enrollment.get_absolute_url()}{query}").content.decode()


def test_a_tab_stands_in_the_row_for_those_who_may_open_its_page(client_of, cast, room):
    own = {"url_name": "goals:goals", "code": "own"}
    room(
        case_tabs=(
            CaseTab(label="The plan of visits", permission=Permission.CASE_VIEW, **own),
            CaseTab(label="The keys of the house", permission=Permission.SITE_EDIT, **own),
        )
    )

    page = case_file(client_of, cast)

    assert "The plan of visits" in page
    assert "The keys of the house" not in page


def test_a_panel_is_shown_with_its_own_context_and_left_out_where_there_is_nothing(client_of, cast, room):
    panel = Template("<p>Owed {{ panel.owed }} of {{ enrollment.number }}</p>")
    room(
        case_panels=(
            CasePanel(template=panel, context=lambda enrollment, on, user, lines: {"owed": "three visits"}),
            CasePanel(template="no/such/page.html", context=lambda enrollment, on, user, lines: None),
        )
    )

    assert f"Owed three visits of {cast.here.enrollment.number}" in case_file(client_of, cast)


def test_lines_of_a_room_stand_in_the_story_and_under_a_filter_of_their_own(client_of, cast, room):
    assert "Of the program" not in case_file(client_of, cast)
    room(
        story_sources=(
            Source(
                kind="enrolled_here",
                chip="program",
                rows=lambda case: lines(Enrollment.objects.filter(pk=case.pk), on="enrolled_on", a="number"),
                tell=lambda line, telling: telling.entry(line, f"Case {line.a} began", "flag"),
            ),
        )
    )

    page = case_file(client_of, cast, "?only=program")

    assert "Of the program" in page
    assert f"Case {cast.here.enrollment.number} began" in page
    assert "Practised algebra" not in page
