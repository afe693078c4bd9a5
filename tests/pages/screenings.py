"""Screening a family, what was stored, and screening again in bulk."""

from tests.pages.addresses import Page, of


def of_stored(**more):
    return Page(lambda household: [household.screenings.stored.pk], has_records=True, is_of_a_program=True, **more)


def for_program(**more):
    return Page(lambda household: [household.participant.pk, "moppp"], has_records=True, is_of_a_program=True, **more)


PAGES = {
    "screenings:history": of("participant", is_of_a_program=False),
    "screenings:begin": of("participant", is_of_a_program=False),
    "screenings:screen": for_program(has_form=True),
    "screenings:answer": for_program(is_action=True),
    "screenings:screening": of_stored(has_form=True),
    "screenings:factors": of_stored(has_form=True),
    "screenings:pdf": of_stored(is_file=True),
    "screenings:again": Page(),
}
