"""Families that were referred: some nobody has called yet, some tried, some waiting, some gone elsewhere, some enrolled."""

import random
from datetime import time, timedelta

from django.contrib.contenttypes.models import ContentType

from mmp_portal.audit.models import Event
from mmp_portal.demo import places, sign_ins
from participants.models import HouseholdMember
from programs.casework.referrals.models import Attempt, DivisionReport, Referral, Status
from programs.casework.referrals.numbers import new_number

Source = Referral.Source

# Besides Greene County: at each place one of every state that is likely there.
USUAL = (Status.NEW, Status.SCREENING, Status.WAITING)
ENDS = (Status.ELSEWHERE, Status.DECLINED, Status.UNREACHED)
GREENE = (
    (Status.NEW, "young_parent"),
    (Status.NEW, "worksite"),
    (Status.NEW, ""),
    (Status.NEW, "young_parent"),
    (Status.SCREENING, "young_parent"),
    (Status.SCREENING, "worksite"),
    (Status.WAITING, "young_parent"),
    (Status.WAITING, "young_parent"),
    (Status.WAITING, "young_parent"),
    (Status.WAITING, "worksite"),
    (Status.ELSEWHERE, "worksite"),
    (Status.DECLINED, "young_parent"),
    (Status.UNREACHED, "worksite"),
)
# MOPPP keeps the longest lists.
WAITING_AT = {"SIK": 5, "KEN": 3, "MRY": 4}
# How many days ago they came.
DAYS_AGO = {
    Status.NEW: (0, 5),
    Status.SCREENING: (3, 18),
    Status.WAITING: (12, 75),
    Status.ELSEWHERE: (20, 120),
    Status.DECLINED: (20, 120),
    Status.UNREACHED: (25, 120),
}
# Who refers to which program, and under which names.
SOURCES = {
    "young_parent": (Source.HEALTH, Source.SCHOOL, Source.SELF, Source.FAMILY, Source.PARTNER),
    "worksite": (Source.JUVENILE_OFFICE, Source.CHILDRENS_DIVISION, Source.SCHOOL, Source.PARTNER),
    "mpmp": (Source.JUVENILE_OFFICE, Source.PARTNER, Source.SELF),
    "moppp": (Source.CRIS, Source.CHILDRENS_DIVISION, Source.HEALTH, Source.SELF, Source.CRIS),
    "": (Source.PARTNER, Source.SELF),
}
ORGANIZATIONS = {
    Source.HEALTH: ("Two Rivers Health Center", "Lindenwald Clinic, WIC office", "Mercyville Hospital, maternity"),
    Source.SCHOOL: ("Storyfield High School", "Rivermouth Alternative School"),
    Source.JUVENILE_OFFICE: ("Juvenile office", "County court, family division"),
    Source.CHILDRENS_DIVISION: ("Children’s Division, county office",),
    Source.PARTNER: ("Front Porch Circle", "Door and Key Housing Help", "Full Basket Pantry"),
    Source.CRIS: ("CRIS",),
}
REFERRERS = ("Nell Carraway", "Abel Thistledown", "Corinna Paperbark", "Jules Hathersage", "Petra Windlass")
SAFELY = (
    "Only before 3 pm, when the children are at school.",
    "Text first. Do not say where you call from.",
    "Her grandmother answers, and may take a message.",
    "Never leave a voicemail.",
    "",
    "",
    "",
)
HOPES = {
    "young_parent": (
        "Somebody who has been there, and a way to finish school.",
        "Diapers, and somebody to ask when the baby cries.",
        "A mentor who speaks Spanish, for the doctor, too.",
    ),
    "worksite": ("A first job that fits with school.", "Work with hands, near the bus line."),
    "mpmp": ("Somebody who understands court, and comes along.", "To have the children home by spring."),
    "moppp": ("Help with sleep, and with the forms for child care.", "Visits at home: there is no car."),
    "": ("Does not know which program. Wants somebody to talk with.",),
}
ENDED = {
    Status.ELSEWHERE: (
        ("lives_elsewhere", "", "The program of the next county"),
        ("not_eligible", "", "Riverbend Head Start"),
        ("another_fits", "Wants classes, not visits.", "Next Shift Career Center"),
    ),
    Status.DECLINED: (
        ("not_now", "A new job; may call in spring.", ""),
        ("has_help", "", ""),
        ("not_wanted", "", ""),
    ),
    Status.UNREACHED: (("no_answer", "", ""), ("no_way", "Three numbers, none of them theirs.", "")),
}
LEVELS = ("Moderate", "Low", "High: seen within 24 hours")
REPORTS = (
    "Report closed with services recommended. The caseworker asks for home visits.",
    "Family assessment open. The parent agreed to the referral by phone.",
)
TRIED = ("no_answer", "message", "no_answer", "message")
ENROLLED_LATELY = timedelta(days=100)
HOME_VISITING = "moppp"
# Who comes with a child older than this was most likely referred by Children's Division.
NO_NEWBORN = timedelta(days=120)


class Referrals:
    """Draws from a generator of its own but for the people, who come last in the story."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = cases.cases
        self.random = random.Random(f"referrals {seed} {story.on.isoformat()}")
        self.by_division = set()

    def tell(self):
        for status, program in GREENE:
            self._referral(self.people.places["GRE"], status, program)
        for order, place in enumerate(places.PLACES):
            if place.code == "GRE":
                continue
            programs = [program for program, served in place.serves.items() if served]
            for step, status in enumerate((*USUAL, ENDS[order % len(ENDS)])):
                self._referral(place, status, programs[(order + step) % len(programs)])
            for _one in range(WAITING_AT.get(place.code, 1) - 1):
                self._referral(place, Status.WAITING, programs[0])
        for case in self.cases:
            if case.program == HOME_VISITING:
                self._of_home_visited(case)
            elif case.enrollment.enrolled_on > self.story.on - ENROLLED_LATELY and self.random.random() < 0.7:
                self._of_case(case)

    # --- One referral -----------------------------------------------------------------------

    def _referral(self, place, status, program):
        least, most = DAYS_AGO[status]
        received_on = self.story.on - timedelta(days=self.random.randint(least, most))
        person = self._person(place, program, received_on)
        worker = self.random.choice(self.people.workers[place.code])
        if place.code == "GRE":
            worker = self.people.users[sign_ins.COORDINATOR.email]
        is_untouched = status == Status.NEW and self.random.random() < 0.6
        status_on = received_on if status == Status.NEW else self._between(received_on, self.story.on)
        facts = {"status": status, "status_on": status_on, "intake_worker": None if is_untouched else worker}
        if status == Status.WAITING:
            facts["waiting_since"] = status_on
        if status in ENDED:
            reason, words, referred_to = self.random.choice(ENDED[status])
            facts |= {"reason": reason, "reason_words": words, "referred_to": referred_to}
        row = self._add(person, place, program, received_on, facts)
        tries = {Status.NEW: 0 if is_untouched else 1, Status.UNREACHED: 3, Status.WAITING: 2}.get(status, 1)
        self._tries(row, worker, tries)
        if status != Status.NEW:
            self._moved(row, worker, status, status_on)
        if row.source == Source.CHILDRENS_DIVISION:
            self._report(row, worker)
        return row

    def _add(self, person, place, program, received_on, facts, source=""):
        source = source or self.random.choice(SOURCES[program])
        named = source not in (Source.SELF, Source.FAMILY)
        row = self.story.add(
            Referral,
            number=new_number(choose=self.random.choice),
            site=self.people.sites[place.code],
            program=program,
            person=person,
            received_on=received_on,
            source=source,
            channel=self.random.choice(("desk", "desk", "public_form")) if source == Source.SELF else "desk",
            cris_number=f"CR-{self.random.randint(10000, 99999)}" if source == Source.CRIS else "",
            referrer_name=self.random.choice(REFERRERS) if named and source != Source.CRIS else "",
            referrer_organization=self.random.choice(ORGANIZATIONS[source]) if source in ORGANIZATIONS else "",
            referrer_reach=f"(555) 555-01{self.random.randint(0, 99):02d}" if named else "",
            family_knows=self.random.choice((True, True, None)),
            reach_safely=self.random.choice(SAFELY),
            hopes=self.random.choice(HOPES[program]),
            recorded_by=self.people.workers[place.code][0],
            recorded_at=self.story.no_later(self.story.at(received_on, time(self.random.randint(9, 16), 25))),
            **facts,
        )
        if row.channel == "public_form":
            row.recorded_by = None
        return row

    def _person(self, place, program, received_on):
        years = {"moppp": 23, "mpmp": 29}.get(program, self.random.randint(17, 20))
        person = self.people.person(
            place,
            born_on=self.people.years_before(self.story.on, years),
            registered_on=received_on,
        )
        if program in ("young_parent", "moppp", "mpmp"):
            born_on = self.story.on - timedelta(days=self.random.randint(40, 800))
            known = len(self.story.of(HouseholdMember))
            self.people.child(person, place, born_on=born_on)
            for home in self.story.of(HouseholdMember)[known:]:
                home.recorded_at, home.recorded_by = person.recorded_at, person.recorded_by
        return person

    def _between(self, first, last):
        return first + timedelta(
            days=self.random.randint(min(1, (last - first).days), max((last - first).days // 2, 1))
        )

    def _tries(self, row, worker, count):
        """The last try reached them, unless they could not be reached or are still new."""
        is_reached = row.status not in (Status.NEW, Status.UNREACHED)
        for order in range(count):
            last = order == count - 1
            day = row.status_on if last and is_reached else row.received_on + timedelta(days=order)
            self.story.add(
                Attempt,
                referral=row,
                made_on=min(day, self.story.on),
                way="text" if self.random.random() < 0.25 else "call",
                outcome="reached" if last and is_reached else self.random.choice(TRIED),
                recorded_by=worker,
                recorded_at=self.story.no_later(self.story.at(day, time(self.random.randint(9, 17), 10))),
            )

    def _report(self, row, worker):
        self.story.add(
            DivisionReport,
            referral=row,
            risk_level=self.random.choice(LEVELS),
            words=self.random.choice(REPORTS),
            recorded_by=worker,
            recorded_at=row.recorded_at,
        )

    def _moved(self, row, worker, status, on):
        """The line of the trail about where it went."""

        def finish(event):
            event.subject_type = ContentType.objects.get_for_model(row)
            event.subject_id = row.pk
            event.subject_label = row.number

        self.story.add_later(
            Event,
            row,
            finish,
            by=worker,
            at=self.story.no_later(self.story.at(on, time(15, 35))),
            site=row.site,
            verb="referral.moved",
            details={"before": {"status": "new"}, "after": {"status": str(status), "on": on.isoformat()}},
        )

    # --- How those came who are enrolled ----------------------------------------------------

    def _of_home_visited(self, case):
        """Nearly all came by a referral that is on record.

        Children's Division refers children of any age under five, and the first family of a program year at each site.
        """
        enrolled = case.enrollment
        if enrolled.enrolled_on <= self.story.since:
            return
        youngest = max((child.born_on for child in self.people.children_of(enrolled.participant)), default=None)
        is_older = youngest and youngest < enrolled.enrolled_on - NO_NEWBORN
        year = enrolled.enrolled_on.year - (enrolled.enrolled_on.month < 7)
        is_first = bool(case.matches) and (case.place.code, year) not in self.by_division
        if is_first:
            self.by_division.add((case.place.code, year))
        if is_first or is_older or self.random.random() < 0.85:
            by_division = case.matches and (is_first or is_older)
            self._of_case(case, source=Source.CHILDRENS_DIVISION if by_division else Source.CRIS)

    def _of_case(self, case, source=""):
        enrolled = case.enrollment
        first = max(enrolled.enrolled_on - timedelta(days=self.random.randint(3, 40)), self.story.since)
        received_on = min(first, enrolled.enrolled_on)
        worker = enrolled.worker or self.people.workers[case.place.code][0]
        facts = {"status": Status.ENROLLED, "status_on": enrolled.enrolled_on, "intake_worker": worker}
        row = self._add(enrolled.participant, case.place, case.program, received_on, facts, source)
        self._tries(row, worker, 1)
        self._moved(row, worker, Status.ENROLLED, enrolled.enrolled_on)
        if row.source == Source.CHILDRENS_DIVISION:
            self._report(row, worker)
        enrolled.referral = row
