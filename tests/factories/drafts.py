"""Drafts of people, as if typed into a form and not yet sent."""

from mmp_portal.accounts.permissions import Permission
from mmp_portal.drafts.models import Draft


def draft_of(owner, *, page="/contacts/new/", permission=Permission.HOME, words="Half a sentence", **more):
    """Something that `owner` began to write on `page`."""
    payload = {"title": "Record a contact", "names": ["note"], "values": {"note": [words]}}
    return Draft.objects.create(
        **{"owner": owner, "key": page, "form": "Contact", "page": page, "permission": permission, "payload": payload}
        | more
    )
