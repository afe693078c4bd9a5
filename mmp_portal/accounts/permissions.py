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
    REFERRAL_VIEW = "referral.view", _("See referrals and the waiting list")
    REFERRAL_EDIT = "referral.edit", _("Take in referrals and answer them")
    ENROLLMENT_CREATE = "enrollment.create", _("Enroll")
    ENROLLMENT_CHANGE = "enrollment.change", _("Pause, resume and reassign enrollments")
    ENROLLMENT_CLOSE = "enrollment.close", _("Close enrollments")
    MENTOR_VIEW = "mentor.view", _("See mentors")
    MENTOR_EDIT = "mentor.edit", _("Add and correct mentors")
    TRAINING_APPROVE = "training.approve", _("Approve the training of mentors")
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
    FILE_VIEW = "file.view", _("Open files of records one may see")
    DOCUMENT_EDIT = "document.edit", _("Add and void documents of people")
    CONSENT_EDIT = "consent.edit", _("Record and revoke consents")
    PERSON_TRANSFER = "person.transfer", _("Register people at another site")
    CASE_REASSIGN = "case.reassign", _("Reassign cases and work from one worker to another")
    RECORD_RESTORE = "record.restore", _("Void and restore records of a case")
    GOAL_VIEW = "goal.view", _("See goals")
    GOAL_EDIT = "goal.edit", _("Set goals and note steps")
    APPOINTMENT_VIEW = "appointment.view", _("See one's appointments and calendar")
    APPOINTMENT_EDIT = "appointment.edit", _("Plan appointments")
    ASSESSMENT_EDIT = "assessment.edit", _("Record assessments")
    ASSESSMENT_TOOL_EDIT = "assessment_tool.edit", _("Set which assessment tools are used")
    RESOURCE_VIEW = "resource.view", _("See the directory of services")
    RESOURCE_CONNECT = "resource.connect", _("Connect families to services")
    RESOURCE_EDIT = "resource.edit", _("Change the directory of services")
    EXPENSE_CLAIM = "expense.claim", _("Claim expenses")
    EXPENSE_APPROVE = "expense.approve", _("Approve and pay expenses")
    EXPENSE_RATE_EDIT = "expense_rate.edit", _("Set mileage rates")
    SUPPORT_VIEW = "support.view", _("See what was given and what is left")
    SUPPORT_EDIT = "support.edit", _("Give, receive and take back what stands in the ledger")
    TASK_EDIT = "task.edit", _("Keep tasks")
    REVIEW = "review.queue", _("Open the review queue")
    LIST_SAVE = "list.save", _("Save, share and download lists")
    PERSON_MERGE = "person.merge", _("Compare and merge two records of one person")
    DUPLICATE_FLAG = "duplicate.flag", _("Settle who may be one person at two sites")
    IMPORT = "import", _("Take in spreadsheets")
    PARAMETER_EDIT = "parameter.edit", _("Set dated values of rules and programs")
    PUBLIC_PAGE_EDIT = "public_page.edit", _("Write and review public pages")
    SCREENING_VIEW = "screening.view", _("See screenings")
    SCREENING_STORE = "screening.store", _("Screen families and store the answer")
    SCREENING_AGAIN = "screening.again", _("Screen families again when a value of the rules changed")
    FUND_ASK = "fund.ask", _("Ask for education funds and note their payment")
    FUND_DECIDE = "fund.decide", _("Decide on education funds that somebody else asked for")
    READINESS_WAIVE = "readiness.waive", _("Propose youth for jobs before the classes are finished")
    COURT_VIEW = "court.view", _("See hearings, placements and case plans")
    COURT_NOTE = "court.note", _("Note what came of a hearing, and the parent's own words")
    COURT_EDIT = "court.edit", _("Write down court cases, placements and case plans")
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
        P.REFERRAL_VIEW,
        P.REFERRAL_EDIT,
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
        P.FILE_VIEW,
        P.DOCUMENT_EDIT,
        P.CONSENT_EDIT,
        P.RECORD_RESTORE,
        P.GOAL_VIEW,
        P.GOAL_EDIT,
        P.APPOINTMENT_VIEW,
        P.APPOINTMENT_EDIT,
        P.ASSESSMENT_EDIT,
        P.RESOURCE_VIEW,
        P.RESOURCE_CONNECT,
        P.RESOURCE_EDIT,
        P.FUND_ASK,
        P.EXPENSE_CLAIM,
        P.SUPPORT_VIEW,
        P.SUPPORT_EDIT,
        P.TASK_EDIT,
        P.LIST_SAVE,
        P.PERSON_MERGE,
        P.IMPORT,
        P.SCREENING_VIEW,
        P.SCREENING_STORE,
        P.COURT_VIEW,
        P.COURT_NOTE,
        P.COURT_EDIT,
    }
)

ROLES: dict[str, frozenset[Permission]] = {
    Role.MENTOR: frozenset(
        {
            P.HOME,
            P.PHONE_HOME,
            P.CONTACT_VIEW,
            P.CONTACT_RECORD,
            P.MEETING_VIEW,
            P.FILE_VIEW,
            P.GOAL_VIEW,
            P.APPOINTMENT_VIEW,
            P.APPOINTMENT_EDIT,
            P.RESOURCE_VIEW,
            P.EXPENSE_CLAIM,
            P.COURT_VIEW,
            P.COURT_NOTE,
        }
    ),
    Role.STAFF: _STAFF,
    Role.SUPERVISOR: _STAFF
    | {
        P.USER_VIEW,
        P.USER_INVITE,
        P.AUDIT_VIEW,
        P.SITE_VIEW,
        P.PERSON_TRANSFER,
        P.CASE_REASSIGN,
        P.TRAINING_APPROVE,
        P.EXPENSE_APPROVE,
        P.REVIEW,
        P.READINESS_WAIVE,
        P.FUND_DECIDE,
        P.PARAMETER_EDIT,
        P.PUBLIC_PAGE_EDIT,
        P.SCREENING_AGAIN,
    },
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
            P.LIST_SAVE,
            P.DUPLICATE_FLAG,
            P.ASSESSMENT_TOOL_EDIT,
            P.EXPENSE_RATE_EDIT,
            P.PARAMETER_EDIT,
            P.PUBLIC_PAGE_EDIT,
            P.GALLERY,
        }
    ),
    Role.VIEWER: frozenset({P.HOME, P.REPORT_VIEW}),
}
