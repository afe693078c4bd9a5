"""Cases and their goals."""

from tests.pages.addresses import Page, of, of_kind

PAGES = {
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
}
