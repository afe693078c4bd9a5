"""Rules and their values, sites and users."""

from mmp_portal.accounts.permissions import Role
from tests.pages.addresses import Page, of

PAGES = {
    # Rules and their values
    "values:values": Page(),
    "values:value": Page(lambda household: ["young_parent", "oldest_age"], has_form=True),
    "values:take_back": of("dated_value", is_of_a_program=False, has_form=True),
    "values:guidelines": Page(),
    "values:enter_guideline": Page(has_form=True, hidden_from=(Role.SUPERVISOR,)),
    "values:take_back_guideline": Page(
        lambda household: [household.guideline.pk], has_form=True, hidden_from=(Role.SUPERVISOR,)
    ),
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
