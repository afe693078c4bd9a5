"""The locked requirements install the same files everywhere, from any mirror."""

import re
import tomllib

import pytest
from django.conf import settings

LOCKS = ("requirements.txt", "requirements-dev.txt")


def entries(lock):
    """Package name -> its lines."""
    text = (settings.BASE_DIR / lock).read_text()
    return {
        match[1].lower(): match[0]
        for match in re.finditer(r"^([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==.*(?:\n[ \t]+.*)*", text, flags=re.MULTILINE)
    }


def named_in_pyproject(text):
    return re.split(r"[\[~=<>]", text)[0].lower().replace(".", "-")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address(lock):
    assert re.findall(r"://|^-|file:|--(?:extra-)?index", (settings.BASE_DIR / lock).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_fixed_by_hash(lock):
    assert entries(lock)
    assert [name for name, lines in entries(lock).items() if "--hash=sha256:" not in lines] == []


def test_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    runtime = {named_in_pyproject(line) for line in project["project"]["dependencies"]}
    tools = {named_in_pyproject(line) for line in project["dependency-groups"]["dev"]}

    assert runtime <= set(entries("requirements.txt"))
    assert runtime | tools <= set(entries("requirements-dev.txt"))


def test_every_dependency_says_what_it_is_for():
    lists = re.findall(
        r"^(?:dependencies|dev) = \[\n(.*?)^\]", (settings.BASE_DIR / "pyproject.toml").read_text(), re.S | re.M
    )

    assert len(lists) == 2
    assert [line for lines in lists for line in lines.splitlines() if "#" not in line] == []
