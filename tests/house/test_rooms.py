"""The four rooms stay alike: the same doors, and nothing beside them that a reader must guess."""

import importlib

import pytest
from django.apps import apps
from django.conf import settings

from programs import registry

HALL = settings.BASE_DIR / "programs"
ROOMS = ("worksite", "young_parent", "mpmp", "moppp")
DOORS = {"definition.py", "apps.py"}
FURNITURE = {
    "__init__.py",
    "facts.py",
    "who_qualifies.py",
    "due.py",
    "workflow.py",
    "models.py",
    "forms.py",
    "filters.py",
    "views.py",
    "urls.py",
    "tables.py",
    "tasks.py",
}


def modules(room):
    return {path.name for path in (HALL / room).glob("*.py")}


def test_every_folder_is_a_room_or_the_hall():
    folders = {path.parent.name for path in HALL.glob("*/__init__.py")}

    assert folders == {*ROOMS, "casework"}


@pytest.mark.parametrize("room", ROOMS)
def test_room_has_the_doors(room):
    assert modules(room) >= DOORS


@pytest.mark.parametrize("room", ROOMS)
def test_room_has_nothing_beside_doors_and_furniture(room):
    assert modules(room) - DOORS - FURNITURE == set()


@pytest.mark.parametrize("room", ROOMS)
def test_room_registers_the_program_it_defines(room):
    definition = importlib.import_module(f"programs.{room}.definition")

    assert definition.PROGRAM.code == room
    assert registry.get(room) is definition.PROGRAM


@pytest.mark.parametrize("room", ROOMS)
def test_program_is_described(room):
    program = registry.get(room)

    assert all([program.name, program.short_name, program.icon, program.css, program.number_prefix, program.source])
    for kind in ("components", "contact_kinds", "contact_topics", "meeting_kinds", "closing_reasons"):
        codes = [choice.code for choice in getattr(program, kind)]
        assert len(codes) == len(set(codes)), f"{room}: a code in {kind} is given twice"


def test_number_prefixes_tell_programs_apart():
    prefixes = [program.number_prefix for program in registry.all_programs()]

    assert len(prefixes) == len(set(prefixes)) == len(ROOMS)


def test_programs_are_exactly_the_rooms():
    assert set(registry.codes()) == set(ROOMS)
    assert {config.label for config in apps.get_app_configs() if config.name.startswith("programs.")} >= set(ROOMS)


@pytest.mark.parametrize(
    "path", sorted((HALL / "casework").rglob("*.py")), ids=lambda path: str(path.relative_to(HALL))
)
def test_hall_names_no_program(path):
    if "migrations" in path.parts:
        return
    source = path.read_text()

    asked = [room for room in ROOMS if f'== "{room}"' in source or f'!= "{room}"' in source]

    assert asked == [], "what the hall needs from a room travels in PROGRAM"
