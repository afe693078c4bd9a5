"""What families want to reach, how far they are, how long pauses last, and notes for whoever comes next."""

import random
from datetime import time, timedelta

from programs import registry
from programs.casework.closings.models import Closing
from programs.casework.enrollments.models import HandOffNote
from programs.casework.goals.models import Goal, GoalNote, Step

# A code of a program's goal, and how somebody says it.
OWN_WORDS = {
    "parenting": ("I want to stay calm when the baby cries", "I want to read to my child every evening"),
    "health": ("I want to sleep and eat like a person again", "I want a doctor who knows my name"),
    "immunizations": ("I want the shots to be on time", "I want the card to be full"),
    "stress": ("I want one quiet hour a week", "I want to worry less about money"),
    "school": ("I want my diploma", "I want to pass the HiSET before summer"),
    "self_care": ("I want us to have a bedtime", "I want to dance again"),
    "educational": ("I want to pass the ACT", "I want to start at the college in fall"),
    "personal": ("I want my own apartment", "I want to get my driver's license"),
    "employment": ("I want a job I can keep", "I want more hours in the kitchen"),
    "child": ("I want to see that she talks", "I want him to crawl and be safe"),
    "family": ("I want us to eat together", "I want to know our neighbors"),
    "connect": ("I want somebody who has been there",),
    "navigate": ("I want to know who decides what",),
    "court": ("I want to speak in court without shaking",),
    "support": ("I want to say yes when somebody offers help",),
    "resources": ("I want to find a place to live that we can pay",),
    "protect": ("I want the visits to be good for them",),
    "environment": ("I want the home to be ready",),
    "permanency": ("I want my children home",),
    "no_reentry": ("I want this to be the last time",),
    "no_new_services": ("I want to stand on our own feet",),
}
REACHED = ("We did it. I still cannot believe it.", "It took longer, and it holds.", "She told everybody.")
DROPPED = ("Not the right time.", "Something else matters more now.")
HOW_IT_GOES = (
    "Slowly, and forward.",
    "She is proud of the first step.",
    "Stuck: the office did not call back. We go there together.",
    "He asks good questions now.",
)
HAND_OFF = (
    "Answers texts late in the evening. Likes to meet at the park. Ask about the sister, who helps.",
    "Was let down before, so come when you said you would. Loves to talk about food.",
    "Knows what she wants. Needs rides more than advice.",
)
AVOID = ("", "", "Do not come without a text first.", "Do not call before noon: works at night.")
OUTCOMES = ("Knows whom to call, and calls.", "Stands on their own feet.", "Left with more than they came with.", "")
# How the reasons of the demo's pauses are sorted.
PAUSE_KINDS = (("baby", "birth"), ("family", "away"), ("Exams", "work_or_school"), ("hospital", "health"))


class Goals:
    """Draws from a generator of its own, so that nobody else's rows move."""

    def __init__(self, story, cases, *, seed):
        self.story = story
        self.cases = cases.cases
        self.random = random.Random(f"goals-{seed}")

    def tell(self):
        for case in self.cases:
            self._pauses(case)
            if getattr(case, "help_asked", False):
                self._juniper(case)
            elif self.random.random() < 0.6:
                self._goals(case)
            if case.enrollment.closed_on is None and self.random.random() < 0.12:
                self._hand_off(case)
        for closing in self.story.of(Closing):
            closing.outcome_words = self.random.choice(OUTCOMES)

    # --- One case ---------------------------------------------------------------------------

    def _goals(self, case):
        templates = registry.get(case.program).goal_templates
        for template in self.random.sample(templates, min(len(templates), self.random.choice((1, 1, 2)))):
            set_on = case.enrollment.enrolled_on + timedelta(days=self.random.randint(3, 40))
            if set_on <= self._last_day(case):
                self._goal(case, template, set_on)

    def _goal(self, case, template, set_on):
        last = self._last_day(case)
        ends_on = set_on + timedelta(days=self.random.randint(40, 200))
        ended = ends_on <= last and self.random.random() < 0.7
        status = self.random.choices(("reached", "dropped"), weights=(4, 1))[0] if ended else "open"
        goal = self.story.add(
            Goal,
            enrollment=case.enrollment,
            area=template.area,
            template=template.code,
            words=self.random.choice(OWN_WORDS.get(template.code, (str(template.label),))),
            set_on=set_on,
            target_on=set_on + timedelta(days=180),
            review_on=None if ended else self._later(self.story.on, 3, 60),
            status=status,
            ended_on=ends_on if ended else None,
            outcome_words="" if not ended else self.random.choice(REACHED if status == "reached" else DROPPED),
            recorded_at=self._moment(set_on),
            recorded_by=case.plan.worker,
        )
        for order, words in enumerate(template.steps):
            day = min(set_on + timedelta(days=20 * (order + 1)), ends_on)
            done = status == "reached" or (day <= last and self.random.random() < 0.75)
            self._step(case, goal, str(words), due_on=day, done_on=min(day, last) if done else None)
        if self.random.random() < 0.3:
            self._note(case, goal, self.random.choice(HOW_IT_GOES), self._later(set_on, 5, 40, most=last))
        return goal

    def _step(self, case, goal, words, *, due_on, done_on=None, who=None):
        if done_on is None and due_on < self.story.on - timedelta(days=12):
            due_on = self._later(self.story.on, -3, 21)  # what was missed got another day
        self.story.add(
            Step,
            goal=goal,
            words=words,
            who=who or self.random.choices(("participant", "mentor", "worker"), weights=(5, 2, 1))[0],
            due_on=due_on,
            done_on=done_on,
            done_by=case.plan.worker if done_on else None,
            recorded_at=goal.recorded_at,
            recorded_by=goal.recorded_by,
        )

    def _note(self, case, goal, words, on, by=None):
        self.story.add(
            GoalNote, goal=goal, words=words, recorded_at=self._moment(on), recorded_by=by or case.plan.worker
        )

    def _hand_off(self, case):
        self.story.add(
            HandOffNote,
            enrollment=case.enrollment,
            words=self.random.choice(HAND_OFF),
            avoid=self.random.choice(AVOID),
            for_mentors=self.random.random() < 0.5,
            recorded_at=self._moment(self._later(case.enrollment.enrolled_on, 1, 60, most=self._last_day(case))),
            recorded_by=case.plan.worker,
        )

    def _pauses(self, case):
        for pause in case.pauses:
            pause.kind = next((kind for word, kind in PAUSE_KINDS if word in pause.reason), "other")
            pause.expected_on = pause.starts_on + timedelta(days=self.random.randint(10, 60))
            pause.recorded_at = self._moment(pause.starts_on)
            pause.recorded_by = pause.paused_by

    # --- Juniper ----------------------------------------------------------------------------

    def _juniper(self, case):
        """A diploma, half way; and a goal that was reached."""
        on = self.story.on
        hattie = case.matches[0].mentor.person.user
        diploma = self.story.add(
            Goal,
            enrollment=case.enrollment,
            area="educational",
            template="school",
            words="I want my diploma before Clover turns two",
            set_on=on - timedelta(days=150),
            target_on=on + timedelta(days=330),
            review_on=on + timedelta(days=5),
            recorded_at=self._moment(on - timedelta(days=150)),
            recorded_by=case.plan.worker,
        )
        self._step(
            case,
            diploma,
            "Talk with the school about what is missing",
            due_on=on - timedelta(days=120),
            done_on=on - timedelta(days=124),
            who="participant",
        )
        self._step(case, diploma, "Ask about a bus pass", due_on=on - timedelta(days=2), who="mentor")
        self._step(case, diploma, "Register for the HiSET test", due_on=on + timedelta(days=18), who="participant")
        self._note(
            case, diploma, "She wrote the whole practice test in one evening.", on - timedelta(days=20), by=hattie
        )
        sleep = self.story.add(
            Goal,
            enrollment=case.enrollment,
            area="parenting",
            template="parenting",
            words="I want Clover to sleep through the night",
            set_on=on - timedelta(days=170),
            status="reached",
            ended_on=on - timedelta(days=61),
            outcome_words="Seven hours! I slept, too.",
            recorded_at=self._moment(on - timedelta(days=170)),
            recorded_by=case.plan.worker,
        )
        self._step(
            case,
            sleep,
            "Same bedtime every evening for two weeks",
            due_on=on - timedelta(days=140),
            done_on=on - timedelta(days=138),
            who="participant",
        )
        self.story.add(
            HandOffNote,
            enrollment=case.enrollment,
            words="School comes first for her. Texts work; she calls back in the evening bus. Her aunt takes Clover.",
            avoid="Never leave a voicemail.",
            for_mentors=True,
            recorded_at=self._moment(on - timedelta(days=9)),
            recorded_by=case.plan.worker,
        )

    # --- Time -------------------------------------------------------------------------------

    def _last_day(self, case):
        return case.enrollment.closed_on or self.story.on - timedelta(days=1)

    def _later(self, day, least, most_days, *, most=None):
        later = day + timedelta(days=self.random.randint(least, most_days))
        return min(later, most) if most else later

    def _moment(self, day):
        return self.story.no_later(self.story.at(day, self._clock()))

    def _clock(self):
        return time(self.random.randint(9, 16), self.random.choice((0, 15, 30, 45)))
