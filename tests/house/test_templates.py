"""Templates: components render wherever they stand, and nothing in them needs an open Content-Security-Policy."""

import re

import pytest
from django.conf import settings
from django.template import engines

TEMPLATES = settings.BASE_DIR / "templates"
FILES = sorted(path for path in TEMPLATES.rglob("*.html"))
COMPONENTS = sorted(path for path in (TEMPLATES / "cotton").rglob("*.html"))
COMMENTS = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)


def name_of(path):
    return str(path.relative_to(TEMPLATES))


def source(path):
    return COMMENTS.sub("", path.read_text())


def tag_of(component):
    return "c-" + str(component.relative_to(TEMPLATES / "cotton").with_suffix("")).replace("/", ".")


def test_component_renders_inside_a_named_partial(rf, tmp_path, settings):
    """Cotton and template-partials both want the loaders; a wrong order leaves the tag as it is, without an error."""
    (tmp_path / "page.html").write_text(
        "{% partialdef fragment inline %}<c-badge>Matched</c-badge>{% endpartialdef %}", encoding="utf-8"
    )
    backend = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [backend]

    engine = engines["django"]
    whole = engine.get_template("page.html").render({}, rf.get("/"))
    fragment = engine.get_template("page.html#fragment").render({}, rf.get("/"))

    for rendered in (whole, fragment):
        assert "Matched" in rendered
        assert "<c-" not in rendered


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_inline(path):
    """No style attribute, no script in an attribute, and a nonce on each script and style element."""
    text = source(path)

    assert re.findall(r"""\sstyle\s*=\s*["'{]""", text) == []
    assert re.findall(r"""\son(?:click|change|submit|load|input|key\w+|focus|blur|mouse\w+|error)\s*=""", text) == []
    assert re.findall(r"""href\s*=\s*["']\s*javascript:""", text) == []
    assert re.findall(r"\shx-on", text) == []
    for element in re.findall(r"<(?:script|style)\b[^>]*>", text):
        assert "nonce=" in element or "src=" in element or 'type="application/json"' in element, element


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_comes_from_elsewhere(path):
    """Styles, scripts, pictures and fonts are served by the portal itself."""
    assert (
        re.findall(r"""(?:src|href)\s*=\s*["'](?:https?:)?//[^"']+\.(?:js|css|woff2?|png|svg)""", source(path)) == []
    )


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_text_follows_the_house_style(path):
    """No em dash, and no promise in place of a page."""
    text = source(path)

    assert "\N{EM DASH}" not in text
    assert re.findall(r"(?i:lorem ipsum|coming soon)|TODO|FIXME", text) == []


@pytest.mark.parametrize("component", COMPONENTS, ids=name_of)
def test_component_is_in_the_gallery(component):
    gallery = "".join(path.read_text() for path in (TEMPLATES / "ui").rglob("*.html"))
    gallery += "".join(path.read_text() for path in COMPONENTS if path != component)

    assert re.search(rf"<{re.escape(tag_of(component))}[\s/>]", gallery)


@pytest.mark.parametrize("component", COMPONENTS, ids=name_of)
def test_component_declares_its_inputs(component):
    text = source(component)
    uses_input = re.search(r"\{\{\s*(?!slot|attrs|csp_nonce|request|user|forloop)\w+", text)

    assert "<c-vars" in text or not uses_input


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_components_named_in_templates_exist(path):
    tags = set(re.findall(r"<(c-[\w.-]+)", source(path))) - {"c-vars", "c-slot", "c-component"}

    assert tags <= {tag_of(component) for component in COMPONENTS}
