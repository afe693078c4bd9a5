"""The companies of the Worksite sites: from the first call to the agreement, with what they offer."""

import random
from datetime import timedelta

from mentors.models import CorporatePartner
from mentors.partners.models import PartnerContact, Talk, Workplace
from programs.worksite.models import Opening

WON_OVER = (
    ("Rumpel's Bicycle Shop", "automotive"),
    ("Three Bears Breakfast", "food"),
    ("Golden Goose Poultry Farm", "nature"),
    ("Gingerbread Builders", "building"),
    ("Wishing Well Plumbing", "building"),
    ("Owl and Quill Books", "retail"),
    ("Magic Carpet Couriers", "transport"),
    ("Ever After Events", "hospitality"),
)
OFFERS = (
    "Part-time, mornings, from $13 an hour",
    "Full-time after three months, from $15 an hour",
    "Evenings and weekends, from $12.75 an hour",
    "Summer help, 30 hours a week",
    "Part-time beside school, from $13.50 an hour",
)
NOTES = (
    "Ask for them before the lunch rush.",
    "The owner grew up in foster care and likes to talk about it.",
    "Needs a food handler's card; they pay for it.",
    "",
    "",
)
TALKS = (
    ("call", "Called to ask how the season looks. They expect to need two more hands from next month."),
    ("visit", "Walked through the place. Bright, loud, friendly. The shift lead would make a good mentor."),
    ("email", "Sent the page about the program and the tax credit."),
    ("call", "They liked how the last one worked out and would do it again."),
    ("visit", "Went over what a workplace mentor does: thirty minutes every week, on the clock."),
    ("event", "Met the owner at the chamber breakfast. Wants to hear more after the holidays."),
    ("call", "Not now; ask again in spring."),
)
STEPS = (
    "Send the agreement",
    "Ask about openings for the season",
    "Bring the manager and a youth together",
    "Call back after inventory",
    "Ask who could be a mentor",
)
JOBS = {
    "food": ("Baker's helper", "Line cook's helper", "Dishwasher and prep"),
    "retail": ("Cashier", "Stock and shelves", "Garden center helper"),
    "health_care": ("Kitchen aide", "Activity helper", "Laundry aide"),
    "child_care": ("Classroom helper", "Kitchen and playground helper"),
    "hospitality": ("Front desk trainee", "Room attendant", "Banquet setup"),
    "building": ("Carpenter's helper", "Paint crew"),
    "automotive": ("Tire and lube trainee", "Bike mechanic's helper"),
    "making": ("Print shop helper", "Bindery helper"),
    "cleaning": ("Laundry attendant", "Wash and fold"),
    "nature": ("Greenhouse helper", "Farm hand"),
    "transport": ("Package sorter", "Delivery helper"),
}
GIVEN = ("Mabel", "Otis", "Perla", "Gus", "Wilma", "Cornelius", "Ivy", "Teodoro", "Ludmila", "Basil")
FAMILY = ("Crumb", "Thistle", "Wren", "Button", "Lantern", "Fiddler", "Marlowe", "Pickett", "Yarrow", "Ambler")
ROLES = ("Owner", "Manager", "Shift lead", "Human resources")
STREETS = ("Elm Street", "Depot Road", "Market Square", "Old Mill Road", "Harvest Avenue")


class Worksite:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = [case for case in cases.cases if case.program == "worksite"]
        self.random = random.Random(f"worksite {seed} {story.on.isoformat()}")

    def tell(self):
        for code, partners in self.people.partners.items():
            place = self.people.places[code]
            workers = self.people.workers[code]
            for partner in partners:
                self._signed(partner, place, workers)
            for name, industry in self.random.sample(WON_OVER, 3 if len(partners) < 6 else 5):
                self._prospect(name, industry, place, workers)

    # --- Companies --------------------------------------------------------------------------

    def _signed(self, partner, place, workers):
        story = self.story
        partner.status = CorporatePartner.Status.SIGNED
        partner.offers = self.random.choice(OFFERS)
        partner.note = self.random.choice(NOTES)
        if self.random.random() < 0.5:
            partner.agreement_ends_on = story.on + timedelta(days=self.random.randint(15, 700))
        self._people_of(partner, 2)
        places = self._places_of(partner, place)
        self._talks_with(partner, workers, self.random.randint(2, 5))
        if self.random.random() < 0.4:
            self._next_step(partner, workers)
        for number in range(self.random.choice((0, 1, 1, 2))):
            self._opening(partner, self.random.choice(places), workers[0], is_past=number > 0)

    def _prospect(self, name, industry, place, workers):
        story = self.story
        status = self.random.choice(("prospect", "talking", "talking", "declined"))
        since = story.on - timedelta(days=self.random.randint(20, 150))
        partner = story.add(
            CorporatePartner,
            site=self.people.sites[place.code],
            name=name,
            industry=industry,
            city=place.city,
            status=status,
            recorded_at=story.daytime(since, 9, 16),
            recorded_by=workers[0],
        )
        self._people_of(partner, 1)
        if status != "prospect":
            self._talks_with(partner, workers, 2, since=since)
        if status != "declined":
            self._next_step(partner, workers)

    def _people_of(self, partner, count):
        for number in range(count):
            given, family = self.random.choice(GIVEN), self.random.choice(FAMILY)
            word = partner.name.split()[0].lower().replace("'", "")
            self.story.add(
                PartnerContact,
                partner=partner,
                name=f"{given} {family}",
                role=ROLES[number] if number else self.random.choice(ROLES),
                phone=f"(555) 555-01{self.random.randint(0, 99):02d}",
                email=f"{given.lower()}@{word}.example",
                answers_check_ins=number == 0,
                recorded_at=partner.recorded_at,
                recorded_by=partner.recorded_by,
            )

    def _places_of(self, partner, place):
        count = self.random.choice((1, 1, 2))
        return [
            self.story.add(
                Workplace,
                partner=partner,
                name=street,
                address=f"{self.random.randint(100, 990)} {street}",
                city=place.city,
                bus_line=self.random.choice(("Line 4", "Line 12", "Line 7, every hour", "")),
                recorded_at=partner.recorded_at,
                recorded_by=partner.recorded_by,
            )
            for street in self.random.sample(STREETS, count)
        ]

    def _talks_with(self, partner, workers, count, since=None):
        first = since or self.story.since
        span = (self.story.on - first).days - 1
        for offset in sorted(self.random.sample(range(span), min(count, span))):
            on = first + timedelta(days=offset)
            how, said = self.random.choice(TALKS)
            who = self.random.choice(workers)
            self.story.add(
                Talk,
                partner=partner,
                talked_on=on,
                how=how,
                who=who,
                words=said,
                recorded_at=self.story.no_later(self.story.daytime(on, 9, 16)),
                recorded_by=who,
            )

    def _next_step(self, partner, workers):
        partner.next_step = self.random.choice(STEPS)
        partner.next_step_on = self.story.on + timedelta(days=self.random.randint(-4, 25))
        partner.next_step_by = self.random.choice(workers)

    # --- Openings ---------------------------------------------------------------------------

    def _opening(self, partner, place, worker, *, is_past):
        story, draw = self.story, self.random
        opens_on = story.on - timedelta(days=draw.randint(90, 300) if is_past else draw.randint(2, 30))
        hours = draw.choice((12, 15, 20, 30))
        wage = draw.choice((1250, 1300, 1350, 1425, 1500))
        return story.add(
            Opening,
            partner=partner,
            workplace=place,
            title=draw.choice(JOBS.get(partner.industry, ("Helper",))),
            industry=partner.industry,
            places=1 if is_past else draw.choice((1, 1, 2, 3)),
            hours_from=hours,
            hours_to=hours + draw.choice((0, 5, 10)),
            shifts=draw.sample(["mornings", "afternoons", "evenings", "weekends"], 2),
            wage_from_cents=wage,
            wage_to_cents=wage + draw.choice((0, 100, 250)),
            youngest_age=draw.choice((None, None, 17, 18)),
            needs_experience=draw.random() < 0.15,
            opens_on=opens_on,
            last_day=opens_on + timedelta(days=draw.randint(40, 80)) if draw.random() < 0.6 or is_past else None,
            status="filled" if is_past else "open",
            recorded_at=story.no_later(story.daytime(opens_on, 9, 16)),
            recorded_by=worker,
        )
