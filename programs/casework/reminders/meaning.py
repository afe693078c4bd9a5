"""What somebody means who answers a text: no more of them, some again, help, or anything else."""

import re
import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _


class Meaning(models.TextChoices):
    STOP = "stop", _("No more texts")
    START = "start", _("Texts again")
    HELP = "help", _("Help")
    OTHER = "other", _("An answer")


# The carriers' own words, and what people write instead. A whole answer, whatever its case and signs.
WORDS = {
    Meaning.STOP: {
        "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out",
        "stop please", "please stop", "no more", "remove", "alto", "parar", "pare", "basta", "cancelar", "no mas",
    },
    Meaning.START: {"start", "unstop", "resume", "comenzar", "empezar"},
    Meaning.HELP: {"help", "info", "ayuda"},
}  # fmt: skip
# Anywhere in an answer: whoever writes this wants no more texts.
REFUSALS = (
    "stop text", "stop messag", "stop send", "stop contact", "do not text", "dont text", "do not contact",
    "dont contact", "do not message", "dont message", "no more text", "no more messag", "leave me alone",
    "take me off", "remove me", "unsubscribe me", "wrong number", "quit text", "no me escrib", "no me text",
    "no me mand", "no mas mensaj", "no mas text", "deje de", "dejen de", "numero equivocado",
)  # fmt: skip


def meaning_of(words):
    """What an answer means, in English or Spanish, with or without accents and signs."""
    flat = unicodedata.normalize("NFKD", words.casefold())
    flat = "".join(sign for sign in flat if not unicodedata.combining(sign)).replace("'", "").replace("’", "")
    flat = re.sub(r"[^a-z0-9]+", " ", flat).strip()
    for meaning, known in WORDS.items():
        if flat in known:
            return meaning
    return Meaning.STOP if any(refusal in flat for refusal in REFUSALS) else Meaning.OTHER
