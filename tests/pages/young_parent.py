"""The Young Parent room."""

from tests.pages.addresses import Page

PAGES = {
    "young_parent:home": Page(),
}
