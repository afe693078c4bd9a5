"""Referrals: the inbox, one referral, and what is done about it."""

from tests.pages.addresses import of

PAGES = {
    "referrals:referral": of("referral"),
}
