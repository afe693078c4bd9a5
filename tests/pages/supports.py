"""The ledger."""

from tests.pages.addresses import Page, of

PAGES = {
    "supports:ledger": Page(),
    "supports:take_back": of("entry", has_form=True),
}
