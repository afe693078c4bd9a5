"""A worker's day, tasks, the review queue, caseloads."""

from mmp_portal.accounts.permissions import Role
from tests.pages.addresses import Page, of

PAGES = {
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
}
