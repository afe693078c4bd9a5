"""Small promises of tags and components."""

import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.utils import timezone

from mmp_portal.ui import markup
from mmp_portal.ui.templatetags.ui import clock, day, full_day, minutes, page_numbers

SPRITE = settings.BASE_DIR / "static" / "img" / "icons.svg"


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (125, "2 h 5 min"), (None, "None yet")],
)
def test_minutes_in_words(value, words):
    assert minutes(value) == words


def test_days_and_times_in_words():
    assert day(date(2026, 11, 23)) == "Mon, Nov 23"
    assert full_day(date(2026, 11, 23)) == "Mon, Nov 23, 2026"
    assert clock(datetime(2026, 11, 23, 15, 30)) == "3:30 pm"
    assert day(None) == "None yet"


def test_moments_are_told_on_the_clock_of_the_site():
    moment = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)

    with timezone.override("America/Chicago"):
        assert day(moment) == "Mon, Nov 23"
        assert clock(moment) == "6:30 pm"


def test_program_tag_has_icon_word_and_color():
    html = markup.tag("Young <b>", "balloon-heart", "young-parent")

    assert "icons.svg#i-balloon-heart" in html
    assert "Young &lt;b&gt;" in html
    assert "tag-young-parent" in html


@pytest.mark.parametrize("kind", markup.STATUS_ICONS)
def test_every_status_has_an_icon_and_a_word(kind):
    html = markup.status("Word", kind)

    assert "#i-" in html
    assert "Word" in html


def icons_named_in(root, pattern, kinds):
    for kind in kinds:
        for path in (settings.BASE_DIR / root).rglob(kind):
            yield from re.findall(pattern, path.read_text())


def test_every_icon_that_is_named_is_in_the_sprite():
    drawn = set(re.findall(r'id="i-([a-z0-9-]+)"', SPRITE.read_text()))
    named = set(icons_named_in("templates", r"""\{% icon ["']([a-z0-9-]+)["']""", ["*.html"]))
    named |= set(icons_named_in("templates", r"""<c-[^>]*?\sicon="([a-z0-9-]+)\"""", ["*.html"]))
    for root in ("mmp_portal", "participants", "mentors", "programs", "reports"):
        named |= set(icons_named_in(root, r"""\bicon=["']([a-z0-9-]+)["']""", ["*.py"]))
    named |= set(markup.STATUS_ICONS.values())

    assert named - drawn == set()


@pytest.mark.parametrize(
    ("number", "pages", "numbers"),
    [(1, 1, [1]), (1, 3, [1, 2, 3]), (5, 9, [1, None, 4, 5, 6, None, 9]), (9, 9, [1, None, 8, 9])],
)
def test_pager_leaves_gaps(number, pages, numbers):
    class Paginator:
        num_pages = pages

    class Page:
        paginator = Paginator

    Page.number = number

    assert page_numbers(Page) == numbers
