"""Who refers families, and what they hear back."""

from tests.pages.addresses import Page


def of(name, **more):
    """A page about something of the household's community partner."""
    return Page(lambda household: [getattr(household.community, name).pk], has_records=True, **more)


PAGES = {
    "community_partners:partners": Page(),
    "community_partners:create": Page(has_form=True),
    "community_partners:partner": of("partner"),
    "community_partners:edit": of("partner", has_form=True),
    "community_partners:add_contact": of("partner", has_form=True),
    "community_partners:add_agreement": of("partner", has_form=True),
    "community_partners:add_talk": of("partner", has_form=True),
    "community_partners:link": of("partner", has_form=True),
    "community_partners:edit_contact": of("contact", has_form=True),
    "community_partners:edit_agreement": of("agreement", has_form=True),
    "community_partners:edit_talk": of("talk", has_form=True),
    "community_partners:step_done": of("talk", is_action=True),
    "community_partners:tell": of("link", is_of_a_program=True, has_form=True),
}
