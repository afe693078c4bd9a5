"""Who may know whom: by import (import-linter) and by relation between tables (here)."""

import os
import subprocess
import sys
import tomllib

import pytest
from django.apps import apps
from django.conf import settings

from mmp_portal.audit.privacy import is_ours

CONTRACTS = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = [contract for contract in CONTRACTS if contract["type"] == "layers"]


def floors(contract):
    """The contract's layers from top to bottom, each a list of full module names."""
    containers = contract.get("containers", [""])
    return [
        [f"{container}.{name.strip(' ()')}".lstrip(".") for container in containers for name in layer.split("|")]
        for layer in contract["layers"]
    ]


def floor_of(module, contract):
    """The layer a module is in: the layer's number counted from the top and its name; None where it is in none."""
    for number, names in enumerate(floors(contract)):
        for name in names:
            if module == name or module.startswith(f"{name}."):
                return number, name
    return None


def is_upward(module, other, contract):
    """Whether `module` would have to look up, or sideways into another room, to see `other`."""
    here, there = floor_of(module, contract), floor_of(other, contract)
    if here is None or there is None or here == there:
        return False
    return there[0] <= here[0]


def relations():
    for model in apps.get_models():
        if not is_ours(model):
            continue
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model and is_ours(field.related_model):
                yield model, field


def test_relations_never_point_upward():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model, field in relations()
        for contract in LAYERS
        if is_upward(model.__module__, field.related_model.__module__, contract)
    ]

    assert upward == []


@pytest.mark.parametrize(
    ("module", "other", "expected"),
    [
        ("participants.models", "mentors.models", True),
        ("mentors.models", "participants.models", False),
        ("programs.moppp.models", "programs.mpmp.models", True),
        ("programs.moppp.models", "programs.casework.contacts.models", False),
        ("programs.casework.enrollments.models", "programs.casework.closings.models", True),
        ("programs.casework.meetings.models", "programs.casework.contacts.models", True),
        ("programs.casework.contacts.models", "programs.casework.contacts.models", False),
    ],
)
def test_upward_is_told_from_downward(module, other, expected):
    assert any(is_upward(module, other, contract) for contract in LAYERS) is expected


def test_every_app_of_ours_has_a_floor():
    homeless = [
        config.name
        for config in apps.get_app_configs()
        if (settings.BASE_DIR / config.name.replace(".", "/")).is_dir()
        and not any(floor_of(config.name, contract) for contract in LAYERS)
    ]

    assert homeless == []


def test_imports_keep_the_contracts():
    linter = os.path.join(os.path.dirname(sys.executable), "lint-imports")

    run = subprocess.run([linter, "--no-cache"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
