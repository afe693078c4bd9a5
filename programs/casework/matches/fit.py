"""How well a mentor and a family fit, from what is known of both. Pure: no database, no request.

Each thing looked at gives a point: it speaks for the two ("yes"), is to be thought of ("part"), speaks against them
("no"), or cannot be said yet ("missing"). The worth of the points decides the order, and nothing else does:

- what one of them asked for by name comes first;
- then a language both speak, which counts against them where an interpreter would be needed;
- then culture and area, as the source asks for mentors "from the same geographic and cultural area";
- then lived experience, where the family wishes it, and time that both have;
- then interests, and a free place.

What matters to a family counts twice. What is not known counts nothing, and is named, so that somebody asks.
"""

from dataclasses import dataclass, field

# The worth of a point that speaks for the two, by what it is about. An order of things, not a figure of policy.
WORTH = {
    "wish": 12,
    "language": 8,
    "culture": 6,
    "area": 5,
    "experience": 4,
    "gender": 3,
    "times": 3,
    "interests": 2,
    "place": 1,
}
TWICE = 2


@dataclass(frozen=True)
class Family:
    """What is known of the family. An empty set, or an empty word, is not known."""

    language: str
    languages: frozenset = frozenset()
    needs_interpreter: bool = False
    cultures: frozenset = frozenset()
    county: str = ""
    city: str = ""
    free_times: frozenset = frozenset()
    interests: frozenset = frozenset()
    gender: str = ""
    wishes_culture: str = ""
    wishes_experience: str = ""
    wishes_gender: str = ""


@dataclass(frozen=True)
class Companion:
    """What is known of the mentor. `counties` are those they live in or go to; `wished_by` are sides: who asked."""

    languages: frozenset
    cultures: frozenset = frozenset()
    counties: frozenset = frozenset()
    city: str = ""
    free_times: frozenset = frozenset()
    interests: frozenset = frozenset()
    gender: str = ""
    wishes_gender: str = ""
    has_experience: bool | None = None
    places_free: int = 1
    wished_by: frozenset = frozenset()


@dataclass(frozen=True)
class Point:
    """One thing looked at: what it is about, how it speaks, and what the two share."""

    about: str
    kind: str
    shared: tuple = ()
    worth: int = 0


@dataclass(frozen=True)
class Fit:
    """Everything looked at, and what it is worth together."""

    points: tuple = field(default_factory=tuple)

    @property
    def worth(self) -> int:
        return sum(point.worth for point in self.points)

    @property
    def missing(self) -> tuple:
        """What could not be said yet."""
        return tuple(point.about for point in self.points if point.kind == "missing")


def fit(family: Family, companion: Companion) -> Fit:
    """What speaks for the two and what against, in the order in which one reads it."""
    points = [
        *(_yes("wish", (side,)) for side in ("participant", "mentor") if side in companion.wished_by),
        _language(family, companion),
        _culture(family, companion),
        _area(family, companion),
        _experience(family, companion),
        *_genders(family, companion),
        _shared("times", family.free_times, companion.free_times),
        _shared("interests", family.interests, companion.interests),
        _yes("place", (companion.places_free,)),
    ]
    return Fit(tuple(point for point in points if point))


def _yes(about, shared=(), *, times=1):
    return Point(about, "yes", tuple(shared), WORTH[about] * times)


def _no(about, *, times=1):
    return Point(about, "no", (), -WORTH[about] * times)


def _language(family, companion):
    if family.language in companion.languages:
        return _yes("language", (family.language,))
    if family.needs_interpreter:
        return _no("language")
    other = sorted(family.languages & companion.languages)
    return Point("language", "part", tuple(other), WORTH["language"] // 2 if other else 0)


def _culture(family, companion):
    matters = family.wishes_culture == "matters"
    if family.wishes_culture == "no_matter":
        return None
    if not family.cultures or not companion.cultures:
        return Point("culture", "missing")
    both = sorted(family.cultures & companion.cultures)
    if both:
        return _yes("culture", both, times=TWICE if matters else 1)
    return _no("culture") if matters else Point("culture", "part")


def _area(family, companion):
    if family.city and companion.city and family.city == companion.city:
        return _yes("area", ("city", companion.city))
    if family.county and companion.counties:
        if family.county in companion.counties:
            return _yes("area", ("county", family.county))
        return _no("area")
    if family.city and companion.city:
        return Point("area", "part", ("city", companion.city))
    return Point("area", "missing")


def _experience(family, companion):
    if family.wishes_experience not in ("matters", "good"):
        return None
    matters = family.wishes_experience == "matters"
    if companion.has_experience:
        return _yes("experience", times=TWICE if matters else 1)
    return Point("experience", "missing")


def _genders(family, companion):
    for about, wished, gender in (
        ("family", family.wishes_gender, companion.gender),
        ("mentor", companion.wishes_gender, family.gender),
    ):
        if not wished:
            continue
        if not gender:
            yield Point("gender", "missing", (about, wished))
        elif wished == gender:
            yield _yes("gender", (about, wished))
        else:
            yield Point("gender", "no", (about, wished), -WORTH["gender"])


def _shared(about, ours, theirs):
    if not ours or not theirs:
        return Point(about, "missing")
    both = sorted(ours & theirs)
    if both:
        return _yes(about, both)
    return _no(about) if about == "times" else None
