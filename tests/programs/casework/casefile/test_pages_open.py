"""Every page about people, cases and mentors: who sees it, and who meets a closed door."""

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
NAMES = [name for name, _ in PAGES]


@pytest.mark.parametrize(("name", "arguments"), PAGES, ids=NAMES)
def test_staff_and_supervisor_of_the_site_open_it(cast, client_of, name, arguments):
    address = reverse(name, args=arguments(cast.here))

    for user in (cast.here.staff, cast.here.supervisor):
        answer = client_of(user).get(address)

        assert answer.status_code == 200
        assert "<c-" not in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "arguments"),
    [page for page in PAGES if page[1] is not nothing],
    ids=[n for n, a in PAGES if a is not nothing],
)
def test_staff_of_another_site_find_nothing(cast, client_of, name, arguments):
    address = reverse(name, args=arguments(cast.here))

    assert client_of(cast.there.staff).get(address).status_code == 404
    assert client_of(cast.there.supervisor).post(address, {}).status_code == 404


@pytest.mark.parametrize(("name", "arguments"), PAGES, ids=NAMES)
def test_mentor_administrator_and_viewer_are_refused(cast, client_of, name, arguments):
    address = reverse(name, args=arguments(cast.here))

    for user in (cast.here.mentor_user, cast.administrator, cast.viewer):
        assert client_of(user).get(address).status_code == 403


@pytest.mark.parametrize("name", [name for name, arguments in PAGES if arguments is nothing])
def test_lists_show_nothing_of_another_site(cast, client_of, name):
    words = client_of(cast.there.staff).get(reverse(name)).content.decode()

    assert "Juniper" not in words
    assert "Goodtale OAK" not in words


@pytest.mark.parametrize(
    "query",
    ["?show=abc", "?show=-5", "?only=nonsense", "?page=9999", "?sort=nonsense", "?list=x", "?q=%00%F0%9F%8C%BC"],
)
@pytest.mark.parametrize(
    "name", ["casefile:people", "casefile:story", "matches:mentors", "young_parent:home", "casefile:history"]
)
def test_odd_query_strings_do_no_harm(cast, client_of, name, query):
    arguments = dict(PAGES)[name](cast.here)

    assert client_of(cast.here.staff).get(reverse(name, args=arguments) + query).status_code == 200
