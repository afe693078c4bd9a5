"""How names sound and how they are spelled, so that somebody is found by what a caller said.

Names are compared word by word, without accents and capitals. Two keys stand for the sound of a word: one as an
English ear writes it down (Metaphone), one as a Spanish ear does, where Jesenia, Yesenia and Llesenia are one name,
and Xiomara and Siomara another. Words in other scripts are compared as they are written.
"""

import re
import unicodedata

from jellyfish import jaro_winkler_similarity, metaphone

# Two spellings this near are taken for one word with a slip in it.
NEAR = 0.88
# Words that sound alike must look at least this much alike: Ann and Ono do not.
NEAR_ENOUGH_TO_SOUND = 0.7

LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
APOSTROPHES = re.compile(r"['’ʼ`´ʻ]")
BETWEEN_WORDS = re.compile(r"[\W_]+")

# What a Spanish ear does not tell apart, longest first. Marks are gone by then: ñ is n.
SPANISH = (
    ("ll", "y"),
    ("ch", "c"),
    ("ph", "f"),
    ("qu", "k"),
    ("gu", "g"),
    ("ce", "se"),
    ("ci", "si"),
    ("ge", "je"),
    ("gi", "ji"),
    ("z", "s"),
    ("v", "b"),
    ("w", "g"),
)


def folded(text) -> str:
    """Small letters without accents; what has no letters of ours stays as it is written."""
    small = unicodedata.normalize("NFKD", str(text).casefold().translate(LETTERS_WITHOUT_MARKS))
    return "".join(sign for sign in small if not unicodedata.combining(sign))


def words_of(*names) -> list[str]:
    """The words of some names, folded, each once: García-López is two, O'Brien one."""
    text = APOSTROPHES.sub("", " ".join(str(name) for name in names if name))
    return list(dict.fromkeys(word[:60] for word in BETWEEN_WORDS.split(folded(text)) if word))


def sounds_of(word) -> set[str]:
    """The keys under which a folded word sounds; empty for a word in another script, or one without a letter."""
    if not (word.isascii() and word.isalpha()):
        return set()
    return {f"en {metaphone(word)[:20]}"} | {f"es {key[:20]}" for key in _spanish(word)}


def _spanish(word):
    """The consonants of a word as a Spanish ear writes them; one that begins with h or x is heard in two ways."""
    heard_as = {"x": ("s", "j"), "h": ("", "j")}.get(word[0], (word[0],))
    return {_skeleton(beginning + word[1:]) for beginning in heard_as}


def _skeleton(word):
    for letters, heard in SPANISH:
        word = word.replace(letters, heard)
    word = word.replace("h", "")
    # At the beginning j and y are taken for each other; elsewhere y is a vowel.
    first = {"j": "y", "c": "k"}.get(word[:1], word[:1])
    first = "a" if first in set("aeiou") else first
    rest = re.sub(r"[aeiouy]", "", word[1:].replace("x", "s").replace("c", "k"))
    return re.sub(r"(.)\1+", r"\1", first + rest)


def keys_of(*names) -> set[tuple[str, str]]:
    """What names are found by, as pairs: ("word", as it is spelled) and ("sound", as it is heard)."""
    words = words_of(*names)
    return {("word", word) for word in words} | {("sound", sound) for word in words for sound in sounds_of(word)}


def likeness(one, other) -> float:
    """How much two folded words look alike, from 0 to 1."""
    return jaro_winkler_similarity(one, other)


def sound_alike(one, other) -> bool:
    """Whether two folded words could be one, heard or mistyped."""
    alike = likeness(one, other)
    if one == other or alike >= NEAR:
        return True
    return alike >= NEAR_ENOUGH_TO_SOUND and bool(sounds_of(one) & sounds_of(other))


def names_sound_alike(one, other) -> bool:
    """Whether every word of the shorter name could be a word of the longer one."""
    shorter, longer = sorted((words_of(one), words_of(other)), key=len)
    return bool(shorter) and all(any(sound_alike(word, known) for known in longer) for word in shorter)
