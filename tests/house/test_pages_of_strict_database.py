"""Every page opens on PostgreSQL too, which refuses groupings, casts and comparisons that SQLite lets pass.

What a page says is tested on SQLite alone; here it is only opened, by one who may.
"""

import pytest

from mmp_portal.accounts.permissions import Role
from tests.pages import GUARDED, PAGES, address, may

pytestmark = pytest.mark.strict_database

ROLES = (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.STAFF, Role.MENTOR, Role.VIEWER)


def opened():
    """Each page once, as the first of the roles that opens it; mentors' pages ask for their own rows."""
    left = {name for name in GUARDED if not PAGES[name].is_action}
    for role in ROLES:
        own = {name for name in GUARDED if may(role, name) and role not in PAGES[name].hidden_from}
        names = own & {name for name in GUARDED if not PAGES[name].is_action} if role == Role.MENTOR else own & left
        left -= names
        if names:
            yield pytest.param(role, sorted(names), id=str(role))


@pytest.mark.parametrize(("role", "names"), opened())
def test_every_page_opens(client_of, cast, role, names):
    client = client_of(cast.of(role))

    answers = {name: client.get(address(name, cast.here)).status_code for name in names}

    assert {name: status for name, status in answers.items() if status not in (200, 302)} == {}
