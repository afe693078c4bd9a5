"""What is known of families and of mentors, as `fit` looks at it. The number of queries does not grow with them."""

from collections import Counter

from mentors.models import LivedExperience, MentorProfile
from participants.models import Background
from participants.race import Answer, Category
from programs.casework.matches.fit import Companion, Family
from programs.casework.matches.models import MatchSay, MatchWishes

SIDES = {MatchSay.Kind.WISH: "participant", MatchSay.Kind.MENTOR_WISH: "mentor"}
CATEGORIES = dict(Category.choices)


def words_of(text):
    """Each of a few things named in one line, such as interests, in small letters."""
    return frozenset(one.strip().lower() for one in text.replace(";", ",").split(",") if one.strip())


def cultures_of(people):
    """By the key of the person, what they call themselves: tribe, words, and one of the seven categories.

    The most telling begins with the smallest sign, so that the first of several in common is the one to say.
    """
    found: dict[int, set] = {}
    rows = Background.objects.not_voided().filter(person__in=people, race_answer=Answer.GIVEN)
    for background in rows.prefetch_related("races"):
        own = found.setdefault(background.person_id, set())
        if background.tribe:
            own.add(f"1:{background.tribe.strip().lower()}")
        for race in background.races.all():
            own |= {f"2:{word}" for word in words_of(race.words)}
            own.add(f"3:{race.category}")
    return {person: frozenset(own) for person, own in found.items()}


def name_of_culture(key):
    """What a culture is called on a page."""
    sort, _sign, name = key.partition(":")
    return str(CATEGORIES.get(name, name)) if sort == "3" else name.title()


class Known:
    """Everything that is known of these families and mentors, read once."""

    def __init__(self, enrollments, mentors):
        people = {one.participant_id for one in enrollments} | {one.person_id for one in mentors}
        self.cultures = cultures_of(people)
        self.wishes = {row.enrollment_id: row for row in MatchWishes.objects.filter(enrollment__in=enrollments)}
        self.profiles = {
            row.mentor_id: row for row in MentorProfile.objects.filter(mentor__in=mentors).prefetch_related("counties")
        }
        self.experienced = set(
            LivedExperience.objects.known().filter(mentor__in=mentors).values_list("mentor", flat=True)
        )
        self.wished = Counter()
        says = MatchSay.objects.not_voided().filter(enrollment__in=enrollments, mentor__in=mentors)
        for say in says.filter(kind__in=MatchSay.WISHES):
            self.wished[say.enrollment_id, say.mentor_id, SIDES[say.kind]] += 1

    def family(self, enrollment):
        person, wishes = enrollment.participant, self.wishes.get(enrollment.pk) or MatchWishes()
        return Family(
            language=person.language,
            languages=frozenset([person.language, *person.also_speaks]),
            needs_interpreter=person.needs_interpreter,
            cultures=self.cultures.get(person.pk, frozenset()),
            county=person.county.name if person.county else "",
            city=person.city.strip().lower(),
            free_times=frozenset(wishes.free_times),
            interests=words_of(wishes.interests),
            gender=person.gender,
            wishes_culture=wishes.culture,
            wishes_experience=wishes.experience,
            wishes_gender=wishes.gender,
        )

    def companion(self, mentor, enrollment):
        """What is known of a mentor, who has `held` matches, for this family."""
        person, profile = mentor.person, self.profiles.get(mentor.pk)
        reached = {county.name for county in profile.counties.all()} if profile else set()
        return Companion(
            languages=frozenset([person.language, *person.also_speaks]),
            cultures=self.cultures.get(person.pk, frozenset()),
            counties=frozenset(reached | ({person.county.name} if person.county else set())),
            city=person.city.strip().lower(),
            free_times=frozenset(profile.free_times if profile else ()),
            interests=words_of(mentor.interests),
            gender=person.gender,
            wishes_gender=profile.hopes_for if profile else "",
            has_experience=True if mentor.pk in self.experienced else None,
            places_free=mentor.capacity - mentor.held,
            wished_by=frozenset(side for side in SIDES.values() if self.wished[enrollment.pk, mentor.pk, side]),
        )
