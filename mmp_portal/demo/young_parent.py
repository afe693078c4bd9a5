"""Baby Bucks earned and spent, store days, visits to the doctor, and how the parents rate it."""

import random
import uuid
from datetime import date, time, timedelta

from participants.ages import anniversary
from participants.immunizations.models import CardSeen
from participants.models import HouseholdMember
from programs.casework.contacts.models import Contact
from programs.casework.matches.models import Match
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.supports.models import Account, Book, Entry
from programs.young_parent.models import DoctorVisit, Sale, SelfRating, StoreDay, StoreItem

PROGRAM = "young_parent"
# As the portal suggests it; a site sets its own.
AN_HOUR, A_GROUP, A_VISIT, A_CARD, A_YEAR = 10, 15, 10, 20, 50
SHELF = (
    ("Diapers, size 1", 12, 40),
    ("Diapers, size 3", 12, 48),
    ("Wipes", 5, 60),
    ("Onesies, three of them", 15, 24),
    ("Winter coat, 2T", 40, 9),
    ("Board book", 6, 36),
    ("Sippy cup", 6, 30),
    ("Baby gate", 60, 5),
    ("Bath towel with a hood", 14, 18),
    ("Stacking rings", 10, 16),
)
WORDS = ("I sleep again.", "School and the baby are a lot.", "My mentor makes me laugh.", "I feel strong.", "", "", "")
# What was earned in the last days is not credited yet: somebody has to do it.
LATELY = timedelta(days=9)


class Banquet:
    """The banquet of Greene County, to come in two weeks and a half: who is asked, and who brings somebody."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.random = random.Random(f"banquet {seed}")
        self.cases = [case for case in cases.cases if case.enrollment.program == PROGRAM]

    def tell(self):
        story, site = self.story, self.people.sites["GRE"]
        planned = story.no_later(story.at(story.on - timedelta(days=12), time(10, 30)))
        meeting = story.add(
            Meeting,
            site=site,
            program=PROGRAM,
            kind="banquet",
            topic="A year together",
            starts_at=story.at(story.on + timedelta(days=17), time(18, 0)),
            duration_minutes=180,
            place="Story Hill church hall",
            speaker="Ambrose Fairweather",
            has_child_care=True,
            has_meal=True,
            recorded_at=planned,
            recorded_by=self.people.workers["GRE"][0],
        )
        asked = set()
        for case in self.cases:
            if case.enrollment.site is site and case.is_open_on(story.on):
                self._ask(meeting, case.enrollment.participant, case.enrollment, asked, planned)
                for match in case.matches_on(story.on):
                    self._ask(meeting, match.mentor.person, None, asked, planned)

    def _ask(self, meeting, person, enrollment, asked, planned):
        if id(person) in asked:
            return
        asked.add(id(person))
        answer = self.random.choices(("yes", "no", ""), (6, 1, 3))[0]
        hours = timedelta(hours=self.random.randint(3, 200))
        self.story.add(
            Attendance,
            meeting=meeting,
            person=person,
            enrollment=enrollment,
            answer=answer,
            guests_coming=self.random.choice((0, 1, 1, 2)) if answer == "yes" else 0,
            answered_at=self.story.no_later(planned + hours) if answer else None,
        )


class YoungParent:
    """Drawn from a generator of its own, so that nobody else's rows change with it."""

    def __init__(self, story, cases, *, seed):
        self.story = story
        self.random = random.Random(f"young parent {seed}")
        self.cases = [case for case in cases.cases if case.enrollment.program == PROGRAM]

    def tell(self):
        self.children = self._children()
        earned = self._earned()
        shelves = {}
        for case in self.cases:
            site = case.enrollment.site
            if id(site) not in shelves:
                shelves[id(site)] = self._shelf(site, case.plan.worker)
            earned.setdefault(id(case.enrollment), []).extend(self._visits(case))
            self._ratings(case)
        for case in self.cases:
            self._purse(case, earned[id(case.enrollment)], shelves[id(case.enrollment.site)])

    def _children(self):
        homes: dict[int, list] = {}
        for member in self.story.of(HouseholdMember):
            homes.setdefault(id(member.household), []).append(member)
        found: dict[int, list] = {}
        for members in homes.values():
            children = [one.person for one in members if one.part == HouseholdMember.Part.CHILD]
            for one in members:
                if one.part == HouseholdMember.Part.PARENT:
                    found.setdefault(id(one.person), []).extend(children)
        return found

    def _day_of(self, moment):
        return moment.astimezone(self.story.zone).date()

    # --- What was earned ---------------------------------------------------------------------

    def _earned(self):
        """Of each case, what its deeds are worth: day, kind, points, and the row it came from with its word."""
        earned: dict[int, list] = {}
        for contact in self.story.of(Contact):
            if contact.match and contact.outcome == "made" and contact.duration_minutes and not contact.voided_at:
                day = self._day_of(contact.started_at)
                points = AN_HOUR * contact.duration_minutes // 60
                earned.setdefault(id(contact.enrollment), []).append((day, "mentor_time", points, "contact", contact))
        for row in self.story.of(Attendance):
            if row.came and row.enrollment and row.meeting.kind == "support" and not row.meeting.called_off_at:
                day = self._day_of(row.meeting.starts_at)
                earned.setdefault(id(row.enrollment), []).append((day, "group", A_GROUP, "attendance", row))
        for match in self.story.of(Match):
            last = match.ended_on or self.story.on
            if match.status != "proposed" and anniversary(match.starts_on, 1) <= last:
                day = anniversary(match.starts_on, 1)
                earned.setdefault(id(match.enrollment), []).append((day, "anniversary", A_YEAR, "anniversary", match))
        cards: dict[int, list] = {}
        for card in self.story.of(CardSeen):
            if card.is_current:
                cards.setdefault(id(card.person), []).append(card)
        for case in self.cases:
            for child in self.children.get(id(case.enrollment.participant), ()):
                for card in cards.get(id(child), ()):
                    deed = (card.seen_on, "immunizations", A_CARD, "card", card)
                    earned.setdefault(id(case.enrollment), []).append(deed)
        return earned

    def _visits(self, case):
        """A visit every few months for the parent and each child, most of them kept."""
        enrollment = case.enrollment
        last = enrollment.closed_on or self.story.on + timedelta(days=20)
        for person in (enrollment.participant, *self.children.get(id(enrollment.participant), ())):
            day = max(enrollment.enrolled_on, person.born_on or enrollment.enrolled_on) + timedelta(
                days=self.random.randint(10, 60)
            )
            kind = "checkup" if person is enrollment.participant else "well_child"
            while day <= last:
                outcome = "planned"
                if day < self.story.on:
                    outcome = self.random.choices(("kept", "missed", "moved"), (80, 13, 7))[0]
                visit = self.story.add(
                    DoctorVisit,
                    enrollment=enrollment,
                    person=person,
                    kind=kind,
                    on=day,
                    outcome=outcome,
                    **self._written(case, min(day, self.story.on)),
                )
                if outcome == "kept":
                    yield day, "doctor_visit", A_VISIT, "visit", visit
                day += timedelta(days=self.random.randint(60, 130))

    def _written(self, case, day):
        at = self.story.no_later(self.story.at(day + timedelta(days=1), time(16, 20)))
        return {"recorded_by": case.plan.worker, "recorded_at": at}

    def _ratings(self, case):
        """At the start and every quarter: surer with time, and with less stress."""
        enrollment = case.enrollment
        last = enrollment.closed_on or self.story.on
        day, occasion = enrollment.enrolled_on + timedelta(days=7), "start"
        skill, stress, health = (self.random.randint(*range_) for range_ in ((2, 3), (3, 5), (2, 4)))
        while day <= last:
            self.story.add(
                SelfRating,
                enrollment=enrollment,
                rated_on=day,
                occasion=occasion,
                skill=skill,
                stress=stress,
                health=health,
                words=self.random.choice(WORDS),
                **self._written(case, day),
            )
            skill = min(5, skill + self.random.choice((0, 0, 1)))
            stress = min(5, max(1, stress + self.random.choice((-1, -1, 0, 1))))
            health = min(5, health + self.random.choice((0, 0, 1)))
            day, occasion = day + timedelta(days=91), "quarter"

    # --- The store ---------------------------------------------------------------------------

    def _shelf(self, site, worker):
        """The store days of a site, and the items on its shelf with their stock."""
        written = {"recorded_by": worker, "recorded_at": self.story.at(self.story.since, time(9, 0))}
        days = [
            self.story.add(StoreDay, site=site, held_on=day, place="The community room", **written)
            for day in self._store_days()
        ]
        items = []
        for number, (name, price, pieces) in enumerate(SHELF, start=1):
            account = self._account(Book.GOODS, site, name, code=f"item-{number}", worker=worker)
            item = self.story.add(StoreItem, site=site, account=account, name=name, price=price, **written)
            self._enter(account, pieces, self.story.since, "received", worker, words="From the winter drive")
            items.append(item)
        return days, items

    def _store_days(self):
        """Twice a year, in May and November; and one of last Friday, so that a newcomer sees one."""
        years = range(self.story.since.year, self.story.on.year + 1)
        days = {date(year, month, 14) for year in years for month in (5, 11)}
        days.add(self.story.on - timedelta(days=3))
        return sorted(day for day in days if self.story.since < day <= self.story.on)

    def _account(self, book, site, name, *, worker, code="", enrollment=None):
        opened_on = enrollment.enrolled_on if enrollment else self.story.since
        return self.story.add(
            Account,
            book=book,
            site=site,
            program=PROGRAM,
            enrollment=enrollment,
            code=code,
            name=name,
            recorded_by=worker,
            recorded_at=self.story.no_later(self.story.at(opened_on, time(9, 0))),
        )

    def _enter(self, account, amount, on, kind, worker, *, enrollment=None, words="", together=None, deed=None):
        """An entry of the ledger; a `deed` is the word and row whose number makes its key."""
        account.balance += amount

        def finish(entry):
            if deed:
                word, row = deed
                entry.key = f"{word}-{row.pk}-1" if word == "anniversary" else f"{word}-{row.pk}"

        return self.story.add_later(
            Entry,
            None,
            finish,
            account=account,
            amount=amount,
            on=on,
            kind=kind,
            enrollment=enrollment or account.enrollment,
            words=words,
            balance_after=account.balance,
            together=together,
            recorded_by=worker,
            recorded_at=self.story.no_later(self.story.at(on, time(18, 40))),
        )

    def _purse(self, case, earned, shelf):
        """The family's entries in the order of their days: earned, and now and then spent on a store day."""
        enrollment = case.enrollment
        worker = case.plan.worker
        account = self._account(Book.POINTS, enrollment.site, "Baby Bucks", worker=worker, enrollment=enrollment)
        last = min(enrollment.closed_on or self.story.on, self.story.on - LATELY)
        deeds = sorted(
            (one for one in earned if one[2] > 0 and enrollment.enrolled_on <= one[0] <= last), key=lambda one: one[0]
        )
        days, items = shelf
        open_days = [day for day in days if enrollment.enrolled_on <= day.held_on]
        for day, kind, points, word, row in deeds:
            while open_days and open_days[0].held_on < day:
                self._shop(case, account, open_days.pop(0), items)
            self._enter(account, points, day, kind, worker, deed=(word, row))
        for store_day in open_days:
            if enrollment.closed_on is None or store_day.held_on <= enrollment.closed_on:
                self._shop(case, account, store_day, items)

    def _shop(self, case, account, store_day, items):
        enrollment, worker = case.enrollment, case.plan.worker
        for _time in range(self.random.randint(0, 3)):
            item = self.random.choice(items)
            count = self.random.randint(1, 2)
            points = item.price * count
            if points > account.balance or count > item.account.balance:
                continue
            facts = {"words": f"{item.name} x {count}", "together": self._uuid()}
            paid = self._enter(account, -points, store_day.held_on, "bought", worker, **facts)
            self._enter(item.account, -count, store_day.held_on, "sold", worker, enrollment=enrollment, **facts)
            self.story.add_later(
                Sale,
                None,
                lambda sale: None,
                store_day=store_day,
                item=item,
                enrollment=enrollment,
                count=count,
                points=points,
                paid=paid,
            )

    def _uuid(self):
        return uuid.UUID(int=self.random.getrandbits(128), version=4)
