"""docs/states.md is what the status tables say."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from mmp_portal.audit.management.commands.state_diagrams import diagram, starts, tables

TABLES = [pytest.param(field, table, starts(model, field), id=str(field)) for model, field, table in tables()]


def test_the_page_is_what_the_command_prints():
    printed = StringIO()

    call_command("state_diagrams", stdout=printed)

    assert printed.getvalue() == (Path(settings.BASE_DIR) / "docs" / "states.md").read_text(), (
        "Run: python manage.py state_diagrams > docs/states.md"
    )


def test_enrollments_matches_mentors_and_messages_are_drawn():
    assert {"Enrollment", "Match", "Mentor", "Message"} <= {model.__name__ for model, _field, _table in tables()}


@pytest.mark.parametrize(("field", "table", "starting"), TABLES)
def test_every_status_stands_in_its_table(field, table, starting):
    choices = type(next(iter(table)))

    assert set(table) == set(choices)
    assert starting
    assert set(starting) <= set(choices)
    assert all(set(following) <= set(choices) for following in table.values())


@pytest.mark.parametrize(("field", "table", "starting"), TABLES)
def test_every_status_can_be_reached(field, table, starting):
    reached, waiting = set(), list(starting)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += table[state]

    assert reached == set(table)


def test_a_diagram_names_each_state_and_each_arrow():
    model, field, table = next(
        (model, field, table) for model, field, table in tables() if model.__name__ == "Enrollment"
    )

    drawn = diagram(field, table, starts(model, field))

    assert '    state "Enrolled" as enrolled' in drawn
    assert "    [*] --> enrolled" in drawn
    assert "    enrolled --> closed" in drawn
    assert "    closed --> enrolled" in drawn, "a closed case opens again"
    assert "closed --> paused" not in drawn
    assert "closed --> [*]" not in drawn


def test_a_diagram_ends_where_nothing_follows():
    model, field, table = next(
        (model, field, table) for model, field, table in tables() if model.__name__ == "Handover"
    )

    assert "    called_off --> [*]" in diagram(field, table, starts(model, field))
