"""What is read to whoever consents: each kind in both languages, by date."""

from datetime import date, timedelta

import pytest

from participants.consents.models import Kind
from participants.consents.texts import LANGUAGES, NoText, text_for, versions

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_has_a_text_in_both_languages(kind):
    texts = {language: text_for(kind, language=language, on=TODAY) for language in LANGUAGES}

    assert all(text.title and len(text.body) > 200 for text in texts.values())
    assert texts["en"].body != texts["es"].body
    assert texts["en"].body.count("\n\n") == texts["es"].body.count("\n\n"), "the same paragraphs in both"


@pytest.mark.parametrize("kind", Kind.values)
def test_no_text_says_it_was_reviewed_before_a_lawyer_has_done_so(kind):
    assert not any(text.is_reviewed for text in versions(kind))


def test_another_language_is_read_in_english():
    assert text_for("photo", language="hmn", on=TODAY).language == "en"


def test_the_first_version_holds_from_its_first_day():
    first = versions("services")[0].begins

    assert text_for("services", language="en", on=first).begins == first
    with pytest.raises(NoText):
        text_for("services", language="en", on=first - timedelta(days=1))
