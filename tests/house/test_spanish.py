"""Spanish: every sentence is there, whole and with its figures, and no page falls back to English."""

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from tests.pages import GUARDED, PAGES, PUBLIC, address, may

pytestmark = pytest.mark.any_database

CATALOG = settings.BASE_DIR / "locale" / "es" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)(\.\d)?[sdf]|(?<!%)%[sd]")


@pytest.fixture(scope="module")
def messages():
    with CATALOG.open("rb") as file:
        return [message for message in read_po(file, locale="es") if message.id]


def forms(value):
    return [value] if isinstance(value, str) else list(value)


def test_no_sentence_is_empty_or_fuzzy(messages):
    assert len(messages) > 4000
    assert [message.id for message in messages if message.fuzzy or not all(forms(message.string))] == []


def test_every_sentence_has_the_figures_and_names_of_the_english_one(messages):
    """The singular may spell its figure out; nothing else is left out, and nothing is added."""

    def placed(sentence):
        return sorted(found.group() for found in PLACEHOLDER.finditer(sentence.replace("%%", "")))

    wrong = []
    for message in messages:
        english, spanish = forms(message.id), forms(message.string)
        pairs = list(zip(english, spanish, strict=True))
        singular_may_differ = len(pairs) == 2 and set(placed(spanish[0])) <= set(placed(english[1]))
        for place, (said, translated) in enumerate(pairs):
            if placed(said) != placed(translated) and not (place == 0 and singular_may_differ):
                wrong.append((said, translated))
    assert wrong == []


def test_lines_and_tags_stand_where_they_stood(messages):
    def shape(sentence):
        return sentence.count("\n"), re.findall(r"</?\w+>", sentence), sentence != sentence.strip(" ")

    wrong = [
        (said, translated)
        for message in messages
        for said, translated in zip(forms(message.id), forms(message.string), strict=True)
        if shape(said) != shape(translated)
    ]
    assert wrong == []


# --- Pages -----------------------------------------------------------------------------------


class Missing:
    """Which of our sentences were asked for in Spanish and are in no catalog."""

    def __init__(self):
        self.found = set()


@pytest.fixture
def missing(monkeypatch):
    """Watch what the catalog of Spanish is asked for and does not hold."""
    asked = Missing()
    spanish = trans_real.translation("es")
    real = type(spanish).gettext, type(spanish).ngettext
    known = spanish._catalog

    def has(msgid):
        try:
            known[msgid]
        except KeyError:
            return False
        return True

    def gettext(self, message):
        if self is spanish and re.search("[A-Za-z]{2}", message) and not has(message):
            asked.found.add(message)
        return real[0](self, message)

    def ngettext(self, singular, plural, number):
        if self is spanish and known.plural(singular, number) is None:
            asked.found.add(singular)
        return real[1](self, singular, plural, number)

    monkeypatch.setattr(type(spanish), "gettext", gettext)
    monkeypatch.setattr(type(spanish), "ngettext", ngettext)
    return asked


@pytest.mark.parametrize("role", ["mentor", "supervisor", "administrator", "nobody"])
def test_every_page_is_spanish(client, client_of, cast, missing, role):
    if role != "nobody":
        user = cast.of(role)
        type(user).objects.filter(pk=user.pk).update(language="es")
        client_of(user)
        names = [name for name in GUARDED if may(role, name)]
    else:
        names = PUBLIC
    for name in names:
        if not (PAGES[name].is_action or PAGES[name].is_file):
            client.get(address(name, cast.here), headers={"accept-language": "es"})
    translation.activate("en")

    assert "\n".join(sorted(missing.found)) == ""
