"""The mentors of a site beside the families who wait for one: by culture, by county and by language."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentors.models import Mentor, MentorProfile
from participants.models import Background
from participants.race import Answer, Category
from programs import registry
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches.proposals import with_held


@dataclass(frozen=True)
class PoolLine:
    """One culture, county or language: mentors, their free places, and families who wait."""

    name: str
    mentors: int
    free: int
    waiting: int

    @property
    def is_short(self):
        """More families wait than places are free."""
        return self.waiting > self.free


@dataclass(frozen=True)
class Pool:
    """All of it. A mentor may be of two cultures and go to several counties, so lines do not add up to the whole."""

    mentors: int
    free: int
    waiting: int
    by_culture: list
    by_county: list
    by_language: list


def pool_of(sites, program, *, user):
    """The pool of a program at the sites. The number of queries does not grow with the people."""
    mentors = list(
        with_held(Mentor.objects.not_voided().active())
        .for_user(user)
        .filter(site__in=sites, kind=registry.get(program).mentor_kind, person__died_on=None)
        .with_person()
        .select_related("person__county")
    )
    families = list(
        Enrollment.objects.waiting_for_a_match()
        .for_casework(user)
        .in_program(program)
        .filter(site__in=sites, participant__died_on=None)
        .select_related("participant__county")
    )
    cultures = _cultures([*(one.person_id for one in mentors), *(one.participant_id for one in families)])
    reached = {
        profile.mentor_id: {county.name for county in profile.counties.all()}
        for profile in MentorProfile.objects.filter(mentor__in=mentors).prefetch_related("counties")
    }

    def of_mentor(mentor):
        own = {mentor.person.county.name} if mentor.person.county else set()
        return reached.get(mentor.pk, set()) | own

    free = {one.pk: max(0, one.capacity - one.held) for one in mentors}

    def lines(of_mentor, of_family):
        return _lines(
            [(of_mentor(one), free[one.pk]) for one in mentors],
            [of_family(one) for one in families],
        )

    return Pool(
        mentors=len(mentors),
        free=sum(free.values()),
        waiting=len(families),
        by_culture=lines(lambda one: cultures.get(one.person_id), lambda one: cultures.get(one.participant_id)),
        by_county=lines(of_mentor, lambda one: {one.participant.county.name} if one.participant.county else set()),
        by_language=lines(lambda one: set(one.person.languages), lambda one: {one.participant.first_language}),
    )


def _cultures(people):
    """By the key of the person, the categories they chose, in words."""
    labels = dict(Category.choices)
    rows = Background.objects.not_voided().filter(person__in=people, race_answer=Answer.GIVEN)
    return {
        row.person_id: {str(labels[race.category]) for race in row.races.all()}
        for row in rows.prefetch_related("races")
    }


def _lines(mentors, families):
    """A line for each name, those of which the most families wait first; who said nothing stands last."""
    unknown = _("Not known")
    counts, places, waiting = Counter(), Counter(), Counter()
    for names, free in mentors:
        for name in names or {unknown}:
            counts[name] += 1
            places[name] += free
    for names in families:
        waiting.update(names or {unknown})
    found = [PoolLine(name, counts[name], places[name], waiting[name]) for name in counts.keys() | waiting.keys()]
    return sorted(found, key=lambda line: (line.name == unknown, -line.waiting, -line.mentors, line.name))
