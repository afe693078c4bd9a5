"""Every page opens on PostgreSQL too, which refuses groupings, casts and comparisons that SQLite lets pass.

What a page says is tested on SQLite alone; here it is only opened, by all who may.
"""

import pytest

from mmp_portal.accounts.permissions import Role
from tests.pages import GUARDED, PAGES, address, may

pytestmark = pytest.mark.strict_database


@pytest.mark.parametrize("role", Role.values)
def test_every_page_opens(client_of, cast, role):
    client = client_of(cast.of(role))
    names = [
        name
        for name in GUARDED
        if may(role, name) and not PAGES[name].is_action and role not in PAGES[name].hidden_from
    ]

    answers = {name: client.get(address(name, cast.here)).status_code for name in names}

    assert {name: status for name, status in answers.items() if status not in (200, 302)} == {}
