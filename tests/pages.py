"""Every page of the portal, once: how to reach it, and what stands in its address.

The table is held against the URLconf: an address that is not placed here fails the tests of who sees
what, of accessibility and of width. `arguments(household)` gives the address's arguments for the family
of one site, so that the same page can be asked for as a person of another site.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from mmp_portal.accounts.permissions import ROLES, Role
from mmp_portal.links.tokens import token_of

# Views of libraries, whose own tests say who may open them.
LIBRARY_PREFIXES = ("account_",)


def nothing(household):
    return []


@dataclass(frozen=True)
class Page:
    """One address.

    `is_action` answers only POST; `is_file` is downloaded; `has_form` shows a form to fill in. `has_records` shows rows of one site, hidden
    from every other; `is_of_a_program` hides them from the site's other programs too. `hidden_from`
    names roles that hold the permission and yet reach no row of this household.
    """

    arguments: Callable[[Any], list] = nothing
    query: Callable[[Any], str] | None = None
    is_action: bool = False
    is_file: bool = False
    has_form: bool = False
    has_records: bool = False
    is_of_a_program: bool = False
    hidden_from: tuple[str, ...] = ()


def of(subject, *, is_of_a_program=True, **more):
    """A page about one record of the household, such as its `enrollment`."""
    return Page(
        lambda household: [getattr(household, subject).pk], has_records=True, is_of_a_program=is_of_a_program, **more
    )


def by(link):
    """A page for people without an account, opened by a signed link of the household."""
    return Page(lambda household: [token_of(getattr(household, link))])


def file_of(subject):
    """The file of a record of the household that staff keep and mentors do not see."""
    return Page(
        lambda household: [getattr(household, subject).file.uuid],
        has_records=True,
        is_file=True,
        hidden_from=(Role.MENTOR,),
    )


def of_fact(fact, **more):
    """A page about something known of the participant, such as a source of `income`."""
    return Page(lambda household: [getattr(household.facts, fact).pk], has_records=True, **more)


def of_place(fact, **more):
    """A page of the participant about their `home`, or about the `place` of somebody in it."""
    return Page(
        lambda household: [household.participant.pk, getattr(household.facts, fact).pk],
        has_records=True,
        has_form=True,
        **more,
    )


def around(*names, **more):
    """A page of the participant, and of what stands around them: a `way`, a `loan`, the `registration`."""
    return Page(
        lambda household: [household.participant.pk, *(getattr(household.around, name).pk for name in names)],
        has_records=True,
        **more,
    )


def of_kind(kind, **more):
    """A page of history about one record of the household, named by its kind."""
    return Page(lambda household: [kind, getattr(household, kind).pk], has_records=True, is_of_a_program=True, **more)


def report(*more, **options):
    """A page of the site's quarterly report; `more` follows the quarter in the address."""
    return Page(
        lambda household: ["young_parent", household.site.code, "SFY2027Q1", *more], has_records=True, **options
    )


ALL_BUT_STAFF = (Role.SUPERVISOR, Role.MENTOR, Role.ADMINISTRATOR, Role.VIEWER)

PAGES: dict[str, Page] = {
    "home": Page(),
    "healthz": Page(),
    "readyz": Page(),
    "ui:choose_site": Page(is_action=True),
    "ui:speak": Page(is_action=True),
    "ui:gallery": Page(),
    "ui:phone_gallery": Page(),
    "ui:lists": Page(),
    "ui:keep_list": Page(lambda household: ["contacts"], has_form=True, hidden_from=(Role.ADMINISTRATOR,)),
    "ui:edit_list": of("saved_list", is_of_a_program=False, has_form=True, hidden_from=ALL_BUT_STAFF),
    "ui:give_up_list": of("saved_list", is_of_a_program=False, is_action=True, hidden_from=ALL_BUT_STAFF),
    # Drafts
    "drafts:drafts": Page(),
    "drafts:keep": Page(is_action=True),
    "drafts:give_up": Page(is_action=True),
    "drafts:here": Page(is_file=True),
    "drafts:discard": of("draft", is_of_a_program=False, is_action=True, hidden_from=ALL_BUT_STAFF),
    # The trail
    "audit:openings": Page(),
    "audit:events": Page(),
    # People
    "casefile:people": Page(),
    "casefile:person": of("participant", is_of_a_program=False),
    "participants:create": Page(has_form=True),
    "participants:edit": of("participant", is_of_a_program=False, has_form=True),
    "participants:voided": Page(),
    "search:search": Page(query=lambda family: f"q={family.participant.given_name}"),
    "participants:reach": around(),
    "participants:add_way": around(has_form=True),
    "participants:way": around("way", has_form=True),
    "participants:stop_way": around("way", has_form=True),
    "participants:prefer_way": around("way", is_action=True),
    "participants:stop_first_way": Page(
        lambda household: [household.participant.pk, "phone"], has_records=True, has_form=True
    ),
    "participants:background": around(has_form=True),
    "participants:equipment": around(),
    "participants:lend": around(has_form=True),
    "participants:loan": around("loan", has_form=True),
    "participants:take_back_loan": around("loan", has_form=True),
    "participants:registrations": around(),
    "participants:end_registration": around("registration", has_form=True),
    "participants:transfer": around("registration", has_form=True),
    "participants:register_again": Page(
        lambda household: [household.participant.pk, household.site.pk], has_records=True, is_action=True
    ),
    "participants:death": around(has_form=True),
    "participants:take_back_death": Page(
        lambda household: [household.around.departed.pk], has_records=True, has_form=True
    ),
    "participants:child": of("participant", is_of_a_program=False, has_form=True),
    "participants:household": of("participant", is_of_a_program=False),
    "participants:find_member": of("participant", is_of_a_program=False, query=lambda family: "q=Otto"),
    "participants:join_new": of("participant", is_of_a_program=False, has_form=True),
    "participants:join_known": Page(
        lambda household: [household.participant.pk, household.free_mentor.person_id], has_records=True, has_form=True
    ),
    "participants:new_home": of("participant", is_of_a_program=False, has_form=True),
    "participants:home": of_place("home"),
    "participants:member": of_place("place"),
    "participants:move_out": of_place("place"),
    "income:income": of("participant", is_of_a_program=False),
    "income:add": of("participant", is_of_a_program=False, has_form=True),
    "income:edit": of_fact("income", has_form=True),
    "income:end": of_fact("income", has_form=True),
    "schooling:school": of("participant", is_of_a_program=False),
    "schooling:add": of("participant", is_of_a_program=False, has_form=True),
    "schooling:edit": of_fact("schooling", has_form=True),
    "schooling:move": of_fact("schooling", has_form=True),
    "schooling:note_attendance": of_fact("schooling", has_form=True),
    "schooling:edit_attendance": of_fact("school_attendance", has_form=True),
    "schooling:add_credential": of("participant", is_of_a_program=False, has_form=True),
    "schooling:edit_credential": of_fact("credential", has_form=True),
    "health:health": of("participant", is_of_a_program=False),
    "health:add_provider": of("participant", is_of_a_program=False, has_form=True),
    "health:edit_provider": of_fact("provider", has_form=True),
    "health:add_insurance": of("participant", is_of_a_program=False, has_form=True),
    "health:edit_insurance": of_fact("insurance", has_form=True),
    "health:number": of_fact("insurance"),
    "health:add_note": of("participant", is_of_a_program=False, has_form=True),
    "health:edit_note": of_fact("health_note", has_form=True),
    "consents:consents": of("participant", is_of_a_program=False),
    "consents:give": Page(lambda household: [household.participant.pk, "sharing"], has_records=True, has_form=True),
    "consents:consent": of_fact("consent"),
    "consents:revoke": of_fact("consent", has_form=True),
    "consents:follow_up": of_fact("ended_consent", is_action=True),
    "documents:documents": of("participant", is_of_a_program=False),
    "documents:add": of("participant", is_of_a_program=False, has_form=True),
    "documents:edit": of("document", is_of_a_program=False, has_form=True),
    "documents:void": of("document", is_of_a_program=False, has_form=True),
    "documents:restricted": of("participant", is_of_a_program=False, has_form=True),
    "documents:add_restricted": of("participant", is_of_a_program=False, has_form=True),
    # Nobody here has given a reason to open it yet.
    "documents:void_restricted": of(
        "restricted_document", is_of_a_program=False, hidden_from=(Role.STAFF, Role.SUPERVISOR)
    ),
    "files:file": file_of("document"),
    "files:small": file_of("document"),
    # Cases
    "casefile:story": of("enrollment"),
    "casefile:restricted": of("enrollment", has_form=True),
    "casefile:history": of("enrollment"),
    "casefile:break_glass": of("enrollment", has_form=True),
    "casefile:break_glass_by_number": Page(has_form=True),
    "enrollments:enroll": of("participant", is_of_a_program=False, has_form=True),
    "enrollments:pause": of("enrollment", has_form=True),
    "enrollments:resume": of("enrollment", has_form=True),
    "enrollments:reassign": of("enrollment", has_form=True),
    "enrollments:expect_back": of("enrollment", has_form=True),
    "enrollments:write_hand_off": of("enrollment", has_form=True),
    "closings:close": of("enrollment", has_form=True),
    "closings:reopen": of("enrollment"),
    "closings:days": of("enrollment", has_form=True),
    "closings:reopen_limit": of("site", is_of_a_program=False, has_form=True),
    "casefile:hand_off": of("enrollment"),
    "casefile:print": of("enrollment", has_form=True),
    "casefile:print_page": of("enrollment"),
    "casefile:print_pdf": of("enrollment", is_file=True),
    "casefile:record_history": of_kind("goal"),
    "casefile:record_void": of_kind("goal", has_form=True),
    "casefile:record_restore": of_kind("goal", has_form=True),
    # Goals
    "goals:goals": of("enrollment"),
    "goals:set": of("enrollment", has_form=True, query=lambda family: "from=school"),
    "goals:goal": of("goal"),
    "goals:edit": of("goal", has_form=True),
    "goals:end": of("goal", has_form=True),
    "goals:reopen": of("goal", has_form=True),
    "goals:note": of("goal", is_action=True),
    "goals:add_step": of("goal", is_action=True),
    "goals:edit_step": of("step", has_form=True),
    "goals:done": of("step", is_action=True),
    "goals:not_done": of("step", is_action=True),
    # Mentors and matches
    "matches:mentors": Page(),
    "matches:mentor": of("mentor", is_of_a_program=False),
    "matches:let_sign_in": of("free_mentor", is_of_a_program=False, has_form=True, hidden_from=(Role.ADMINISTRATOR,)),
    "mentors:create": Page(has_form=True),
    "mentors:edit": of("mentor", is_of_a_program=False, has_form=True),
    "mentors:status": of("mentor", is_of_a_program=False, has_form=True),
    "mentors:qualification": of("mentor", is_of_a_program=False, has_form=True),
    "matches:start": of("enrollment", has_form=True, query=lambda family: f"mentor={family.free_mentor.pk}"),
    "matches:match": of("match"),
    "matches:end": of("match", has_form=True),
    # A day's work
    "caseload:day": Page(),
    "caseload:week": Page(),
    "caseload:calls": Page(),
    "caseload:mend": Page(),
    "caseload:log_try": of("enrollment", is_action=True, hidden_from=(Role.MENTOR,)),
    "caseload:phone": Page(),
    "caseload:phone_help": Page(),
    # Tasks
    "caseload:tasks": Page(),
    "caseload:task_add": Page(has_form=True),
    "caseload:task_for_case": of("enrollment", has_form=True),
    "caseload:task_for_mentor": of("mentor", is_of_a_program=False, has_form=True),
    "caseload:task": of("task"),
    "caseload:task_edit": of("task", has_form=True),
    "caseload:task_done": of("task", is_action=True),
    "caseload:task_drop": of("task", has_form=True),
    "caseload:task_reopen": of("task", is_action=True),
    "caseload:phone_task_done": of("task", is_action=True),
    # The review queue
    "caseload:review": Page(),
    "caseload:thread": of("contact", has_form=True),
    # Caseloads, and who is there
    "caseload:caseloads": Page(),
    "caseload:caseload_rows": Page(
        lambda household: [household.staff.pk, "open"], has_records=True, hidden_from=(Role.ADMINISTRATOR,)
    ),
    "caseload:reassign": Page(),
    "caseload:hand_over": of("staff", is_of_a_program=False, has_form=True),
    "caseload:handover": of("handover", is_of_a_program=False),
    "caseload:carry_out": of("handover", is_of_a_program=False, is_action=True),
    "caseload:give_back": of("handover", is_of_a_program=False, is_action=True),
    "caseload:call_off": of("handover", is_of_a_program=False, is_action=True),
    "caseload:absences": Page(),
    "caseload:note_absence": Page(has_form=True),
    "caseload:end_absence": of("absence", is_of_a_program=False, has_form=True),
    "caseload:capacity": of("staff", is_of_a_program=False, has_form=True),
    "young_parent:home": Page(),
    # Contacts
    "contacts:list": Page(),
    "contacts:choose": Page(),
    "contacts:record": of("enrollment", has_form=True),
    "contacts:contact": of("contact"),
    "contacts:edit": of("contact", has_form=True),
    "contacts:void": of("contact", has_form=True),
    "contacts:seen": of("contact", is_action=True),
    "contacts:followed_up": of("contact", is_action=True),
    # Appointments and the calendar
    "contacts:appointments": Page(),
    "contacts:choose_appointment": Page(),
    "contacts:plan": of("enrollment", has_form=True),
    "contacts:appointment": of("appointment"),
    "contacts:edit_appointment": of("appointment", has_form=True),
    "contacts:move_appointment": of("appointment", has_form=True),
    "contacts:miss_appointment": of("appointment", has_form=True),
    "contacts:take_back_appointment": of("appointment", is_action=True),
    "agenda:agenda": Page(),
    "agenda:links": Page(),
    "agenda:make_link": Page(is_action=True),
    "agenda:end_link": Page(is_action=True),
    "agenda:calendar_file": Page(lambda household: [household.calendar_token], is_file=True),
    # Meetings
    "meetings:meetings": Page(),
    "meetings:plan": Page(has_form=True),
    "meetings:meeting": of("meeting"),
    "meetings:edit": of("meeting", has_form=True),
    "meetings:call_off": of("meeting", has_form=True),
    "meetings:attendance": of("meeting"),
    "meetings:walk_in": of("meeting"),
    "meetings:given": of("meeting"),
    "meetings:sheet": of("meeting"),
    "meetings:series": of("series"),
    "meetings:training": Page(),
    "meetings:invite": of("meeting", has_form=True),
    "meetings:invitations": of("meeting"),
    "meetings:invitation": of("attendance", has_form=True, hidden_from=(Role.MENTOR,)),
    "meetings:answer": of("attendance", is_action=True, hidden_from=(Role.MENTOR,)),
    "meetings:tell_again": of("attendance", is_action=True),
    "meetings:door": of("meeting"),
    "meetings:door_screen": of("meeting"),
    "meetings:open_door": of("meeting", is_action=True),
    "meetings:close_door": of("meeting", is_action=True),
    "meetings:walk_ins": Page(),
    "meetings:match_walk_in": of("guest", has_form=True),
    "meetings:invited": by("answer_link"),
    "meetings:sign_in": by("door_link"),
    "meetings:sign_in_guest": by("door_link"),
    "links:withdraw": of("answer_link", is_action=True, hidden_from=(Role.MENTOR, Role.ADMINISTRATOR, Role.VIEWER)),
    # Rules and their values
    "values:values": Page(),
    "values:value": Page(lambda household: ["young_parent", "oldest_age"], has_form=True),
    "values:take_back": of("dated_value", is_of_a_program=False, has_form=True),
    "values:guidelines": Page(),
    "values:enter_guideline": Page(has_form=True, hidden_from=(Role.SUPERVISOR,)),
    "values:take_back_guideline": Page(
        lambda household: [household.guideline.pk], has_form=True, hidden_from=(Role.SUPERVISOR,)
    ),
    # Assessments
    "assessments:assessments": of("enrollment"),
    "assessments:record": Page(
        lambda household: [household.enrollment.pk, household.assessment.tool_id],
        has_records=True,
        is_of_a_program=True,
        has_form=True,
    ),
    "assessments:assessment": of("assessment"),
    "assessments:edit": of("assessment", has_form=True),
    "assessments:follow_up": of("assessment", has_form=True),
    "assessments:tools": Page(),
    "assessments:take_over": Page(is_action=True),
    "assessments:create_tool": Page(has_form=True),
    "assessments:tool": Page(lambda household: [household.assessment.tool_id]),
    "assessments:edit_tool": Page(lambda household: [household.assessment.tool_id], has_form=True),
    "assessments:add_band": Page(lambda household: [household.assessment.tool_id], has_form=True),
    "assessments:add_schedule": Page(lambda household: [household.assessment.tool_id], has_form=True),
    "assessments:end_schedule": Page(
        lambda household: [household.assessment.tool.schedules.first().pk], has_form=True
    ),
    # Services
    "resources:list": Page(),
    "resources:create": Page(has_form=True),
    # One directory for all sites of an agency.
    "resources:resource": Page(lambda household: [household.resource.pk]),
    "resources:edit": Page(lambda household: [household.resource.pk], has_form=True),
    "resources:checked": Page(lambda household: [household.resource.pk], is_action=True),
    "resources:void": Page(lambda household: [household.resource.pk], has_form=True),
    "resources:connections": of("enrollment"),
    "resources:find": of("enrollment"),
    "resources:connect": Page(
        lambda household: [household.enrollment.pk, household.resource.pk],
        has_records=True,
        is_of_a_program=True,
        has_form=True,
    ),
    "resources:outcome": of("connection", has_form=True),
    "resources:void_connection": of("connection", has_form=True),
    # Expenses
    "expenses:mine": Page(),
    "expenses:claim": Page(has_form=True),
    "expenses:claim_miles": of("contact", is_action=True),
    "expenses:expense": of("expense", is_of_a_program=False, hidden_from=(Role.STAFF,)),
    "expenses:edit": of("expense", is_of_a_program=False, has_form=True, hidden_from=(Role.STAFF, Role.SUPERVISOR)),
    "expenses:take_back": of(
        "expense", is_of_a_program=False, has_form=True, hidden_from=(Role.STAFF, Role.SUPERVISOR)
    ),
    "expenses:queue": Page(),
    "expenses:pay": Page(has_form=True),
    "expenses:approve": of("expense", is_of_a_program=False, is_action=True),
    "expenses:return_with": of("expense", is_of_a_program=False, has_form=True),
    "expenses:decline": of("expense", is_of_a_program=False, has_form=True),
    "expenses:rates": Page(),
    "expenses:set_rate": Page(has_form=True),
    "expenses:void_rate": of("rate", is_of_a_program=False, has_form=True),
    # Reminders and notices
    "reminders:outbox": Page(),
    "reminders:retry": Page(is_action=True),
    "reminders:notices": Page(),
    "reminders:notice": of("notice", is_of_a_program=False, hidden_from=ALL_BUT_STAFF),
    "reminders:read_all": Page(is_action=True),
    # Reports
    "reports:catalog": Page(),
    "reports:this_quarter": Page(),
    "reports:totals": Page(),
    "reports:definitions": Page(),
    "reports:quarter": report(),
    "reports:pdf": report(is_file=True),
    "reports:xlsx": report(is_file=True),
    "reports:csv": report(is_file=True),
    "reports:rows": report("served"),
    # What administrators set
    "sites:sites": Page(),
    "sites:create": Page(has_form=True),
    "sites:site": of("site", is_of_a_program=False),
    "sites:edit": of("site", is_of_a_program=False, has_form=True),
    "sites:open_agency": Page(has_form=True),
    "sites:agency": Page(lambda household: [household.site.agency_id], has_form=True),
    "sites:program": of("site", is_of_a_program=False, has_form=True),
    "sites:stop": of("offer", is_of_a_program=False, has_form=True),
    "sites:sign_contract": of("site", is_of_a_program=False, has_form=True),
    "sites:contract": of("contract", is_of_a_program=False, has_form=True),
    "access:users": Page(),
    "access:invite": Page(has_form=True),
    "access:settings": Page(has_form=True),
    "access:user": of("staff", is_of_a_program=False),
    "access:resend": of("staff", is_of_a_program=False, is_action=True),
    "access:end": of("staff", is_of_a_program=False, has_form=True),
}


def named_views(resolver=None, namespace=""):
    """Every named address of ours with its view, such as (`casefile:story`, story)."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name and not entry.name.startswith(LIBRARY_PREFIXES):
                yield f"{namespace}{entry.name}", entry.callback
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_views(entry, inner)


VIEWS = dict(named_views())
PUBLIC = [name for name in PAGES if getattr(VIEWS.get(name), "is_public", False)]
GUARDED = [name for name in PAGES if name in VIEWS and name not in PUBLIC]
WITH_RECORDS = [name for name in GUARDED if PAGES[name].has_records]
OF_A_PROGRAM = [name for name in GUARDED if PAGES[name].is_of_a_program]


def may(role, name):
    return VIEWS[name].permission in ROLES[role]


def address(name, household):
    page = PAGES[name]
    path = reverse(name, args=page.arguments(household))
    return f"{path}?{page.query(household)}" if page.query else path
