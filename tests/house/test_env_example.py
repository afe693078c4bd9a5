""".env.example lists every variable the settings read, and no other."""

import ast
import re
from itertools import pairwise

from django.conf import settings

SETTINGS = settings.BASE_DIR / "mmp_portal" / "settings.py"
COMPOSE = settings.BASE_DIR / "docker-compose.yml"
EXAMPLE = settings.BASE_DIR / ".env.example"


def read_by_settings():
    names = set()
    for call in ast.walk(ast.parse(SETTINGS.read_text())):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        asks = ast.unparse(call.func)
        first = call.args[0]
        is_reader = asks == "read" or asks == "env" or asks.startswith("env.")
        if is_reader and isinstance(first, ast.Constant) and isinstance(first.value, str):
            names.add(first.value)
    return names


def read_by_compose():
    return set(re.findall(r"\$\{([A-Z_]+)", COMPOSE.read_text()))


def listed():
    return re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", EXAMPLE.read_text(), flags=re.MULTILINE)


def test_every_variable_read_is_listed():
    assert (read_by_settings() | read_by_compose()) - set(listed()) == set()


def test_every_variable_listed_is_read():
    assert set(listed()) - (read_by_settings() | read_by_compose()) == set()


def test_no_variable_is_listed_twice():
    assert len(listed()) == len(set(listed()))


def test_every_variable_is_explained():
    """A comment of at least a few words stands above each variable."""
    lines = EXAMPLE.read_text().splitlines()
    unexplained = [
        line
        for above, line in pairwise(lines)
        if re.match(r"^#? ?[A-Z][A-Z0-9_]+=", line) and len(above.strip("# ").split()) < 3
    ]

    assert unexplained == []


def test_nothing_else_reads_the_environment():
    """Settings are the one place; the two files that start Django may name the settings module."""
    readers = []
    for root in ("mmp_portal", "participants", "mentors", "eligibility", "programs", "reports"):
        for path in (settings.BASE_DIR / root).rglob("*.py"):
            source = path.read_text().replace('os.environ.setdefault("DJANGO_SETTINGS_MODULE"', "")
            if path != SETTINGS and re.search(r"os\.environ|os\.getenv|\bgetenv\(", source):
                readers.append(str(path.relative_to(settings.BASE_DIR)))

    assert readers == []
