"""Corporate Partners and the Worksite room."""

from tests.pages.addresses import Page


def at(subject, **more):
    """A page about one record of the site's Worksite program, such as its `partner`."""
    return Page(lambda household: [getattr(household.worksite, subject).pk], has_records=True, **more)


PAGES = {
    "worksite:home": Page(),
    # Corporate Partners
    "worksite:partners": Page(),
    "worksite:partner": at("partner"),
    "partners:create": Page(has_form=True),
    "partners:edit": at("partner", has_form=True),
    "partners:move": at("partner", has_form=True),
    "partners:talk": at("partner", has_form=True),
    "partners:add_workplace": at("partner", has_form=True),
    "partners:edit_workplace": at("workplace", has_form=True),
    "partners:add_person": at("partner", has_form=True),
    "partners:edit_person": at("contact", has_form=True),
    # Openings
    "worksite:openings": Page(),
    "worksite:opening": at("opening"),
    "worksite:take_opening": at("partner", has_form=True),
    "worksite:edit_opening": at("opening", has_form=True),
    "worksite:move_opening": at("opening", has_form=True),
}
