"""Referrals: the inbox, the waiting list, taking one in, and what is done about it."""

from tests.pages.addresses import Page, of

PAGES = {
    "referrals:inbox": Page(),
    "waiting:list": Page(),
    "referrals:create": Page(has_form=True),
    "referrals:look": Page(is_action=True),
    "referrals:referral": of("referral"),
    "referrals:edit": of("referral", has_form=True),
    "referrals:tap": of("referral", is_action=True),
    "referrals:attempt": of("referral", has_form=True),
    "referrals:assign": of("referral", has_form=True),
    "referrals:begin": of("referral", is_action=True),
    "referrals:wait": of("referral", has_form=True),
    "referrals:end": of("referral", has_form=True),
    "referrals:reopen": Page(
        lambda household: [household.referrals.ended.pk], has_records=True, is_of_a_program=True, has_form=True
    ),
    "referrals:report": of("referral", has_form=True),
}
