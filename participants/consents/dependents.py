"""What hangs on a consent, so that its end says what must be done. Other apps register; this module knows none."""

from typing import Any

_dependents: dict[str, list] = {}


def register_dependent(kind: str, sentence: Any) -> None:
    """Say what must follow when a consent of this kind ends, such as “Take the photo down.” Said twice, it counts once."""
    sentences = _dependents.setdefault(kind, [])
    if sentence not in sentences:
        sentences.append(sentence)


def what_depends(kind: str) -> tuple:
    """What must follow when a consent of this kind ends, in sentences."""
    return tuple(_dependents.get(kind, ()))
