"""Children's names in a note: found, so that whoever writes can leave them out."""

import re


def names_in(note, names):
    """Those of the names that stand in the note as words of their own, whatever their case."""
    words = {word.casefold() for word in re.findall(r"[\w'’-]+", note)}
    bare = {re.sub(r"['’]s?$", "", word) for word in words}
    found = []
    for name in names:
        parts = [part.casefold() for part in name.split()]
        if parts and all(part in words or part in bare for part in parts):
            found.append(name)
    return found
