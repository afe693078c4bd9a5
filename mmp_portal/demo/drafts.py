"""What two people of the demo began to write last evening and did not save."""

from datetime import timedelta

from mmp_portal.accounts.permissions import Permission
from mmp_portal.demo import sign_ins
from mmp_portal.drafts.marks import Mark
from mmp_portal.drafts.models import Draft
from mmp_portal.ui.keeping import name_of
from programs.casework.contacts.forms import ContactForm
from programs.casework.meetings.forms.planning import MeetingForm

WRITING_TOOK = timedelta(minutes=4)


class Drafts:
    def __init__(self, story, people, cases):
        self.story = story
        self.people = people
        self.cases = cases

    def tell(self):
        self._draft(
            sign_ins.COORDINATOR,
            MeetingForm,
            lambda: "/meetings/new/",
            Permission.MEETING_EDIT,
            title="Meetings / Plan a meeting",
            topic="Sleep, safe cribs and who gets up at night",
        )
        case = next((case for case in self.cases.cases if self._is_of_the_mentor(case)), None)
        if case:
            self._draft(
                sign_ins.MENTOR,
                ContactForm,
                lambda: f"/cases/{case.enrollment.pk}/contacts/new/",
                Permission.CONTACT_RECORD,
                title="Record a contact",
                note="We looked at the evening class again. She wants to ask about the bus before she",
            )

    def _is_of_the_mentor(self, case):
        user = self.people.users[sign_ins.MENTOR.email]
        return case.is_open_on(self.story.on) and any(match.mentor.person.user is user for match in case.matches)

    def _draft(self, who, form, page, permission, *, title, **typed):
        """The page's address holds the key of a case, which is known once the case is written."""

        def finish(row):
            row.owner_id = owner.pk
            row.page = page()
            row.key = Mark(owner.pk, name_of(form), row.form, row.page, str(permission), ()).key

        owner = self.people.users[who.email]
        kept_at = self.story.last_evening
        self.story.add_later(
            Draft,
            None,
            finish,
            form=str(form.form_label),
            permission=permission,
            begun_at=kept_at - WRITING_TOOK,
            kept_at=kept_at,
            payload={
                "title": title,
                "names": sorted(typed),
                "values": {name: [words] for name, words in typed.items()},
            },
        )
