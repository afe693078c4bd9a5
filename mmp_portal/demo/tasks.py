"""What a day's work left: tasks, questions of supervisors and their answers, a holiday, and cases that changed hands."""

import random
from datetime import time, timedelta

from mmp_portal.demo import sign_ins
from programs.casework.caseload.models import Absence, Capacity, Handover, HandoverCase, Review, ReviewNote, Task
from programs.casework.contacts.models import Contact, Outcome

WORDS = (
    "Ask the clinic for a new date",
    "Bring the bus passes to the next visit",
    "Call the school about the missing credits",
    "Send the form for child care once more",
    "Find out who fixes car seats for free",
    "Ask whether the crib arrived",
    "Look for a driving lesson on a Saturday",
    "Write down what the landlord promised",
    "Print the picture of the first birthday",
    "Ask about a winter coat in size 4T",
)
OF_MENTORS = (
    "Show the renewed insurance card",
    "Talk about the training in January",
    "Ask how many families they can take in spring",
)
OF_NOBODY = ("Order folders for the new year", "Check the first-aid box", "Thank the library for the room")
FOR_THE_MENTOR = "Bring the sign-up sheet to the support meeting"
DROPPED = ("They moved to another clinic", "Somebody else took care of it", "Not needed any more")
QUESTIONS = (
    ("How did they get home after the appointment?", "The cousin drove. I should have written that."),
    ("Was the baby with you?", "Yes, the whole time. I forgot to tick the name."),
    ("Did you take them in your own car?", "No, we met there. They came by bus."),
)
OPEN_QUESTION = "Is there anything she would like the office to help with before the holidays?"
PER_WORKER = 5
CAPACITIES = (12, 15, 18, 20)


class Tasks:
    """Told after the cases, from a generator of its own, so that nobody else's rows shift."""

    def __init__(self, story, people, cases, *, seed):
        self.story = story
        self.people = people
        self.cases = [case for case in cases.cases if case.is_open_on(story.on)]
        self.random = random.Random(f"tasks {seed}")

    def tell(self):
        for worker in self._workers():
            self._capacity(worker)
            for case in self._some([case for case in self.cases if case.enrollment.worker is worker], PER_WORKER):
                self._task_of(case, worker)
        self._tasks_beside_cases()
        self._ask_of_mentor()
        self._reviews()
        self._holiday()
        self._handover()

    def _workers(self):
        """Whoever has an open case, in the order of the cases."""
        return list(
            {
                id(case.enrollment.worker): case.enrollment.worker for case in self.cases if case.enrollment.worker
            }.values()
        )

    def _some(self, rows, most):
        return self.random.sample(rows, min(most, len(rows)))

    def _days(self, least, most):
        return self.story.on + timedelta(days=self.random.randint(least, most))

    # --- Tasks ------------------------------------------------------------------------------

    def _task_of(self, case, worker):
        row = case.enrollment
        due_on = self._days(-6, 12)
        given_by = self.people.users[sign_ins.SUPERVISOR.email]
        is_given = case.place.code == "GRE" and worker is not given_by and self.random.random() < 0.3
        self._task(
            row.site,
            due_on=due_on,
            words=self.random.choice(WORDS),
            to=worker,
            by=given_by if is_given else worker,
            program=row.program,
            enrollment=row,
            after=row.enrolled_on,
        )

    def _tasks_beside_cases(self):
        """About mentors and about nobody, for the two who sign in to look around."""
        site = self._greene()
        coordinator = self.people.users[sign_ins.COORDINATOR.email]
        supervisor = self.people.users[sign_ins.SUPERVISOR.email]
        mentors = [match.mentor for case in self.cases if case.place.code == "GRE" for match in case.matches]
        mentors = list({id(mentor): mentor for mentor in mentors}.values())
        for words, mentor in zip(OF_MENTORS, self._some(mentors, len(OF_MENTORS)), strict=False):
            self._task(site, due_on=self._days(1, 20), words=words, to=coordinator, by=supervisor, mentor=mentor)
        for words in OF_NOBODY:
            self._task(site, due_on=self._days(3, 25), words=words, to=coordinator, by=coordinator)

    def _task(self, site, *, due_on, words, to, by, after=None, **about):
        story = self.story
        recorded_on = max(due_on - timedelta(days=self.random.randint(7, 20)), after or story.since)
        fields = {}
        if due_on < story.on and self.random.random() < 0.6:
            fields = {"status": "done", "ended_on": due_on, "ended_by": to}
            if self.random.random() < 0.25:
                fields |= {"status": "dropped", "drop_reason": self.random.choice(DROPPED)}
        story.add(
            Task,
            site=site,
            words=words,
            due_on=due_on,
            assigned_to=to,
            recorded_by=by,
            recorded_at=story.no_later(story.at(recorded_on, time(10, 20))),
            **about,
            **fields,
        )

    def _ask_of_mentor(self):
        hattie = self.people.users[sign_ins.MENTOR.email]
        for case in self.cases:
            if any(match.mentor.person.user is hattie for match in case.matches_on(self.story.on)):
                row = case.enrollment
                self.story.add(
                    Task,
                    site=row.site,
                    program=row.program,
                    enrollment=row,
                    words=FOR_THE_MENTOR,
                    due_on=self.story.on + timedelta(days=6),
                    assigned_to=hattie,
                    recorded_by=row.worker or self.people.users[sign_ins.SUPERVISOR.email],
                    recorded_at=self.story.no_later(self.story.at(self.story.on - timedelta(days=2), time(9, 40))),
                )
                return

    # --- What supervisors asked -------------------------------------------------------------

    def _reviews(self):
        """In Greene County: questions that were answered, and one that waits for Hattie."""
        supervisor = self.people.users[sign_ins.SUPERVISOR.email]
        hattie = self.people.users[sign_ins.MENTOR.email]
        lately = self.story.at(self.story.on - timedelta(days=30), time(0, 0))
        contacts = [
            contact
            for contact in self.story.of(Contact)
            if contact.enrollment.site.code == "GRE"
            and contact.recorded_by
            and contact.recorded_by is not supervisor
            and contact.started_at > lately
            and contact.outcome == Outcome.MADE
            and not contact.voided_at
            and not contact.help_wanted
        ]
        by_hattie = [contact for contact in contacts if contact.recorded_by is hattie]
        others = [contact for contact in contacts if contact.recorded_by is not hattie]
        if by_hattie:
            review = self._review(by_hattie[-1], supervisor, "returned")
            self._note(review, "question", OPEN_QUESTION, supervisor, hours=20)
        for (question, answer), contact in zip(QUESTIONS, self._some(others, len(QUESTIONS)), strict=False):
            is_open = question == QUESTIONS[-1][0]
            review = self._review(contact, supervisor, "answered" if is_open else "resolved")
            self._note(review, "question", question, supervisor, hours=20)
            self._note(review, "answer", answer, contact.recorded_by, hours=44)
            if not is_open:
                self._note(review, "thanks", "Thank you, now it is clear.", supervisor, hours=50)

    def _review(self, contact, by, status):
        at = self.story.no_later(contact.recorded_at + timedelta(hours=20))
        resolved_at = self.story.no_later(at + timedelta(hours=30)) if status == "resolved" else None
        return self.story.add(
            Review, contact=contact, status=status, recorded_by=by, recorded_at=at, resolved_at=resolved_at
        )

    def _note(self, review, kind, words, by, *, hours):
        at = self.story.no_later(review.contact.recorded_at + timedelta(hours=hours))
        self.story.add(ReviewNote, review=review, kind=kind, words=words, recorded_by=by, recorded_at=at)

    # --- Who carries how much, and who is away ----------------------------------------------

    def _capacity(self, worker):
        site = next(case.enrollment.site for case in self.cases if case.enrollment.worker is worker)
        self.story.add(
            Capacity,
            site=site,
            worker=worker,
            starts_on=self.story.since,
            cases=self.random.choice(CAPACITIES),
            recorded_at=self.story.at(self.story.since, time(9, 0)),
        )

    def _colleagues(self):
        """A worker of Greene County besides the one who signs in to look around, or None."""
        coordinator = self.people.users[sign_ins.COORDINATOR.email]
        supervisor = self.people.users[sign_ins.SUPERVISOR.email]
        known = [case.enrollment.worker for case in self.cases if case.place.code == "GRE"]
        return [worker for worker in known if worker and worker not in (coordinator, supervisor)]

    def _holiday(self):
        """A colleague of the coordinator is away this week, and she stands in."""
        colleague = next(iter(self._colleagues()), None)
        coordinator = self.people.users[sign_ins.COORDINATOR.email]
        if colleague is None:
            return
        first = self.story.on - timedelta(days=self.story.on.weekday())
        self.story.add(
            Absence,
            site=self._greene(),
            worker=colleague,
            stands_in=coordinator,
            starts_on=first,
            ends_on=first + timedelta(days=6),
            recorded_by=self.people.users[sign_ins.SUPERVISOR.email],
            recorded_at=self.story.at(first - timedelta(days=10), time(11, 15)),
        )

    def _handover(self):
        """Two cases were lent in spring and given back: the history of a leave."""
        coordinator = self.people.users[sign_ins.COORDINATOR.email]
        supervisor = self.people.users[sign_ins.SUPERVISOR.email]
        first = self.story.on - timedelta(days=200)
        cases = [
            case.enrollment
            for case in self.cases
            if case.enrollment.worker is coordinator and case.enrollment.enrolled_on < first
        ][:2]
        if not cases:
            return
        handover = self.story.add(
            Handover,
            site=self._greene(),
            worker=coordinator,
            starts_on=first,
            ends_on=first + timedelta(days=27),
            reason="Jury duty",
            status="returned",
            recorded_by=supervisor,
            recorded_at=self.story.at(first - timedelta(days=3), time(15, 5)),
        )
        for case in cases:
            self.story.add(HandoverCase, handover=handover, enrollment=case, to=supervisor)

    def _greene(self):
        return next(case.enrollment.site for case in self.cases if case.place.code == "GRE")
