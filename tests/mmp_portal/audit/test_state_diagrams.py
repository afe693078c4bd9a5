"""docs/states.md is what the status tables say."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from mmp_portal.audit.management.commands.state_diagrams import diagram, tables

TABLES = [pytest.param(field, table, id=str(field)) for _model, field, table in tables()]


def test_the_page_is_what_the_command_prints():
    printed = StringIO()

    call_command("state_diagrams", stdout=printed)

    assert printed.getvalue() == (Path(settings.BASE_DIR) / "docs" / "states.md").read_text(), (
        "Run: python manage.py state_diagrams > docs/states.md"
    )


def test_enrollments_matches_mentors_and_messages_are_drawn():
    assert {"Enrollment", "Match", "Mentor", "Message"} <= {model.__name__ for model, _field, _table in tables()}


@pytest.mark.parametrize(("field", "table"), TABLES)
def test_every_status_stands_in_its_table(field, table):
    choices = type(next(iter(table)))

    assert set(table) == set(choices)
    assert all(set(following) <= set(choices) for following in table.values())


@pytest.mark.parametrize(("field", "table"), TABLES)
def test_every_status_can_be_reached(field, table):
    reached, waiting = set(), [field.default]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += table[state]

    assert reached == set(table)


def test_a_diagram_names_each_state_and_each_arrow():
    field, table = next((field, table) for model, field, table in tables() if model.__name__ == "Enrollment")

    drawn = diagram(field, table)

    assert '    state "Enrolled" as enrolled' in drawn
    assert "    [*] --> enrolled" in drawn
    assert "    enrolled --> closed" in drawn
    assert "    closed --> enrolled" in drawn, "a closed case opens again"
    assert "closed --> paused" not in drawn
    assert "closed --> [*]" not in drawn


def test_a_diagram_ends_where_nothing_follows():
    field, table = next((field, table) for model, field, table in tables() if model.__name__ == "Match")

    assert "    ended --> [*]" in diagram(field, table)
