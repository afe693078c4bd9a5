"""People and what is known of them."""

from mmp_portal.accounts.permissions import Role
from tests.pages.addresses import Page, around, file_of, of, of_fact, of_place

PAGES = {
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
    "immunizations:immunizations": of("participant", is_of_a_program=False),
    "immunizations:card": of("participant", is_of_a_program=False, is_file=True),
    "immunizations:add": of("participant", is_of_a_program=False, has_form=True),
    "immunizations:edit": of_fact("immunization", has_form=True),
    "immunizations:see_card": of("participant", is_of_a_program=False, has_form=True),
    "immunizations:waive": of("participant", is_of_a_program=False, has_form=True),
    "immunizations:edit_waiver": of_fact("waiver", has_form=True),
    "immunizations:schedule": Page(has_form=True),
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
}
