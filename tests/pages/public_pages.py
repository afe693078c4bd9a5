"""What the public reads, and who looks after it."""

from django.core import signing

from mmp_portal.accounts.permissions import Role
from programs.casework.referrals.public_form.views import SALT
from tests.pages.addresses import Page


def of_site(**more):
    """A page about the words of one program at the household's site."""
    return Page(lambda household: [household.site.pk, "young_parent"], has_records=True, **more)


PAGES = {
    "public_pages:pages": Page(),
    "public_pages:words": of_site(),
    "public_pages:edit": of_site(has_form=True),
    "public_pages:review_site": of_site(has_form=True),
    "public_pages:take_back": Page(lambda household: [household.public_page.page.pk], has_records=True, has_form=True),
    "public_pages:review": Page(lambda household: ["programs"], has_form=True, hidden_from=(Role.SUPERVISOR,)),
    "public_pages:programs": Page(),
    "public_pages:find": Page(),
    "public_pages:program": Page(lambda household: ["young_parent"]),
    "public_referral:ask": Page(lambda household: ["young_parent", household.site.code]),
    "public_referral:received": Page(
        lambda household: ["young_parent", household.site.code, signing.dumps("R-7K4MQ2", salt=SALT)]
    ),
    "public_pages:page": Page(lambda household: ["young_parent", household.site.code]),
}
