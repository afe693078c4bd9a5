"""Who the invented people are beyond their names: languages, addresses, further phones, background, what was lent."""

import random
from datetime import timedelta

from mmp_portal.agencies.models import County
from participants.models import (
    Background,
    EquipmentLoan,
    HouseholdMember,
    NameKey,
    Person,
    RaceEthnicity,
    ReachWay,
    Registration,
)
from participants.race import Answer, Category
from participants.sounds import keys_of
from programs.casework.enrollments.models import Enrollment

# What people of a language often say of themselves; others say anything.
USUAL = {
    "es": (Category.HISPANIC, ("Mexican", "Puerto Rican", "Salvadoran", "")),
    "so": (Category.BLACK, ("Somali", "Somali, born in Kenya")),
    "hmn": (Category.ASIAN, ("Hmong",)),
    "kar": (Category.ASIAN, ("Karen",)),
    "ar": (Category.MIDDLE_EASTERN, ("Iraqi", "Syrian", "")),
}
WEIGHTS = {
    Category.WHITE: 60,
    Category.BLACK: 25,
    Category.HISPANIC: 12,
    Category.AMERICAN_INDIAN: 5,
    Category.ASIAN: 5,
    Category.PACIFIC_ISLANDER: 2,
    Category.MIDDLE_EASTERN: 2,
}
TRIBES = ("Imagined River Band", "Nation of the Invented Lakes", "Storyfield Band")
STREETS = (
    "Makebelieve Lane",
    "Onceupon Street",
    "Fable Avenue",
    "Daydream Court",
    "Plot Twist Road",
    "Chapter Street",
)
WHOSE = ("Her mother", "His mother", "Her aunt", "A neighbor", "His grandmother", "Their sister")
SEEN_BY = ("Her mother", "His partner", "The whole family", "Whoever picks it up")
LENT = ("Tablet with a data plan", "Hot spot", "Car seat", "Laptop", "Phone with a prepaid card", "Breast pump")
OTHER_WAYS = ("A note at the front desk of the school", "Through the shelter's office", "The library, Thursdays")


class Identity:
    """Tells more about people who are in the story already. It draws for itself, so nobody else's rows shift."""

    def __init__(self, story, people, *, seed):
        self.story = story
        self.people = people
        self.random = random.Random(f"identity {seed}")
        self.first_registration = {}
        for row in story.of(Registration):
            self.first_registration.setdefault(id(row.person), row)
        self.counties = {}
        for county in story.of(County):
            self.counties.setdefault(county.state, []).append(county)

    def chance(self, share):
        return self.random.random() < share

    def tell(self):
        self.register_children()
        served = list({id(case.participant): case.participant for case in self.story.of(Enrollment)}.values())
        for person in served:
            self.live_somewhere(person)
            self.be_reached(person)
            self.answer(person)
            self.take_part(person)
        self.say_farewell()
        self.move_on()
        self.write_keys()

    # --- Where they belong -----------------------------------------------------------------------

    def register_children(self):
        """Children are registered where their parents are."""
        parents = {
            id(place.household): place.person
            for place in self.story.of(HouseholdMember)
            if place.part == HouseholdMember.Part.PARENT
        }
        for place in list(self.story.of(HouseholdMember)):
            parent = parents.get(id(place.household))
            known = self.first_registration.get(id(parent))
            if (
                place.part != HouseholdMember.Part.CHILD
                or known is None
                or id(place.person) in self.first_registration
            ):
                continue
            starts_on = max(known.starts_on, place.person.born_on or known.starts_on)
            ends_on = known.ends_on if known.ends_on and known.ends_on >= starts_on else None
            row = self.story.add(
                Registration, person=place.person, site=known.site, starts_on=starts_on, ends_on=ends_on
            )
            self.first_registration[id(place.person)] = row

    def live_somewhere(self, person):
        """Most have an address, a few a confidential one, which then stands nowhere."""
        site = self.first_registration[id(person)].site
        if self.chance(0.03):
            person.address_is_confidential, person.city = True, ""
        elif self.chance(0.7):
            person.street = f"{self.random.randint(1, 980)} {self.random.choice(STREETS)}"
            person.state = site.state
            if self.counties.get(site.state) and self.chance(0.6):
                person.county = self.random.choice(self.counties[site.state])

    # --- How they are reached --------------------------------------------------------------------

    def be_reached(self, person):
        """Some share their phone; some have another way, or had one."""
        if self.chance(0.12):
            person.phone_seen_by = self.random.choice(SEEN_BY)
        if person.email and len(person.email) % 12 == 0:
            person.email_seen_by = self.random.choice(SEEN_BY)
        if self.chance(0.25):
            self._way(person, "phone", self._phone(), is_of=self.random.choice(WHOSE), may_text=self._safe())
        if self.chance(0.12):
            over = self.story.on - timedelta(days=self.random.randint(20, 300))
            self._way(person, "phone", self._phone(), ended_on=over)
        if self.chance(0.04):
            self._way(person, "other", self.random.choice(OTHER_WAYS))

    def _way(self, person, kind, value, **facts):
        digits = "".join(sign for sign in value if sign.isdigit()) if kind == "phone" else ""
        self.story.add(
            ReachWay,
            person=person,
            kind=kind,
            value=value,
            digits=digits,
            recorded_at=person.recorded_at,
            recorded_by=person.recorded_by,
            **facts,
        )

    def _phone(self):
        return f"({self.random.choice((417, 573, 816, 612))}) 555-01{self.random.randint(0, 99):02d}"

    def _safe(self):
        return self.random.choice((True, False, None))

    # --- What they say of themselves -------------------------------------------------------------

    def answer(self, person):
        """Seven in ten were asked; a few declined, a few do not know, and a few belong to a tribe."""
        if person.language != "en" and self.chance(0.5):
            person.also_speaks = ["en"]
        if not self.chance(0.7):
            return
        declined = self.random.choices([Answer.GIVEN, Answer.DECLINED, Answer.UNKNOWN], weights=[90, 7, 3])[0]
        races = self._races(person) if declined == Answer.GIVEN else {}
        standing, tribe = "", ""
        if Category.AMERICAN_INDIAN in races and self.chance(0.7):
            standing = self.random.choice(("enrolled", "eligible", "descendant"))
            tribe = self.random.choice(TRIBES)
        background = self.story.add(
            Background,
            person=person,
            race_answer=declined,
            tribal_standing=standing,
            tribe=tribe,
            recorded_at=person.recorded_at,
            recorded_by=person.recorded_by,
        )
        for category, words in races.items():
            self.story.add(RaceEthnicity, background=background, category=category, words=words)

    def _races(self, person):
        races = {}
        if person.language in USUAL:
            category, words = USUAL[person.language]
            races[category] = self.random.choice(words)
        if not races or self.chance(0.1):
            races.setdefault(self.random.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))[0], "")
        if self.chance(0.08):
            races.setdefault(self.random.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))[0], "")
        return races

    def take_part(self, person):
        """What they have to take part with, and what was lent to them."""
        if self.chance(0.6):
            person.device = self.random.choices(
                ["smartphone", "computer", "tablet", "plain_phone"], weights=[70, 15, 8, 7]
            )[0]
            person.connection = self.random.choices(
                ["mobile", "little_data", "home", "public"], weights=[35, 30, 25, 10]
            )[0]
            person.has_camera = person.device != "plain_phone"
        if self.chance(0.12):
            known = self.first_registration[id(person)]
            earliest = max(known.starts_on, self.story.on - timedelta(days=240))
            lent_on = min(earliest + timedelta(days=self.random.randint(0, 60)), self.story.on - timedelta(days=1))
            lent_on = max(lent_on, known.starts_on)
            back_on = lent_on + timedelta(days=self.random.randint(30, 150))
            is_back = back_on < self.story.on and self.chance(0.7)
            self.story.add(
                EquipmentLoan,
                person=person,
                site=known.site,
                what=self.random.choice(LENT),
                number=f"{known.site.code}-{self.random.randint(100, 999)}",
                lent_on=lent_on,
                due_back_on=lent_on + timedelta(days=180) if self.chance(0.5) else None,
                returned_on=back_on if is_back else None,
                recorded_at=person.recorded_at,
                recorded_by=person.recorded_by,
            )

    # --- The end of some stories -----------------------------------------------------------------

    def _closed(self, code):
        """People at a site all of whose cases are closed, the latest closing first."""
        cases = {}
        for case in self.story.of(Enrollment):
            cases.setdefault(id(case.participant), []).append(case)
        ended = [
            max(own, key=lambda case: case.closed_on)
            for own in cases.values()
            if all(case.status == "closed" for case in own) and own[0].site.code == code
        ]
        return sorted(ended, key=lambda case: (case.closed_on, case.number), reverse=True)

    def say_farewell(self):
        """One who died after the case was closed."""
        case = next((case for case in self._closed("GRE") if not case.participant.user), None)
        if case:
            gone_on = min(case.closed_on + timedelta(days=30), self.story.on - timedelta(days=2))
            case.participant.died_on = max(gone_on, case.closed_on)
            case.participant.death_told_by = "A cousin, by phone"

    def move_on(self):
        """One who moved and was handed over to another site, with how to reach them and no more."""
        cases = [case for case in self._closed("GRE") if case.participant.died_on is None]
        elsewhere = self.people.sites.get("STL")
        if not cases or elsewhere is None:
            return
        here = self.first_registration[id(cases[0].participant)]
        moved_on = max(here.starts_on, min(cases[0].closed_on + timedelta(days=10), self.story.on))
        here.ends_on, here.end_reason = moved_on, f"Transferred to {elsewhere.name}"
        self.story.add(
            Registration,
            person=here.person,
            site=elsewhere,
            starts_on=moved_on,
            transferred_from=here.site,
            shares_reach=True,
            shares_household=False,
            shares_documents=False,
            shares_history=True,
            consented_on=moved_on,
        )

    # --- Found by sound --------------------------------------------------------------------------

    def write_keys(self):
        """The keys by which everybody is found."""
        for person in self.story.of(Person):
            for kind, key in sorted(keys_of(*person.all_names)):
                self.story.add(NameKey, person=person, kind=kind, key=key)
