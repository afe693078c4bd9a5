"""MOPPP: levels of Healthy Families America, stressors of Parents as Teachers, and visits that could not be."""

import random
from datetime import time, timedelta

from mmp_portal.agencies.models import HomeVisitingModel
from programs.moppp.models import ExcusedVisit, FactorReview, FamilyLevel, Level

PROGRAM = "moppp"
FORWARD = {
    Level.TWO: ("Keeps every visit, and asks her own questions.", "Reads his cues, and the home is calmer."),
    Level.THREE: ("Found work and a doctor she trusts.", "Uses what she knows without us."),
    Level.FOUR: ("Stands on her own feet. We look in once a quarter.",),
}
OUTREACH = ("Moved in with her mother and does not answer. Cards and texts.", "Three visits missed in a row.")
EXCUSED = {
    "weather": ("Ice on every road.", "The creek was over the bridge."),
    "illness": ("The baby had a fever.", "Flu in the whole house."),
    "holiday": ("",),
    "visitor": ("",),
    "birth": ("Her brother came early.",),
}
STRESSORS = 16


class Visiting:
    """Draws from a generator of its own, so that the other rows of the story stay as they are."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = [case for case in cases.cases if case.program == PROGRAM]
        self.random = random.Random(f"visiting-{seed}")

    def tell(self):
        for case in self.cases:
            if case.place.model == HomeVisitingModel.HFA:
                self._levels(case)
            else:
                self._stressors(case)
            self._excused(case)

    def _last(self, case):
        return case.enrollment.closed_on or self.story.on - timedelta(days=1)

    def _at(self, day):
        return self.story.no_later(self.story.at(day, time(15, 30)))

    # --- Levels and stressors ---------------------------------------------------------------

    def _levels(self, case):
        """From the pregnancy or the birth on, forward step by step; a few families are lost sight of for a while."""
        day, last = case.enrollment.enrolled_on, self._last(case)
        born = self._first_birth(case)
        if born is None or born > day:
            self._level(case, Level.LATE_PREGNANCY, day)
            day = born
        level = Level.ONE
        while day is not None and day <= last:
            self._level(case, level, day)
            stay = self.random.randint(300, 430)
            if level == Level.ONE and self.random.random() < 0.18:
                away = day + timedelta(days=self.random.randint(60, 150))
                back = away + timedelta(days=self.random.randint(30, 90))
                if away <= last:
                    self._level(case, Level.CREATIVE_OUTREACH, away, self.random.choice(OUTREACH))
                if back <= last:
                    self._level(case, level, back)
                stay += (back - away).days
            day += timedelta(days=stay)
            following = {Level.ONE: Level.TWO, Level.TWO: Level.THREE, Level.THREE: Level.FOUR}
            if level == Level.FOUR:
                break
            level = following[level]

    def _level(self, case, level, day, reason=""):
        words = FORWARD.get(level)
        self.story.add(
            FamilyLevel,
            enrollment=case.enrollment,
            level=level,
            starts_on=day,
            reason=reason or (self.random.choice(words) if words else ""),
            agreed_by=self.people.supervisors[case.place.code] if words else None,
            recorded_at=self._at(day),
            recorded_by=case.plan.worker,
        )

    def _first_birth(self, case):
        births = [child.born_on for child in self.people.children_of(case.enrollment.participant)]
        return min(births) if births else None

    def _stressors(self, case):
        for ago in range(0, 1000, 365):
            day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(2, 25) + ago)
            if day > self._last(case):
                break
            self.story.add(
                FactorReview,
                enrollment=case.enrollment,
                about=FactorReview.About.STRESSORS,
                asked_on=day,
                count=self.random.choice((0, 1, 1, 2, 2, 3, 4)),
                out_of=STRESSORS,
                recorded_at=self._at(day),
                recorded_by=case.plan.worker,
            )

    # --- Visits that could not be -----------------------------------------------------------

    def _excused(self, case):
        days = (self._last(case) - case.enrollment.enrolled_on).days
        for _once in range(days // 90):
            if self.random.random() < 0.5:
                day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(1, days))
                reason = self.random.choice(tuple(EXCUSED))
                self.story.add(
                    ExcusedVisit,
                    enrollment=case.enrollment,
                    on=day,
                    reason=reason,
                    words=self.random.choice(EXCUSED[reason]),
                    recorded_at=self._at(day),
                    recorded_by=case.plan.worker,
                )
