"""The directories of the agencies, and the services families were sent to."""

import random
from dataclasses import dataclass
from datetime import time, timedelta

from mmp_portal.agencies.models import Agency, County, Site
from programs.casework.resources.models import (
    ASK_AFTER,
    Outcome,
    Resource,
    ResourceConnection,
    ResourceLanguage,
    ResourceService,
)


@dataclass(frozen=True)
class Kind:
    """A kind of service as it stands in every agency's directory, under a name of its own there."""

    names: tuple[str, ...]
    services: tuple[str, ...]
    who: str
    cost: str
    hours: str
    note: str = ""
    languages: tuple[str, ...] = ("en",)
    cultures: str = ""
    is_informal: bool = False
    is_statewide: bool = False
    state: str = ""


EVERYWHERE = (
    Kind(
        ("Riverbend Food Shelf", "Full Basket Pantry", "Cornerstone Pantry"),
        ("food",),
        "Anybody in the county, once a week",
        "Free",
        "Tue and Thu 10 am to 4 pm",
        "Bring a bag. They ask for nothing but a name.",
        ("en", "es"),
    ),
    Kind(
        ("Open Gate Health Center", "Lindenwald Clinic", "Two Rivers Health Center"),
        ("health", "dental"),
        "Anybody; children without an appointment on Mondays",
        "By income",
        "Mon to Fri 8 am to 6 pm",
        "",
        ("en", "es", "so"),
    ),
    Kind(
        ("Door and Key Housing Help", "Hearthside Housing Office"),
        ("housing", "utilities"),
        "Families with children under 50 % of the area's income",
        "Free",
        "Mon to Fri 9 am to 3 pm",
        "The list is long: apply early, ask monthly.",
    ),
    Kind(
        ("Harbor Counseling", "Stillwater Talk Center"),
        ("counseling",),
        "Anybody from 14 years on",
        "By income, first visit free",
        "By appointment, evenings too",
        "",
        ("en", "es"),
    ),
    Kind(
        ("Little Acorn Child Care", "Sunrise Child Care Co-op"),
        ("child_care",),
        "Children from 6 weeks to 5 years",
        "State subsidy accepted",
        "Mon to Fri 6:30 am to 6 pm",
    ),
    Kind(
        ("Crib and Cradle Closet", "The Diaper Shelf"),
        ("baby_goods",),
        "Parents of children under 3",
        "Free",
        "Second Saturday of the month",
        "Diapers run out by noon.",
    ),
    Kind(
        ("Ladder Works", "Next Shift Career Center"),
        ("work", "education"),
        "From 16 years on",
        "Free",
        "Mon to Fri 9 am to 5 pm",
        "HiSET classes start every month.",
    ),
    Kind(
        ("Wheels and Wings", "Neighbors Who Drive"),
        ("transport",),
        "Ask two days ahead",
        "Gas money if one can",
        "",
        "Four retired drivers with car seats.",
        is_informal=True,
    ),
    Kind(
        ("Elm Street Mothers' Table", "Front Porch Circle"),
        ("parenting", "culture"),
        "Mothers with small children",
        "Free, with supper",
        "Wednesdays 5:30 pm",
        is_informal=True,
    ),
    Kind(
        ("First Street Fellowship", "Chapel on the Hill"),
        ("faith", "food"),
        "Anybody",
        "Free",
        "Sundays after noon",
        "A warm meal, no questions.",
        is_informal=True,
    ),
    Kind(
        ("Equal Door Legal Aid",),
        ("legal",),
        "By income; custody, housing, protection orders",
        "Free",
        "Call Mon to Thu 9 am to noon",
        is_statewide=True,
    ),
    Kind(
        ("Warm Line for Parents",),
        ("counseling", "parenting"),
        "Anybody with a child, by phone, any hour",
        "Free",
        "Day and night",
        languages=("en", "es"),
        is_statewide=True,
    ),
    Kind(
        ("Somali Mothers of the North Side",),
        ("culture", "language", "child_care"),
        "Somali families",
        "Free",
        "Saturdays 1 pm",
        languages=("so", "en"),
        cultures="Somali",
        is_informal=True,
        state="MN",
    ),
    Kind(
        ("House of the Four Winds",),
        ("culture", "counseling", "housing"),
        "American Indian families",
        "Free",
        "Mon to Fri 9 am to 5 pm",
        cultures="Ojibwe, Dakota",
        state="MN",
    ),
    Kind(
        ("Hmong Elders' Garden",),
        ("culture", "food"),
        "Hmong families",
        "Free",
        "May to October",
        languages=("hmn", "en"),
        cultures="Hmong",
        is_informal=True,
        state="MN",
    ),
)
HOW = {"told": 4, "called": 3, "went_along": 2, "form_sent": 2}
KNOWN = {
    Outcome.GOT_IT: 11,
    Outcome.WAITING_LIST: 3,
    Outcome.DID_NOT_GO: 3,
    Outcome.NOT_ELIGIBLE: 2,
    Outcome.CLOSED: 1,
}
NOTES = {
    Outcome.GOT_IT: ("A box every week now.", "Appointment made, and kept.", "They go on their own by now.", ""),
    Outcome.WAITING_LIST: ("About four months, they said.", "Number 31 on the list."),
    Outcome.DID_NOT_GO: ("No ride that day.", "Changed their mind.", ""),
    Outcome.NOT_ELIGIBLE: ("Earns a little too much.", "Only for residents of the next county."),
    Outcome.CLOSED: ("The office had moved.",),
}


class Resources:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = cases.cases
        self.random = random.Random(f"resources {seed} {story.on.isoformat()}")
        self.counties = {(county.state, county.name): county for county in story.of(County)}
        self.of_agency: dict = {}

    def tell(self):
        for agency in self.story.of(Agency):
            self.of_agency[id(agency)] = self._directory(agency)
        for case in self.cases:
            if self.random.random() < 0.55:
                for _once in range(self.random.choice((1, 1, 2, 3))):
                    self._connection(case)

    # --- The directory ----------------------------------------------------------------------

    def _directory(self, agency):
        sites = [site for site in self.story.of(Site) if site.agency is agency]
        state = sites[0].state
        checker = self.people.workers[sites[0].code][0]
        counties = [
            self.counties[place.state, name]
            for place in self.people.places.values()
            if place.agency == agency.name
            for name in place.counties
        ]
        return [
            self._resource(agency, kind, state, counties, checker) for kind in EVERYWHERE if kind.state in ("", state)
        ]

    def _resource(self, agency, kind, state, counties, checker):
        checked_on = self.story.on - timedelta(days=self.random.choice((9, 40, 75, 120, 200, 300, 430)))
        added_at = self.story.at(checked_on - timedelta(days=self.random.randint(0, 200)), time(11, 15))
        name = self.random.choice(kind.names)
        resource = self.story.add(
            Resource,
            agency=agency,
            name=name,
            kind="informal" if kind.is_informal else "formal",
            statewide=state if kind.is_statewide else "",
            cultures=kind.cultures,
            who_may_go=kind.who,
            cost=kind.cost,
            phone=f"(555) 555-01{self.random.randint(0, 99):02d}",
            website="" if kind.is_informal else f"https://{name.lower().replace(' ', '-')}.example",
            hours=kind.hours,
            note=kind.note,
            checked_on=checked_on,
            checked_by=checker,
            recorded_by=checker,
            recorded_at=added_at,
        )
        for code in kind.services:
            self.story.add(ResourceService, resource=resource, code=code)
        for code in kind.languages:
            self.story.add(ResourceLanguage, resource=resource, code=code)
        for county in [] if kind.is_statewide else counties:
            self.story.add(Resource.counties.through, resource=resource, county=county)
        return resource

    # --- What came of it --------------------------------------------------------------------

    def _connection(self, case):
        row = case.enrollment
        last = row.closed_on or self.story.on - timedelta(days=1)
        days = (last - row.enrolled_on).days
        if days < 1:
            return
        on = row.enrolled_on + timedelta(days=self.random.randint(0, days))
        outcome, outcome_on = self._outcome(on, last)
        follow_up_on = None
        if outcome in (Outcome.WAITING, Outcome.WAITING_LIST) and row.closed_on is None:
            follow_up_on = max(on + ASK_AFTER, self.story.on + timedelta(days=self.random.randint(-6, 25)))
        self.story.add(
            ResourceConnection,
            enrollment=row,
            resource=self.random.choice(self.of_agency[id(row.site.agency)]),
            connected_on=on,
            how=self.random.choices(list(HOW), list(HOW.values()))[0],
            follow_up_on=follow_up_on,
            outcome=outcome,
            outcome_on=outcome_on,
            note=self.random.choice(NOTES.get(outcome, ("",))),
            recorded_by=row.worker or self.people.workers[case.place.code][0],
            recorded_at=self.story.no_later(self.story.at(on, time(self.random.randint(9, 16), 40))),
        )

    def _outcome(self, on, last):
        """What came of it after a while, and since when; nothing yet in the first weeks."""
        known_on = on + timedelta(days=self.random.randint(5, 35))
        if known_on > last:
            return Outcome.WAITING, None
        return self.random.choices(list(KNOWN), list(KNOWN.values()))[0], known_on
