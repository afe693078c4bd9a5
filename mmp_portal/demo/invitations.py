"""What stands around the meetings: their series, who was told and answered, PINs and links, guests, and what was given."""

import random
import string
from datetime import timedelta

from mmp_portal.agencies.models import SiteProgram
from mmp_portal.links.models import SignedLink
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.doors import ANSWER, DOOR, MOVED_AT_MOST
from programs.casework.meetings.models import (
    AlsoCredited,
    Attendance,
    GivenAnswer,
    Invitation,
    Meeting,
    Series,
    ServedProgram,
    WalkIn,
)

KEY_SIGNS = string.ascii_letters + string.digits + "-_"
MEALS = ("no pork", "no nuts", "vegetarian", "nothing spicy for the little one")
CARED_BY = ("Two students of the college", "A volunteer of the church", "Our own staff")
MATERIALS = ("Handouts in English and Spanish", "Car seat flyer, 20 copies", "Paper, crayons, name tags")
GUESTS = (
    ("Maple Guestly", "(417) 555-0187"),
    ("Grandma Odette", ""),
    ("Zephyr Q.", "(417) 555-0191"),
    ("Wilder Newcome", "(573) 555-0119"),
)
ASIDE = "A grandmother on a visit"
# Answers are told one by one for the last weeks; before that the newest one is enough.
ANSWERS_SINCE = timedelta(days=21)
# Programs at whose meetings another one's families are welcome: (host, kind) to (guest program, its kind).
JOINT = {("worksite", "downtime"): ("young_parent", "support")}


class Invitations:
    """Told after the meetings, from a generator of its own, so that nobody else's rows shift."""

    def __init__(self, story, *, seed):
        self.story = story
        self.random = random.Random(f"invitations {seed}")
        self.of_meeting = {}
        for row in story.of(Attendance):
            self.of_meeting.setdefault(id(row.meeting), []).append(row)

    def tell(self):
        meetings = sorted(self.story.of(Meeting), key=lambda meeting: meeting.starts_at)
        self._series(meetings)
        newest = {}
        for meeting in meetings:
            if meeting.starts_at > self.story.last_evening:
                self._coming(meeting)
            elif not meeting.called_off_at:
                self._given(meeting)
                newest[meeting.site.code] = meeting
        for order, code in enumerate(sorted(newest)):
            self._guests(newest[code], order)
        self._joint(meetings)

    # --- Series -----------------------------------------------------------------------------

    def _series(self, meetings):
        """The regular ones of a place and kind belong together: by month, or by quarter."""
        rhythms = {}
        for meeting in meetings:
            if meeting.kind != "banquet":
                nth = (meeting.starts_at.day - 1) // 7
                rhythms.setdefault((meeting.site.code, meeting.program, meeting.kind, nth), []).append(meeting)
        for some in rhythms.values():
            if len(some) < 3:
                continue
            repeats = "quarterly" if (some[1].starts_at - some[0].starts_at).days > 60 else "monthly"
            series = self.story.add(
                Series, repeats=repeats, recorded_at=some[0].recorded_at, recorded_by=some[0].recorded_by
            )
            for meeting in some:
                meeting.series = series

    # --- Coming -----------------------------------------------------------------------------

    def _coming(self, meeting):
        rows = self.of_meeting.get(id(meeting), [])
        for row, pin in zip(rows, self.random.sample(range(10_000), len(rows)), strict=True):
            row.pin = f"{pin:04}"
        meeting.capacity = self.random.choice((None, None, 20, 30))
        meeting.materials = self.random.choice(("", *MATERIALS))
        if meeting.called_off_at:
            return
        for row in rows:
            self._told(row, meeting)
        if (meeting.starts_at - self.story.last_evening).days < 7:
            self._link(DOOR, meeting, until=meeting.door_closes_at, at=meeting.recorded_at)

    def _told(self, row, meeting):
        told_at = meeting.recorded_at + timedelta(minutes=2)
        if row.person.user:
            how = Invitation.How.ACCOUNT
        else:
            how = Invitation.How.EMAIL if row.person.email and row.person.may_email else Invitation.How.NONE
            is_used = bool(row.answer) and how == Invitation.How.EMAIL
            used_at = max(told_at, row.answered_at) if is_used else None
            self._link(ANSWER, row, until=meeting.ends_at + MOVED_AT_MOST, at=told_at, used_at=used_at)
        self.story.add(Invitation, attendance=row, told_at=told_at, told_by=meeting.recorded_by, how=how)
        if row.answer:
            self._answered(row, meeting)

    def _answered(self, row, meeting):
        if row.answer == "yes" and row.enrollment:
            row.children_coming = self.random.choice((0, 0, 1, 1, 2))
            row.needs_child_care = bool(row.children_coming) and self.random.random() < 0.5
            row.needs_ride = self.random.random() < 0.2
            row.meal_needs = self.random.choice(MEALS) if meeting.has_meal and self.random.random() < 0.15 else ""
        elif row.answer == "no" and self.random.random() < 0.3:
            row.answer = "maybe"
        if row.answered_at < self.story.last_evening - ANSWERS_SINCE:
            return
        through, by = GivenAnswer.Through.LINK, None
        if row.person.user:
            through, by = GivenAnswer.Through.OWN, row.person.user
        elif not (row.person.email and row.person.may_email):
            through, by = GivenAnswer.Through.STAFF, meeting.recorded_by
        if self.random.random() < 0.1:
            self.story.add(
                GivenAnswer,
                attendance=row,
                answer="maybe",
                given_at=row.answered_at - timedelta(hours=3),
                given_by=by,
                through=through,
            )
        self.story.add(
            GivenAnswer,
            attendance=row,
            answer=row.answer,
            children_coming=row.children_coming,
            guests_coming=row.guests_coming,
            needs_child_care=row.needs_child_care,
            needs_ride=row.needs_ride,
            meal_needs=row.meal_needs,
            given_at=row.answered_at,
            given_by=by,
            through=through,
        )

    def _link(self, purpose, subject, *, until, at, used_at=None):
        def finish(row):
            row.subject_id = subject.pk

        self.story.add_later(
            SignedLink,
            subject,
            finish,
            purpose=purpose,
            key="".join(self.random.choices(KEY_SIGNS, k=16)),
            made_at=at,
            expires_at=until.replace(microsecond=0),
            uses=1 if used_at else 0,
            last_used_at=used_at,
        )

    # --- Held -------------------------------------------------------------------------------

    def _given(self, meeting):
        """What was counted afterward; now and then nobody counted."""
        rows = [row for row in self.of_meeting.get(id(meeting), []) if row.came]
        if not rows or self.random.random() < 0.15:
            return
        children = sum(row.children_came for row in rows)
        if meeting.has_child_care:
            meeting.children_cared_for = max(0, children - self.random.randint(0, 2))
            meeting.child_care_by = self.random.choice(CARED_BY) if meeting.children_cared_for else ""
        if meeting.has_meal:
            meeting.meals_served = len(rows) + children
        if meeting.has_rides:
            meeting.rides_given = self.random.randint(0, 4)
        late = self.random.choice(rows)
        if self.random.random() < 0.3:
            late.arrived_at = meeting.starts_at + timedelta(minutes=self.random.choice((20, 30, 45)))
            late.minutes_credited = int((meeting.ends_at - late.arrived_at).total_seconds() // 60)

    def _guests(self, meeting, order):
        """One or two who signed in by name at the newest meeting of a place; one of them is somebody we know."""
        missed = [row for row in self.of_meeting.get(id(meeting), []) if row.enrollment and row.came is False]
        if missed:
            person = self.random.choice(missed).person
            self._guest(meeting, name=person.name, phone=person.phone, children=1)
        name, phone = GUESTS[order % len(GUESTS)]
        aside = {"status": "set_aside", "why_set_aside": ASIDE} if order % 3 == 1 else {}
        self._guest(meeting, name=name, phone=phone, children=order % 2, **aside)

    def _guest(self, meeting, **facts):
        at = meeting.starts_at + timedelta(minutes=self.random.randint(1, 12))
        self.story.add(WalkIn, meeting=meeting, arrived_at=at, recorded_at=at, **facts)

    # --- Two programs -----------------------------------------------------------------------

    def _joint(self, meetings):
        """The next meeting of a kind that another program's families share, where the place serves both."""
        done = set()
        for meeting in meetings:
            other = JOINT.get((meeting.program, meeting.kind))
            key = (meeting.site.code, other)
            if other is None or key in done or meeting.starts_at < self.story.last_evening or meeting.called_off_at:
                continue
            if not self._serves(meeting.site, other[0]):
                continue
            done.add(key)
            self.story.add(ServedProgram, meeting=meeting, program=other[0], kind=other[1])
            self._credit_also(meeting, other[0])

    def _serves(self, site, program):
        return any(offer.site is site and offer.program == program for offer in self.story.of(SiteProgram))

    def _credit_also(self, meeting, program):
        cases = {
            id(case.participant): case
            for case in self.story.of(Enrollment)
            if case.site is meeting.site and case.program == program and case.closed_on is None
        }
        for row in self.of_meeting.get(id(meeting), []):
            case = cases.get(id(row.person))
            if case and row.enrollment:
                self.story.add(AlsoCredited, attendance=row, enrollment=case)
