"""The documents point at things that exist."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

DOCS = Path(settings.BASE_DIR) / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
KEPT_IN = re.compile(r"^\|[^|]+\|[^|]+\| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(DOCS)))
def test_links_of_a_document_lead_to_files(document):
    for target in LINK.findall(document.read_text()):
        assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(DOCS)))
def test_every_document_can_be_reached_from_a_readme(document):
    reached, waiting = set(), [DOCS / "README.md", DOCS.parent / "README.md"]
    while waiting:
        current = waiting.pop()
        if current in reached or current.suffix != ".md" or not current.exists():
            continue
        reached.add(current)
        waiting += [(current.parent / target).resolve() for target in LINK.findall(current.read_text())]

    assert document.resolve() in {found.resolve() for found in reached}


def test_glossary_names_models_and_fields_that_exist():
    for cell in KEPT_IN.findall((DOCS / "glossary.md").read_text()):
        for name in re.findall(r"`([^`]+)`", cell):
            app, model, *field = name.split(".")
            found = apps.get_model(app, model)
            if field:
                assert hasattr(found, field[0]), name


def test_glossary_defines_each_word_once():
    words = re.findall(r"^\| ([^|]+?) \|", (DOCS / "glossary.md").read_text(), re.MULTILINE)
    words = [word for word in words if word not in ("Word", "Short", "---")]

    assert len(words) == len(set(words)) > 0
