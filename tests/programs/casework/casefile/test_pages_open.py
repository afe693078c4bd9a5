"""Every page about people, cases and mentors renders whole, and survives odd addresses.

Who may open which page is one table over all addresses, in tests/house.
"""

import pytest
from django.urls import reverse


def case(household):
    return [household.enrollment.pk]


def person(household):
    return [household.participant.pk]


def match(household):
    return [household.match.pk]


def mentor(household):
    return [household.mentor.pk]


def nothing(household):
    return []


PAGES = [
    ("casefile:people", nothing),
    ("casefile:person", person),
    ("casefile:story", case),
    ("casefile:restricted", case),
    ("casefile:history", case),
    ("participants:create", nothing),
    ("participants:edit", person),
    ("participants:child", person),
    ("enrollments:enroll", person),
    ("enrollments:pause", case),
    ("enrollments:resume", case),
    ("enrollments:reassign", case),
    ("closings:close", case),
    ("matches:mentors", nothing),
    ("matches:mentor", mentor),
    ("matches:start", case),
    ("matches:match", match),
    ("matches:end", match),
    ("mentors:create", nothing),
    ("mentors:edit", mentor),
    ("mentors:status", mentor),
    ("mentors:qualification", mentor),
    ("young_parent:home", nothing),
]


def test_every_page_renders_whole_for_staff_and_supervisor(cast, client_of):
    for user in (cast.here.staff, cast.here.supervisor):
        client = client_of(user)
        for name, arguments in PAGES:
            answer = client.get(reverse(name, args=arguments(cast.here)))

            assert answer.status_code == 200, name
            assert "<c-" not in answer.content.decode(), f"{name}: a component was not rendered"


def test_nobody_writes_at_another_site(cast, client_of):
    """Asking by POST is refused as asking by GET is."""
    client = client_of(cast.there.supervisor)
    for name, arguments in PAGES:
        if arguments is not nothing:
            assert client.post(reverse(name, args=arguments(cast.here)), {}).status_code == 404, name


@pytest.mark.parametrize("name", [name for name, arguments in PAGES if arguments is nothing])
def test_lists_show_nothing_of_another_site(cast, client_of, name):
    words = client_of(cast.there.staff).get(reverse(name)).content.decode()

    assert "Juniper" not in words
    assert "Goodtale OAK" not in words


ODD = ("show=abc", "show=-5", "only=nonsense", "page=9999", "sort=nonsense", "list=x", "q=%00%F0%9F%8C%BC", "worker=x")


@pytest.mark.parametrize(
    "name", ["casefile:people", "casefile:story", "matches:mentors", "young_parent:home", "casefile:history"]
)
def test_odd_query_strings_do_no_harm(cast, client_of, name):
    address = reverse(name, args=dict(PAGES)[name](cast.here))
    client = client_of(cast.here.staff)

    for query in ODD:
        assert client.get(f"{address}?{query}").status_code == 200, query
