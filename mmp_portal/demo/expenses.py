"""Mileage rates, and what mentors and staff claimed in the last months."""

from datetime import date, time, timedelta
from decimal import Decimal

from mmp_portal.demo import sign_ins
from mmp_portal.demo.documents import Cabinet, paper
from programs.casework.contacts.models import Contact
from programs.casework.expenses.models import Expense, MileageRate, Status, amount_for

# Invented, and said so on the page; an agency enters its own.
RATES = {2023: "60.0", 2024: "61.5", 2025: "63.0", 2026: "64.5"}
SOURCE = "Invented for the demo. Enter your own agency's rate."
TOLD_DAYS = 120
OTHER_COSTS = (
    ("parking", 300, 1500, "Parking at the clinic"),
    ("parking", 200, 900, "Parking at the court"),
    ("transit", 150, 400, "Bus fare"),
    ("meal", 700, 1900, "Supper at the support meeting"),
    ("supplies", 400, 2500, "Paper and crayons"),
)
QUESTIONS = ("Was this the way there and back?", "Could you add the receipt?", "Which day was this?")


class Expenses:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, *, seed):
        self.story = story
        self.people = people
        self.cabinet = Cabinet(story, "expenses", seed=seed)
        self.random = self.cabinet.random

    def tell(self):
        administrator = self.people.users[sign_ins.ADMINISTRATOR.email]
        self.rates = [
            self.story.add(
                MileageRate,
                starts_on=date(year, 1, 1),
                cents_per_mile=Decimal(cents),
                source=SOURCE,
                recorded_by=administrator,
                recorded_at=self.story.at(date(year, 1, 1) - timedelta(days=10), time(10, 0)),
            )
            for year, cents in RATES.items()
            if date(year, 1, 1) <= self.story.on
        ]
        self._let_hattie_drive()
        for contact in self.story.of(Contact):
            self._miles_of(contact)
        for place, workers in self.people.workers.items():
            for worker in workers:
                self._costs_of(worker, self.people.sites[place])

    def _let_hattie_drive(self):
        """The mentor of the sign-ins has a few drives of the last weeks, one of them not claimed yet."""
        hattie = self.people.users[sign_ins.MENTOR.email]
        own = [one for one in self.story.of(Contact) if one.recorded_by is hattie and one.outcome == "made"]
        for contact in sorted(own, key=lambda one: one.started_at)[-6::2]:
            contact.miles_driven = contact.miles_driven or self.random.randint(4, 19)

    # --- One claim --------------------------------------------------------------------------

    def _miles_of(self, contact):
        driver = contact.recorded_by
        day = contact.started_at.astimezone(self.story.zone).date()
        ago = (self.story.on - day).days
        if not contact.miles_driven or contact.voided_at or contact.on_behalf_of or driver is None:
            return
        if not 2 < ago <= TOLD_DAYS or self.random.random() > 0.8:
            return
        rate = next(rate for rate in reversed(self.rates) if rate.starts_on <= day)
        miles = Decimal(contact.miles_driven)
        self._claim(
            driver,
            contact.enrollment.site,
            day,
            kind="mileage",
            program=contact.enrollment.program,
            miles=miles,
            rate=rate,
            cents_per_mile=rate.cents_per_mile,
            amount_cents=amount_for(miles, rate.cents_per_mile),
            contact=contact,
        )

    def _costs_of(self, worker, site):
        for month in range(4):
            if self.random.random() < 0.5:
                kind, least, most, note = self.random.choice(OTHER_COSTS)
                day = self.story.on - timedelta(days=month * 30 + self.random.randint(3, 28))
                self._claim(
                    worker,
                    site,
                    day,
                    kind=kind,
                    amount_cents=self.random.randint(least, most),
                    note=note,
                    has_receipt=True,
                )

    def _claim(self, claimant, site, day, *, has_receipt=False, **facts):
        at = self.story.no_later(self.story.at(day + timedelta(days=self.random.randint(0, 4)), time(19, 10)))
        decision = self._decision(claimant, site, day, at)
        receipt = kept = None
        if has_receipt and self.random.random() < 0.7:
            kept = paper(self.random.choice((8, 11)))
            receipt = self.cabinet.file(kept, "expense", by=claimant, at=at)

        def finish(row):
            if receipt:
                self.cabinet.put(receipt, kept)

        self.story.add_later(
            Expense,
            None,
            finish,
            claimed_by=claimant,
            site=site,
            spent_on=day,
            receipt=receipt,
            recorded_by=claimant,
            recorded_at=at,
            **decision,
            **facts,
        )

    def _decision(self, claimant, site, day, at):
        """How far a claim got by its age; a supervisor's own waits for another one."""
        ago = (self.story.on - day).days
        chief = self.people.supervisors[site.code]
        if chief is claimant or ago < 12:
            return {"status": Status.CLAIMED}
        decided = {"decided_by": chief, "decided_at": self.story.no_later(at + timedelta(days=2, hours=14))}
        chance = self.random.random()
        if ago < 30 and chance < 0.12:
            return {"status": Status.RETURNED, "decision_note": self.random.choice(QUESTIONS), **decided}
        if chance < 0.03:
            return {"status": Status.DECLINED, "decision_note": "Claimed twice: see the day before.", **decided}
        if ago < 40:
            return {"status": Status.APPROVED, **decided}
        return {"status": Status.PAID, "paid_on": day + timedelta(days=30), **decided}
