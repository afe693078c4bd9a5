"""Phone numbers as they are compared: digits alone."""

LONGEST = 30


def digits_of(words) -> str:
    """The digits of a number, without the 1 with which some write it: 1 (417) 555-0142 is 4175550142."""
    digits = "".join(sign for sign in str(words) if sign in "0123456789")[:LONGEST]
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
