"""Which programs somebody works in."""

from datetime import timedelta

from programs.casework.parameters.offers import works_in
from tests.factories.accounts import user_with


def test_a_program_the_own_site_offers(cast):
    assert works_in(cast.here.staff, "young_parent")


def test_a_program_the_own_site_no_longer_offers(cast):
    cast.here.site.programs.filter(program="young_parent").update(ends_on=cast.here.site.today() - timedelta(days=1))

    assert not works_in(cast.here.staff, "young_parent")
    assert works_in(cast.there.staff, "young_parent")


def test_a_program_in_which_one_has_no_role(cast):
    assert not works_in(user_with("staff", site=cast.here.site, program="worksite"), "young_parent")


def test_the_menu_leaves_out_a_room_that_is_not_ones_own(client_of, cast):
    stranger = user_with("staff", site=cast.here.site, program="moppp")

    assert b'href="/young-parent/"' not in client_of(stranger).get("/day/").content
    assert b'href="/young-parent/"' in client_of(cast.here.staff).get("/day/").content
