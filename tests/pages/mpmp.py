"""The MPMP room."""

from tests.pages.addresses import Page


def of(subject, *more, **options):
    """A page about one record of the household's case in MPMP, such as its `hearing`."""
    return Page(
        lambda household: [getattr(household.mpmp, subject).pk, *more],
        has_records=True,
        is_of_a_program=True,
        **options,
    )


PAGES = {
    "mpmp:home": Page(),
    # The court case
    "mpmp:court": of("enrollment"),
    "mpmp:court_case": of("enrollment", has_form=True),
    "mpmp:add_person": of("enrollment", has_form=True),
    "mpmp:edit_person": of("court_person", has_form=True),
    "mpmp:add_placement": of("enrollment", has_form=True),
    "mpmp:edit_placement": of("placement", has_form=True),
    "mpmp:add_visit": of("enrollment", has_form=True),
    "mpmp:edit_visit": of("visit", has_form=True),
    "mpmp:add_item": of("enrollment", has_form=True),
    "mpmp:edit_item": of("item", has_form=True),
    "mpmp:end_item": of("item", has_form=True),
    "mpmp:reopen_item": of("item", is_action=True),
    "mpmp:item_words": of("item", has_form=True),
    "mpmp:deadline": of("enrollment", "placement_plan", has_form=True),
    "mpmp:restricted": of("enrollment", has_form=True),
    # These lead to the reason first.
    "mpmp:add_petition": of("enrollment"),
    "mpmp:edit_petition": of("petition"),
    "mpmp:add_report": of("enrollment"),
    "mpmp:edit_report": of("report"),
    # Hearings
    "mpmp:plan_hearing": of("enrollment", has_form=True),
    "mpmp:hearing": of("hearing"),
    "mpmp:hearing_sheet": of("hearing", is_file=True),
    "mpmp:edit_hearing": of("hearing", has_form=True),
    "mpmp:hearing_words": of("hearing", has_form=True),
    "mpmp:outcome": of("hearing", has_form=True),
    "mpmp:reopen_hearing": of("hearing", is_action=True),
    # Time together, outcomes and the family's own plan
    "mpmp:progress": of("enrollment"),
    "mpmp:add_outcome": of("enrollment", has_form=True),
    "mpmp:edit_outcome": of("outcome", has_form=True),
    "mpmp:add_picture": of("enrollment", has_form=True),
    "mpmp:edit_picture": of("picture", has_form=True),
    "mpmp:aftercare": of("enrollment", has_form=True),
    "mpmp:add_service": of("enrollment", has_form=True),
    "mpmp:edit_service": of("service", has_form=True),
    "mpmp:add_celebration": of("enrollment", has_form=True),
    "mpmp:edit_celebration": of("celebration", has_form=True),
    "mpmp:add_family_meeting": of("enrollment", has_form=True),
    "mpmp:edit_family_meeting": of("family_meeting", has_form=True),
    "mpmp:add_guest": of("family_meeting", has_form=True),
    "mpmp:edit_guest": of("guest", has_form=True),
    "mpmp:expect": Page(),
    "mpmp:sheet": Page(lambda household: ["review"]),
}
