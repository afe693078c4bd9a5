"""What is read to whoever consents: dated texts for each kind, in English and Spanish, in the files beside this one.

A consent keeps the text it was given on, word for word. A new version never changes an old consent.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "es")


class NoText(LookupError):
    """There is no text of this kind for the day."""


@dataclass(frozen=True)
class ConsentText:
    """One version of one kind in one language. `is_reviewed`: a lawyer of the agency has read and accepted it."""

    kind: str
    language: str
    begins: date
    is_reviewed: bool
    title: str
    body: str


@cache
def versions(kind):
    """Every text of a kind, oldest first."""
    with (FOLDER / f"{kind}.toml").open("rb") as file:
        data = tomllib.load(file)
    found = [
        ConsentText(
            kind=kind,
            language=language,
            begins=version["from"],
            is_reviewed=version["reviewed"],
            title=version[language]["title"],
            body=version[language]["body"].strip(),
        )
        for version in data["version"]
        for language in LANGUAGES
    ]
    return tuple(sorted(found, key=lambda text: text.begins))


def text_for(kind, *, language, on):
    """The text in force on the day; English where there is none in the language. Raises NoText before the first."""
    language = language if language in LANGUAGES else "en"
    found = [text for text in versions(kind) if text.language == language and text.begins <= on]
    if not found:
        raise NoText(f"There is no text of {kind} for {on}.")
    return found[-1]
