"""Names as they sound and as they are spelled; phone numbers as digits."""

import pytest

from participants.phones import digits_of
from participants.sounds import folded, keys_of, names_sound_alike, sound_alike, sounds_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("xiomara", "siomara"),
        ("jesenia", "yesenia"),
        ("jesenia", "llesenia"),
        ("ximena", "jimena"),
        ("gimena", "jimena"),
        ("gonzalez", "gonsales"),
        ("vega", "bega"),
        ("kathryn", "catherine"),
        ("juniper", "junper"),
        ("juniper", "jupiner"),
    ],
)
def test_one_name_heard_or_written_in_two_ways(one, other):
    assert sound_alike(one, other)
    assert sound_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("ann", "ono"), ("hodan", "huda"), ("juniper", "jennifer"), ("otto", "ivy")]
)
def test_two_names_stay_two(one, other):
    assert not sound_alike(one, other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Nguyễn", "nguyen"), ("Łęcki", "lecki"), ("IÑÉS", "ines"), ("Straße", "strasse"), ("王小明", "王小明")],
)
def test_accents_and_capitals_are_folded(text, expected):
    assert folded(text) == expected


def test_words_of_names():
    assert words_of("García-López", "O’Brien", "garcía") == ["garcia", "lopez", "obrien"]
    assert words_of("", None, "🌼", " . ") == []


@pytest.mark.parametrize("word", ["王小明", "марія", "يونيبر", "0142", ""])
def test_what_is_not_of_our_letters_has_no_sound(word):
    assert sounds_of(word) == set()


def test_keys_hold_words_and_their_sounds():
    keys = keys_of("Xiomara", "")

    assert ("word", "xiomara") in keys
    assert {kind for kind, _key in keys} == {"word", "sound"}
    assert all(len(key) <= 60 for _kind, key in keys_of("x" * 500))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Siomara García", "Xiomara Garcia-Lopez", True),
        ("Xiomara", "Xiomara García", True),
        ("Xiomara Vega", "Xiomara García", False),
        ("", "Xiomara", False),
    ],
)
def test_whole_names(one, other, expected):
    assert names_sound_alike(one, other) is expected


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("(417) 555-0142", "4175550142"),
        ("1 417 555 0142", "4175550142"),
        ("+1-417-555-0142", "4175550142"),
        ("0142", "0142"),
        ("12345678901", "2345678901"),
        ("", ""),
        ("none", ""),
    ],
)
def test_digits_of_a_number(number, digits):
    assert digits_of(number) == digits
