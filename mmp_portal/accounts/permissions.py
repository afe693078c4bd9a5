"""What a role may do. Which rows it may do it to is `for_user` on each queryset."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    MENTOR = "mentor", _("Mentor")
    STAFF = "staff", _("Staff")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Administrator")
    VIEWER = "viewer", _("Viewer")


class Permission(models.TextChoices):
    """Short, stable codes. A view names one of them with `@requires`."""

    HOME = "home", _("Sign in and see one's own settings")
    PHONE_HOME = "phone.home", _("Open the mentor's home")
    DAY_VIEW = "day.view", _("Open My day")
    PERSON_VIEW = "person.view", _("See people at one's sites")
    PERSON_EDIT = "person.edit", _("Add and correct people")
    CASE_VIEW = "case.view", _("Open case files")
    RESTRICTED_VIEW = "restricted.view", _("Open restricted facts of one's own cases")
    RESTRICTED_EDIT = "restricted.edit", _("Write restricted facts")
    ENROLLMENT_CREATE = "enrollment.create", _("Enroll")
    ENROLLMENT_CHANGE = "enrollment.change", _("Pause, resume and reassign enrollments")
    ENROLLMENT_CLOSE = "enrollment.close", _("Close enrollments")
    MENTOR_VIEW = "mentor.view", _("See mentors")
    MENTOR_EDIT = "mentor.edit", _("Add and correct mentors")
    MATCH_VIEW = "match.view", _("See matches")
    MATCH_CHANGE = "match.change", _("Make and end matches")
    CONTACT_VIEW = "contact.view", _("See contacts")
    CONTACT_RECORD = "contact.record", _("Record contacts")
    CONTACT_REVIEW = "contact.review", _("Mark contacts as seen and answer help wanted")
    MEETING_VIEW = "meeting.view", _("See meetings")
    MEETING_EDIT = "meeting.edit", _("Plan meetings and record attendance")
    REMINDER_VIEW = "reminder.view", _("See what was sent and what is to be sent")
    REPORT_VIEW = "report.view", _("Open and download reports")
    REPORT_ROWS = "report.rows", _("Open the records behind a figure")
    USER_VIEW = "user.view", _("See people who sign in")
    USER_INVITE = "user.invite", _("Invite and end people who sign in")
    AUDIT_VIEW = "audit.view", _("See who opened and changed what")
    SITE_VIEW = "site.view", _("See sites and what they offer")
    SITE_EDIT = "site.edit", _("Change agencies, sites and the programs they offer")
    TOTALS_VIEW = "totals.view", _("See totals of all sites")
    CASE_BREAK_GLASS = "case.break_glass", _("Open a case file with a reason")
    GALLERY = "gallery.view", _("See the component gallery")


P = Permission

_STAFF = frozenset(
    {
        P.HOME,
        P.DAY_VIEW,
        P.PERSON_VIEW,
        P.PERSON_EDIT,
        P.CASE_VIEW,
        P.RESTRICTED_VIEW,
        P.RESTRICTED_EDIT,
        P.ENROLLMENT_CREATE,
        P.ENROLLMENT_CHANGE,
        P.ENROLLMENT_CLOSE,
        P.MENTOR_VIEW,
        P.MENTOR_EDIT,
        P.MATCH_VIEW,
        P.MATCH_CHANGE,
        P.CONTACT_VIEW,
        P.CONTACT_RECORD,
        P.CONTACT_REVIEW,
        P.MEETING_VIEW,
        P.MEETING_EDIT,
        P.REMINDER_VIEW,
        P.REPORT_VIEW,
        P.REPORT_ROWS,
    }
)

ROLES: dict[str, frozenset[Permission]] = {
    Role.MENTOR: frozenset({P.HOME, P.PHONE_HOME, P.CONTACT_VIEW, P.CONTACT_RECORD, P.MEETING_VIEW}),
    Role.STAFF: _STAFF,
    Role.SUPERVISOR: _STAFF | {P.USER_VIEW, P.USER_INVITE, P.AUDIT_VIEW, P.SITE_VIEW},
    Role.ADMINISTRATOR: frozenset(
        {
            P.HOME,
            P.TOTALS_VIEW,
            P.USER_VIEW,
            P.USER_INVITE,
            P.AUDIT_VIEW,
            P.SITE_VIEW,
            P.SITE_EDIT,
            P.REPORT_VIEW,
            P.REMINDER_VIEW,
            P.CASE_BREAK_GLASS,
            P.GALLERY,
        }
    ),
    Role.VIEWER: frozenset({P.HOME, P.REPORT_VIEW}),
}
