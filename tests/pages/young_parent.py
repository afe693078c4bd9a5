"""The Young Parent room."""

from tests.pages.addresses import Page, of


def of_room(subject, **more):
    """A page about something of the room, such as the `store_day`."""
    return Page(
        lambda household: [getattr(household.room, subject).pk], has_records=True, is_of_a_program=True, **more
    )


PAGES = {
    "young_parent:home": Page(),
    "young_parent:banquet": Page(),
    "young_parent:bucks": of("enrollment"),
    "young_parent:credit": of("enrollment", is_action=True),
    "young_parent:give": of("enrollment", has_form=True),
    "young_parent:health": of("enrollment"),
    "young_parent:add_visit": of("enrollment", has_form=True),
    "young_parent:edit_visit": of_room("visit", has_form=True),
    "young_parent:rate": of("enrollment", has_form=True),
    "young_parent:store": Page(),
    "young_parent:plan_day": Page(has_form=True),
    "young_parent:store_day": of_room("store_day", has_form=True),
    "young_parent:add_item": Page(has_form=True),
    "young_parent:item": of_room("item", has_form=True),
    "young_parent:receive": of_room("item", has_form=True),
}
