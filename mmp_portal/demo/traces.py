"""What the work left behind: the trail of who did and opened what, and the messages that went out."""

from datetime import time, timedelta

from django.contrib.contenttypes.models import ContentType

from mmp_portal.audit.models import Event, Opening
from mmp_portal.demo import sign_ins
from mmp_portal.outbox.models import Channel, Message, State, StoppedNumber
from participants.phones import digits_of
from programs.casework.contacts.models import Contact
from programs.casework.meetings.models import Attendance, Meeting
from programs.casework.reminders.meaning import Meaning
from programs.casework.reminders.models import TextReply

OPENED_IN_DAYS = 60
MESSAGES_OF_DAYS = 40
ANSWERS = (
    ("Yes, I am coming. Can I bring my sister?", Meaning.OTHER),
    ("Running late, bus did not come", Meaning.OTHER),
    ("Please stop texting me, email is better", Meaning.STOP),
)
REASONS_TO_OPEN = (
    "Court date tomorrow, need the safety plan",
    "Call from the school about today",
    "Quarterly look with the supervisor",
    "New worker takes over the case",
)


class Traces:
    def __init__(self, story, people, cases):
        self.story = story
        self.people = people
        self.cases = cases.cases

    def tell(self):
        for case in self.cases:
            self._of_case(case)
        for meeting in self.story.of(Meeting):
            self._of_meeting(meeting)
        for contact in self.story.of(Contact):
            self._of_contact(contact)
        self._openings()
        self._reminders()
        self._answers()

    # --- What was done ----------------------------------------------------------------------

    def _event(self, about, verb, *, by, at, site, reason="", before=None, after=None):
        details = {name: value for name, value in (("before", before), ("after", after)) if value}
        self._trail(Event, about, by=by, at=at, site=site, verb=verb, reason=reason, details=details)

    def _trail(self, model, about, **fields):
        def finish(row):
            row.subject_type = ContentType.objects.get_for_model(about)
            row.subject_id = about.pk
            row.subject_label = str(about)[:80]

        self.story.add_later(model, about, finish, **fields)

    def _of_case(self, case):
        story, row, worker, site = self.story, case.enrollment, case.plan.worker, case.enrollment.site
        self._event(
            row,
            "enrollment.created",
            by=worker,
            at=row.recorded_at,
            site=site,
            after={"program": case.program, "enrolled_on": row.enrolled_on.isoformat()},
        )
        for pause in case.pauses:
            at = story.no_later(story.at(pause.starts_on, time(10, 5)))
            on = pause.starts_on.isoformat()
            self._event(row, "enrollment.paused", by=worker, at=at, site=site, reason=pause.reason, after={"on": on})
            if pause.ends_on and pause.ends_on != row.closed_on:
                at = story.no_later(story.at(pause.ends_on, time(9, 40)))
                on = pause.ends_on.isoformat()
                self._event(row, "enrollment.resumed", by=worker, at=at, site=site, after={"on": on})
        for match in case.matches:
            after = {"enrollment": row.number, "on": match.starts_on.isoformat()}
            self._event(match, "match.started", by=worker, at=match.recorded_at, site=site, after=after)
            if match.ended_on:
                at = story.no_later(story.at(match.ended_on, time(16, 10)))
                after = {"on": match.ended_on.isoformat(), "reason": str(match.end_reason)}
                self._event(match, "match.ended", by=worker, at=at, site=site, after=after)
        if row.closed_on:
            at = story.no_later(story.at(row.closed_on, time(16, 20)))
            after = {"on": row.closed_on.isoformat(), "reason": case.plan.closing_reason}
            self._event(row, "enrollment.closed", by=worker, at=at, site=site, after=after)

    def _of_meeting(self, meeting):
        after = {"starts_at": meeting.starts_at.isoformat()}
        self._event(
            meeting,
            "meeting.planned",
            by=meeting.recorded_by,
            at=meeting.recorded_at,
            site=meeting.site,
            after=after,
        )
        if meeting.called_off_at:
            self._event(
                meeting,
                "meeting.called_off",
                by=meeting.recorded_by,
                at=meeting.called_off_at,
                site=meeting.site,
                reason=meeting.called_off_reason,
            )

    def _of_contact(self, contact):
        story, case = self.story, contact.enrollment
        if contact.voided_at:
            self._event(
                contact,
                "contact.voided",
                by=contact.voided_by,
                at=contact.voided_at,
                site=case.site,
                reason=contact.void_reason,
            )
        since = story.at(story.on - timedelta(days=MESSAGES_OF_DAYS), time(0, 0))
        if (
            contact.help_wanted
            and contact.recorded_at > since
            and case.worker
            and case.worker is not contact.recorded_by
        ):
            self._bell(
                contact,
                "help-wanted",
                to=case.worker,
                at=contact.recorded_at,
                site=case.site,
                subject=f"Help wanted in case {case.number}",
                is_read=contact.help_answered_at is not None,
            )
        if contact.thanks and contact.seen_at > since and contact.recorded_by is not contact.seen_by:
            self._bell(
                None,
                "contact-seen",
                to=contact.recorded_by,
                at=contact.seen_at,
                site=case.site,
                subject=f"{contact.seen_by.name} saw your note",
                body=contact.thanks,
                is_read=contact.seen_at < story.at(story.on - timedelta(days=6), time(0, 0)),
            )

    # --- What was opened --------------------------------------------------------------------

    def _openings(self):
        """Workers open files of their own; restricted facts with a reason; once the administrator, with a reason."""
        story = self.story
        days = [story.on - timedelta(days=count) for count in range(1, OPENED_IN_DAYS)]
        days = [day for day in days if day.weekday() < 5]
        for case in self.cases:
            if not case.plan.worker or not case.is_open_on(story.on - timedelta(days=OPENED_IN_DAYS)):
                continue
            for day in story.random.sample(days, story.between(0, 5)):
                if case.is_open_on(day):
                    self._opening(case, day, case.plan.worker, "case file")
            if case.plan.restricted and story.chance(0.7):
                reason = story.pick(REASONS_TO_OPEN)
                self._opening(case, story.pick(days[:20]), case.plan.worker, "restricted facts", reason)
        case = next(case for case in self.cases if case.place.code == "STL" and case.program == "young_parent")
        ada = self.people.users[sign_ins.ADMINISTRATOR.email]
        self._opening(
            case,
            story.on - timedelta(days=11),
            ada,
            "case file, with a reason",
            "The family asked the agency for a copy of the file",
        )

    def _opening(self, case, day, by, what, reason=""):
        at = self.story.no_later(self.story.daytime(day, 8, 16))
        self._trail(Opening, case.enrollment, by=by, at=at, site=case.enrollment.site, what=what, reason=reason)

    # --- What was sent ----------------------------------------------------------------------

    def _message(self, about, finish, *, at, is_read=False, **fields):
        values = {
            "state": State.SENT,
            "due_at": at,
            "queued_at": at,
            "claimed_at": at,
            "attempts": 1,
            "sent_at": at,
            "read_at": self.story.no_later(at + timedelta(hours=self.story.between(1, 30))) if is_read else None,
            "message_id": self.story.uuid(),
        }
        values.update(fields)
        self.story.add_later(Message, about, finish, **values)

    def _bell(self, about, rule, *, to, at, site, subject, body="", is_read=False):
        word = self.story.uuid()

        def finish(row):
            row.key = f"{rule}:{word}"
            row.link = about.get_absolute_url() if about else "/"

        self._message(
            about,
            finish,
            rule=rule,
            channel=Channel.BELL,
            recipient=to,
            site=site,
            subject=subject,
            body=body,
            at=at,
            is_read=is_read,
        )

    def _reminders(self):
        """The reminder of the day before, for the meetings of the last weeks; two never arrived."""
        story = self.story
        since = story.at(story.on - timedelta(days=MESSAGES_OF_DAYS), time(0, 0))
        now = story.at(story.on, time(0, 0))
        failed = 0
        for attendance in story.of(Attendance):
            meeting, person = attendance.meeting, attendance.person
            address = person.user.email if person.user else person.email if person.may_email else ""
            if not since < meeting.starts_at < now or meeting.called_off_at or attendance.answer == "no":
                continue
            if not address or attendance.is_walk_in:
                continue
            at = meeting.starts_at - timedelta(hours=24)
            fails = failed < 2 and not person.user and story.chance(0.05)
            failed += fails
            self._reminder(attendance, meeting, person, address, at, fails=fails)

    def _reminder(self, attendance, meeting, person, address, at, *, fails):
        begins = meeting.starts_at.astimezone(self.story.zone)
        clock = f"{begins:%I:%M %p}".lstrip("0").lower()
        day = f"{begins:%A, %B} {begins.day}"

        def finish(row):
            told = f"user-{person.user.pk}" if person.user else address.lower()
            row.key = f"meeting-soon:meeting-{meeting.pk}:{meeting.starts_at:%Y%m%dT%H%M}-1:{told}:email"
            row.link = meeting.get_absolute_url() if person.user else ""
            row.about = {"attendance": attendance.pk, "starts_at": meeting.starts_at.isoformat()}

        trouble = {}
        if fails:
            trouble = {"state": State.FAILED, "sent_at": None, "attempts": 6, "trouble": "SMTPRecipientsRefused"}
        self._message(
            attendance,
            finish,
            at=at,
            rule="meeting-soon",
            channel=Channel.EMAIL,
            recipient=person.user,
            address=address,
            site=meeting.site,
            language="es" if person.language == "es" and not person.user else "en",
            subject=f"Reminder: {day} at {clock}",
            body=f"Hello {person.called},\n\nwe look forward to seeing you on {day} at {clock}.\nWhere: {meeting.place}",
            **trouble,
        )

    def _answers(self):
        """Three families of Greene County answered a text lately; one wants no more of them."""
        story = self.story
        families = [
            case
            for case in self.cases
            if case.place.code == "GRE"
            and case.plan.worker
            and case.is_open_on(story.on - timedelta(days=20))
            and case.is_open_on(story.on)
            and case.enrollment.participant.phone
        ]
        for days_ago, ((words, meaning), case) in enumerate(zip(ANSWERS, families, strict=False), start=2):
            digits = digits_of(case.enrollment.participant.phone)
            at = story.at(story.on - timedelta(days=days_ago), time(16, 12 + days_ago))
            story.add(
                TextReply,
                provider_id=f"demo-{days_ago}",
                digits=digits,
                body=words,
                meaning=meaning,
                received_at=at,
                enrollment=case.enrollment,
                site=case.enrollment.site,
                handed_to=case.plan.worker,
            )
            if meaning == Meaning.STOP:
                story.add(StoppedNumber, digits=digits, stopped_at=at)
