"""The trail in words: what each verb means to people, and where the record it tells of is found."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "access.given": _("Role given"),
    "access.invited_again": _("Invitation sent again"),
    "access.ended": _("Access ended"),
    "agency.opened": _("Agency added"),
    "agency.changed": _("Agency changed"),
    "site.opened": _("Site opened"),
    "site.changed": _("Site changed"),
    "program.offered": _("Program offered"),
    "program.ended": _("Program ended at the site"),
    "contract.signed": _("Contract added"),
    "contract.changed": _("Contract changed"),
    "person.added": _("Person added"),
    "person.child_added": _("Child added"),
    "person.corrected": _("Person corrected"),
    "enrollment.created": _("Enrolled"),
    "enrollment.paused": _("Paused"),
    "enrollment.resumed": _("Resumed"),
    "enrollment.reassigned": _("Given to another worker"),
    "enrollment.closed": _("Closed"),
    "match.started": _("Match begun"),
    "match.ended": _("Match ended"),
    "contact.recorded": _("Contact recorded"),
    "contact.corrected": _("Contact corrected"),
    "contact.voided": _("Contact voided"),
    "contact.seen": _("Contact seen"),
    "meeting.planned": _("Meeting planned"),
    "meeting.changed": _("Meeting changed"),
    "meeting.called_off": _("Meeting called off"),
    "meeting.attendance_taken": _("Attendance noted"),
    "meeting.walk_in": _("Walk-in added"),
    "meeting.answered": _("Invitation answered"),
    "mentor.applied": _("Mentor added"),
    "mentor.corrected": _("Mentor corrected"),
    "mentor.moved": _("Mentor’s status changed"),
    "mentor.qualified": _("Qualification noted"),
    "assessment.recorded": _("Assessment recorded"),
    "assessment.corrected": _("Assessment corrected"),
    "assessment.followed_up": _("Assessment followed up"),
    "assessment.tool_added": _("Assessment tool added"),
    "assessment.tool_changed": _("Assessment tool changed"),
    "list.downloaded": _("List downloaded"),
    "restricted.added": _("Restricted fact written"),
    "document.added": _("Document added"),
    "document.corrected": _("Document corrected"),
    "document.voided": _("Document voided"),
    "restricted_document.added": _("Restricted document added"),
    "restricted_document.voided": _("Restricted document voided"),
}

# Words about a family stay with those who work on cases; of the rest an administrator reads reason and details too.
OF_THE_HOUSE = ("access", "agency", "site", "program", "contract")

# Model to the name of its page. Whether somebody may open it is asked there.
PAGES = {
    "enrollments.enrollment": "casefile:story",
    "participants.person": "casefile:person",
    "matches.match": "matches:match",
    "contacts.contact": "contacts:contact",
    "meetings.meeting": "meetings:meeting",
    "mentors.mentor": "matches:mentor",
    "accounts.user": "access:user",
    "agencies.site": "sites:site",
}


def verb_in_words(verb):
    """“Match ended” for `match.ended`; an unknown verb as it is stored, readable."""
    return VERBS.get(verb) or verb.replace(".", ": ").replace("_", " ")


OPENED = {
    "case file": _("Case file"),
    "restricted facts": _("Restricted facts"),
    "restricted assessment": _("Restricted assessment"),
    "restricted documents": _("Restricted documents"),
    "restricted document": _("Restricted document"),
    "case file, with a reason": _("Case file, with a reason"),
}


def opened_in_words(what):
    return OPENED.get(what) or what[:1].upper() + what[1:]
