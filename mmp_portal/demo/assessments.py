"""Assessments: the tools that come with the portal, and what they found in families that are home visited."""

import random
from datetime import time, timedelta

from mmp_portal.agencies.models import HomeVisitingModel
from participants.ages import months_on
from participants.models import HouseholdMember
from programs.casework.assessments import known_tools
from programs.casework.assessments.ages import months_for
from programs.casework.assessments.models import Assessment, Band, Part, RestrictedResult, Schedule

FOLLOW_UPS = (
    "Activities for fine motor play until the next visit",
    "Talk with the pediatrician about speech",
    "Try again in two months",
)
CAME_OF_IT = ("Tried twice a week, goes better", "The clinic gave an appointment", "No concern the second time")
PROGRAM = "moppp"


class Assessments:
    """Drawn from a generator of its own, so that nobody else's rows change with it."""

    def __init__(self, story, cases, *, seed):
        self.story = story
        self.random = random.Random(f"assessments {seed}")
        self.cases = [case for case in cases.cases if case.program == PROGRAM]
        self.of_surveys = random.Random(f"surveys {seed}")
        self.court_cases = [case for case in cases.cases if case.program == "mpmp"]
        self.tools = {}

    def tell(self):
        self._tools()
        children = self._children()
        for case in self.cases:
            for child in children.get(id(case.enrollment.participant), ()):
                self._development(case, child)
                self._together(case, child)
            self._parent(case)
            self._first_assessment(case)
            self._safety(case)
        for case in self.court_cases:
            self._survey(case)

    def _survey(self, case):
        """The Protective Factors Survey about every three months, for most; its total goes up more often than down."""
        draw, total = self.of_surveys, self.of_surveys.randint(38, 52)
        day = case.enrollment.enrolled_on + timedelta(days=draw.randint(12, 28))
        while day <= self._last_day(case):
            given = self._given(case, self.tools["pfs-2"], case.enrollment.participant, day)
            if draw.random() < 0.85:
                self.story.add(Assessment, **given, total=min(total, 76))
            day, total = day + timedelta(days=draw.randint(84, 98)), total + draw.randint(-2, 7)

    def _tools(self):
        for tool, bands, schedules in known_tools.rows():
            self.tools[tool.code] = self._keep(tool)
            for row in (*bands, *schedules):
                self._keep(row)

    def _keep(self, row):
        fields = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "id"}
        if isinstance(row, (Band, Schedule)):
            fields["tool"] = self.tools[row.tool.code]
        fields["recorded_at"] = self.story.at(self.story.since, time(9, 0))
        return self.story.add(type(row), **fields)

    def _children(self):
        """Children by the parent whose home they share."""
        homes = {}
        for member in self.story.of(HouseholdMember):
            homes.setdefault(id(member.household), []).append(member)
        found = {}
        for members in homes.values():
            children = [member.person for member in members if member.part == HouseholdMember.Part.CHILD]
            for member in members:
                if member.part == HouseholdMember.Part.PARENT:
                    found.setdefault(id(member.person), []).extend(child for child in children if child.born_on)
        return found

    def _last_day(self, case):
        return min(case.enrollment.closed_on or self.story.on, self.story.on - timedelta(days=1))

    def _development(self, case, child):
        """ASQ-3 about twice a year, while the child is under five and the family is in the program."""
        tool = self.tools["asq-3"]
        day = max(case.enrollment.enrolled_on + timedelta(days=self.random.randint(30, 80)), child.born_on)
        while day <= self._last_day(case):
            if 2 <= months_on(child.born_on, day) < 60:
                self._result(case, tool, child, day)
            day += timedelta(days=self.random.randint(165, 200))

    def _together(self, case, child):
        """Parent and child together, about twice a year while the child is under three; a few come too late."""
        day = max(case.enrollment.enrolled_on + timedelta(days=self.random.randint(40, 175)), child.born_on)
        while day <= self._last_day(case) and months_on(child.born_on, day) < 36:
            row = self._given(case, self.tools["cheers"], child, day)
            concern = self.random.choices(("none", "watch"), (8, 2))[0]
            self.story.add(Assessment, **row, age_months=months_on(child.born_on, day), concern=concern)
            day += timedelta(days=self.random.randint(150, 186))

    def _result(self, case, tool, child, day):
        months = months_for(tool, child, day)
        said = {part: self.random.choices(("none", "watch", "concern"), (86, 10, 4))[0] for part in tool.parts}
        worst = next(one for one in ("concern", "watch", "none") if one in said.values())
        follow_up = self.random.choice(FOLLOW_UPS) if worst != "none" else ""
        by_day = day + timedelta(days=30) if follow_up else None
        is_done = bool(by_day) and by_day < self.story.on and self.random.random() < 0.9
        row = self.story.add(
            Assessment,
            **self._given(case, tool, child, day),
            age_months=months,
            form_months=tool.form_for(months),
            concern=worst,
            follow_up=follow_up,
            follow_up_on=by_day,
            followed_up_on=by_day if is_done else None,
            followed_up_words=self.random.choice(CAME_OF_IT) if is_done else "",
        )
        for name, concern in said.items():
            self.story.add(Part, assessment=row, name=name, concern=concern)

    def _parent(self, case):
        """A depression screen in the first three months, for most; what it found lies apart."""
        day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(20, 85))
        if day > self._last_day(case) or self.random.random() < 0.2:
            return
        row = self.story.add(Assessment, **self._given(case, self.tools["epds"], case.enrollment.participant, day))
        total = min(30, max(0, round(self.random.gauss(6, 4))))
        self.story.add(
            RestrictedResult,
            assessment=row,
            total=total,
            band="10 or more" if total >= 10 else "Below 10",
            concern="concern" if total >= 10 else "none",
        )

    def _first_assessment(self, case):
        """The tool with which the model of the site begins, for all but a few."""
        is_hfa = case.place.model == HomeVisitingModel.HFA
        day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(3, 25 if is_hfa else 80))
        if day > self._last_day(case) or self.random.random() < 0.08:
            return
        tool, person = (self.tools["frog"], None) if is_hfa else (self.tools["lsp"], case.enrollment.participant)
        row = self.story.add(Assessment, **self._given(case, tool, person, day))
        if is_hfa:
            concern = self.random.choice(("none", "watch", "concern"))
            self.story.add(RestrictedResult, assessment=row, concern=concern)

    def _safety(self, case):
        """Asked once, alone, in the first half year."""
        day = case.enrollment.enrolled_on + timedelta(days=self.random.randint(40, 170))
        if day > self._last_day(case) or self.random.random() < 0.1:
            return
        row = self.story.add(Assessment, **self._given(case, self.tools["ipv"], case.enrollment.participant, day))
        concern = self.random.choices(("none", "concern"), (88, 12))[0]
        self.story.add(RestrictedResult, assessment=row, concern=concern)

    def _given(self, case, tool, person, day):
        worker = case.plan.worker
        return {
            "enrollment": case.enrollment,
            "tool": tool,
            "person": person,
            "given_on": day,
            "given_by": worker,
            "recorded_by": worker,
            "recorded_at": self.story.no_later(self.story.at(day, time(17, self.random.randint(0, 59)))),
        }
