"""Finding people by what is at hand: a name heard on the phone, the number that rings, an e-mail, a case number.

Only people of one's own sites are found, voided records are not, and nothing restricted is looked at. Each hit says
why it is one. The number of statements does not depend on how many people there are.
"""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from mentors.models import Mentor
from participants.models import HouseholdMember, NameKey, Person, ReachWay
from participants.phones import digits_of
from participants.sounds import NEAR, likeness, sound_alike, sounds_of, words_of
from programs.casework.enrollments.models import Enrollment

# Longer questions say nothing more.
LONGEST = 100
MOST_WORDS = 5
# As many candidates are weighed, and as many hits shown.
WEIGHED = 400
SHOWN = 25
# Fewer digits stand in too many numbers.
FEWEST_DIGITS = 3
# Slips of the pen are looked for only where little was found otherwise.
ENOUGH = 5

NUMBER, REACHED, SAME, BEGINS, FAMILY, ALIKE, FARTHER = range(7)


@dataclass
class Hit:
    """Somebody who was found, how well, and why."""

    person: Person
    rank: int
    reasons: list = field(default_factory=list)
    cases: list = field(default_factory=list)
    mentorships: list = field(default_factory=list)
    parents: list = field(default_factory=list)

    @property
    def url(self):
        """The case, where they have one that is open; else the person."""
        case = next((case for case in self.cases if case.is_open), None)
        return (case or self.person).get_absolute_url()

    def because(self, rank, reason):
        self.rank = min(self.rank, rank)
        if reason not in self.reasons:
            self.reasons.append(reason)


@dataclass(frozen=True)
class Found:
    """The hits, the best first, and whether there are more than are shown."""

    words: str
    hits: list
    has_more: bool = False


def cleaned(words) -> str:
    """What was typed, in one line; PostgreSQL knows no NUL."""
    return " ".join(str(words).replace("\0", " ").split())[:LONGEST]


def find(words, *, user, limit=SHOWN) -> Found:
    """Who is meant by `words`, among the people `user` may see."""
    words = cleaned(words)
    if not words:
        return Found("", [])
    search = Search(words, user)
    search.by_case_number()
    search.by_phone()
    search.by_email()
    search.by_name()
    search.by_child()
    hits = sorted(search.hits.values(), key=lambda hit: (hit.rank, hit.person.family_name, hit.person.given_name))
    shown = hits[:limit]
    _tell_more(shown, user)
    return Found(words, shown, has_more=len(hits) > limit)


class Search:
    """One question, and the hits so far."""

    def __init__(self, words, user):
        self.text = words
        self.user = user
        self.hits: dict[int, Hit] = {}
        self.people = Person.objects.not_voided().for_user(user)
        self.cases = Enrollment.objects.not_voided().for_casework(user)
        self.words = words_of(words)[:MOST_WORDS]
        self.digits = digits_of(words)

    def hit(self, person, rank, reason):
        self.hits.setdefault(person.pk, Hit(person, rank)).because(rank, reason)

    # --- Numbers ------------------------------------------------------------------------------

    def by_case_number(self):
        """YP-0412, yp 412 and 0412 mean one case."""
        number = self.text.upper().replace(" ", "-")
        if not any(sign.isdigit() for sign in number) or len(number) > 12:
            return
        for case in self.cases.filter(number__contains=number).select_related("participant")[:SHOWN]:
            if case.participant.voided_at is None:
                self.hit(case.participant, NUMBER, _("Case number %(number)s") % {"number": case.number})

    def by_phone(self):
        """The number that rings, or its end; also one of somebody else, and one no longer in use."""
        if len(self.digits) < FEWEST_DIGITS or any(sign.isalpha() for sign in self.text):
            return
        for person in self._reached().filter(phone_digits__contains=self.digits)[:WEIGHED]:
            self.hit(person, REACHED, phone_reason(person.phone_digits, whose=person.phone_is_of))
        for way in self._ways().filter(digits__contains=self.digits)[:WEIGHED]:
            self.hit(way.person, REACHED, phone_reason(way.digits, whose=way.is_of, is_over=way.ended_on is not None))

    def by_email(self):
        """An address, or how it begins."""
        if "@" not in self.text:
            return
        for person in self._reached().filter(email__istartswith=self.text)[:WEIGHED]:
            self.hit(person, REACHED, _("E-mail %(address)s") % {"address": person.email})
        for way in self._ways().filter(kind=ReachWay.Kind.EMAIL, value__istartswith=self.text)[:WEIGHED]:
            self.hit(way.person, REACHED, _("E-mail %(address)s") % {"address": way.value})

    def _reached(self):
        """Whoever moved on to another site is not found by the phone they have there."""
        return self.people.exclude(pk__in=Person.objects.moved_on_from(self.user).values("pk"))

    def _ways(self):
        ways = ReachWay.objects.not_voided().for_user(self.user)
        return ways.filter(person__voided_at=None).select_related("person")

    # --- Names --------------------------------------------------------------------------------

    def by_name(self):
        """Every word begins a word of their names, sounds like one, or is nearly one."""
        if not self._is_a_name:
            return
        for person in self.people.named_like(*self.words)[:WEIGHED]:
            self._weigh(person)
        if len(self.hits) < ENOUGH:
            for person in self._nearly_named(self.people):
                self._weigh(person)

    def by_child(self):
        """The parents of a child of this name."""
        if not self._is_a_name:
            return
        children = HouseholdMember.objects.not_voided().filter(
            part=HouseholdMember.Part.CHILD,
            person__in=Person.objects.not_voided().named_like(*self.words).values("pk"),
        )
        parents = (
            HouseholdMember.objects.not_voided()
            .filter(part=HouseholdMember.Part.PARENT, household__in=children.values("household"))
            .filter(person__in=self.people.values("pk"))
            .select_related("person")[:WEIGHED]
        )
        by_home: dict[int, list] = {}
        for parent in parents:
            by_home.setdefault(parent.household_id, []).append(parent)
        by_own_name = set(self.hits)
        for child in children.filter(household__in=by_home).select_related("person"):
            if weight(self.words, child.person) is not None:
                for parent in by_home[child.household_id]:
                    if parent.person_id in by_own_name:
                        continue
                    self.hit(parent.person, FAMILY, parent_reason(parent, child.person))

    @property
    def _is_a_name(self):
        return bool(self.words) and any(sign.isalpha() for sign in self.text) and "@" not in self.text

    def _weigh(self, person):
        found = weight(self.words, person)
        if found is not None:
            self.hit(person, *found)

    def _nearly_named(self, people):
        """People in whose names each word stands with a slip in it."""
        keys = NameKey.objects.filter(kind=NameKey.Kind.WORD, person__in=people.values("pk"))
        known = list(keys.order_by().values_list("key", flat=True).distinct())
        found = people
        for word in self.words:
            near = [other for other in known if likeness(word, other) >= NEAR][:SHOWN]
            if not near:
                return []
            found = found.filter(pk__in=keys.filter(key__in=near).values("person"))
        return found[:WEIGHED]


def weight(words, person):
    """How well the folded words fit the person's names, as rank and reason; None if one of them does not."""
    ranks = []
    for word in words:
        names = words_of(*person.all_names)
        if word in names:
            ranks.append(SAME)
        elif any(name.startswith(word) for name in names):
            ranks.append(BEGINS)
        elif any(sound_alike(word, name) for name in names):
            ranks.append(ALIKE if max(likeness(word, name) for name in names) >= NEAR else FARTHER)
        else:
            return None
    rank = max(ranks)
    if rank in (SAME, BEGINS):
        return rank, _name_reason(words, person)
    return rank, _like_reason(words, person)


def _name_reason(words, person):
    """“Name”, unless what was typed is a name that does not show."""
    shown = words_of(person.called, person.family_name)
    hidden = [word for word in words if not any(name.startswith(word) for name in shown)]
    if not hidden:
        return _("Name")
    if any(name.startswith(word) for word in hidden for name in words_of(person.given_name)):
        return _("Given name %(name)s") % {"name": person.given_name}
    return _("Legal name %(name)s") % {"name": person.legal_name}


def _like_reason(words, person):
    """Heard so, or written so: what is nearly a name may be neither, and says it looks like one."""
    heard = set().union(*(sounds_of(name) for name in words_of(*person.all_names)))
    facts = {"words": " ".join(words)}
    if all(sounds_of(word) & heard for word in words):
        return _("Sounds like “%(words)s”") % facts
    return _("Spelled nearly like “%(words)s”") % facts


def phone_reason(digits, *, whose="", is_over=False):
    """Whose phone it is and how it ends."""
    facts = {"end": digits[-4:], "whose": whose}
    if is_over:
        return _("Phone no longer in use, ended %(end)s") % facts
    if whose:
        return _("Phone (%(whose)s) ends %(end)s") % facts
    return _("Phone ends %(end)s") % facts


def parent_reason(parent, child):
    """“Mother of Clover”, or as much of it as is known."""
    relationship = HouseholdMember.Relationship
    words = {
        relationship.MOTHER: _("Mother of %(name)s"),
        relationship.FATHER: _("Father of %(name)s"),
        relationship.GRANDPARENT: _("Grandparent of %(name)s"),
        relationship.FOSTER_PARENT: _("Foster parent of %(name)s"),
    }
    return words.get(parent.relationship, _("Parent or caregiver of %(name)s")) % {"name": child.called}


# --- What is shown beside a hit -----------------------------------------------------------------


def _tell_more(hits, user):
    """The cases, the mentor records and the parents of those who are shown, in three statements."""
    by_person = {hit.person.pk: hit for hit in hits}
    if not by_person:
        return
    for case in Enrollment.objects.not_voided().for_casework(user).filter(participant__in=by_person):
        by_person[case.participant_id].cases.append(case)
    for mentor in Mentor.objects.not_voided().for_user(user).filter(person__in=by_person).select_related("site"):
        by_person[mentor.person_id].mentorships.append(mentor)
    _tell_parents(by_person, user)


def _tell_parents(by_person, user):
    part = HouseholdMember.Part
    places = HouseholdMember.objects.not_voided().filter(ends_on=None)
    seen = Person.objects.not_voided().for_user(user).values("pk")
    parents = places.filter(part=part.PARENT, person__in=seen).select_related("person")
    homes = Prefetch("household__members", queryset=parents, to_attr="parents")
    children = places.filter(part=part.CHILD, person__in=by_person).select_related("household")
    for child in children.prefetch_related(homes):
        by_person[child.person_id].parents += [place.person for place in child.household.parents]
