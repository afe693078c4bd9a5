"""Corporate Partners and the Worksite room."""

from mmp_portal.links.tokens import token_of
from tests.pages.addresses import Page


def at(subject, **more):
    """A page about one record of the site's Worksite program, such as its `partner`."""
    return Page(lambda household: [getattr(household.worksite, subject).pk], has_records=True, **more)


PAGES = {
    "worksite:home": Page(),
    "worksite:banquet": Page(),
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
    "worksite:candidates": at("opening"),
    # Job readiness
    "worksite:classes": Page(),
    "worksite:plan_classes": Page(has_form=True),
    "worksite:name_class": at("meeting", has_form=True),
    "worksite:make_up": at("enrollment", has_form=True),
    "worksite:waive": at("enrollment", has_form=True),
    "worksite:certificate": at("enrollment", is_file=True),
    # From opening to placement
    "worksite:work": at("enrollment"),
    "worksite:wishes": at("enrollment", has_form=True),
    "worksite:find_opening": at("enrollment"),
    "worksite:refer": Page(
        lambda household: [household.worksite.enrollment.pk, household.worksite.opening.pk],
        has_records=True,
        has_form=True,
    ),
    "worksite:outside_job": at("enrollment", has_form=True),
    "worksite:step": at("candidate", has_form=True),
    "worksite:hire": at("candidate", has_form=True),
    "worksite:placement": at("placement"),
    "worksite:pay": at("placement", has_form=True),
    "worksite:choose_mentor": at("placement", has_form=True),
    "worksite:mentor_left": at("placement", has_form=True),
    "worksite:end_placement": at("placement", has_form=True),
    # How it goes
    "worksite:check_in": at("check_in", has_form=True),
    "worksite:employer": Page(lambda household: [token_of(household.worksite.link)]),
    # What the state asks
    "worksite:nytd": Page(),
    "worksite:nytd_record": Page(
        lambda household: [household.worksite.enrollment.pk, "start"], has_records=True, has_form=True
    ),
    "worksite:orient": at("naming", has_form=True),
    "worksite:name_mentor": Page(lambda household: [token_of(household.worksite.naming_link)]),
    "worksite:week": at("week", has_form=True),
    "worksite:met_youth": Page(lambda household: [token_of(household.worksite.met_youth)]),
    "worksite:met_mentor": Page(lambda household: [token_of(household.worksite.met_mentor)]),
    "worksite:equivalency": at("enrollment"),
    "worksite:note_subtest": at("enrollment", has_form=True),
    # Education funds
    "worksite:funds": Page(),
    "worksite:put_in": Page(has_form=True),
    "worksite:ask_funds": at("enrollment", has_form=True),
    "worksite:fund_request": at("funds"),
    "worksite:approve_funds": at("funds", is_action=True),
    "worksite:decline_funds": at("funds", has_form=True),
    "worksite:take_back_funds": at("funds", has_form=True),
    "worksite:pay_funds": at("approved", has_form=True),
}
