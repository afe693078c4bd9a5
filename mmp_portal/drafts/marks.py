"""The signed mark in a form: whose draft it may become, of which form, and which of its fields may be kept.

The page carries the mark, and sends it along with the words. So a draft can only be made for a form that
was shown to its owner, holds only fields that the form allows, and leads back to that page alone.
"""

import hashlib
from dataclasses import asdict, dataclass, replace

from django.conf import settings
from django.core import signing
from django.middleware.csrf import get_token
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "mmp_portal.drafts"
MARK, PRINT, ONCE, VERSION, TITLE = "draft_mark", "draft_print", "once", "version", "draft_title"
PAGE_LENGTH = 500
# A form that stayed open while its session ended may still hand in its words for this long.
GRACE_SECONDS = 60 * 60


@dataclass(frozen=True)
class Mark:
    owner: int
    form: str
    label: str
    page: str
    permission: str
    names: tuple[str, ...]
    browser: str = ""

    @property
    def key(self):
        return hashlib.sha256(f"{self.form}|{self.page}".encode()).hexdigest()

    def signed(self):
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def browser_of(request):
    """A mark of this browser since its last sign-in, made from its CSRF cookie; signing in changes it."""
    secret = request.META.get("CSRF_COOKIE")
    return salted_hmac(SALT, secret).hexdigest()[:32] if secret else ""


def mark_of(request, *, form, label, names):
    """The mark of a form on the page that is being answered, or None where no draft can be kept."""
    permission = getattr(getattr(request.resolver_match, "func", None), "permission", None)
    page = request.get_full_path()
    if not request.user.is_authenticated or permission is None or len(page) > PAGE_LENGTH:
        return None
    get_token(request)  # the page has a form, so the browser gets the cookie
    mark = Mark(
        owner=request.user.pk,
        form=form,
        label=label[:120],
        page=page,
        permission=str(permission),
        names=tuple(names),
        browser=browser_of(request),
    )
    sent = read(request.POST.get(MARK))
    if sent and (sent.owner, sent.form) == (mark.owner, mark.form):
        # The form came back with an error, perhaps from another address: it still belongs to its first page.
        return replace(mark, page=sent.page, permission=sent.permission)
    return mark


def read(signed):
    """The mark in these signed words, or None when they are not ours or too old to matter."""
    if not signed:
        return None
    try:
        facts = signing.loads(signed, salt=SALT, max_age=settings.DRAFT_DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None
    return Mark(**{**facts, "names": tuple(facts["names"])})


def owner_of(request, signed):
    """The (mark, owner's id) under which the words of this request may be kept, or (None, None).

    Signed in, it must be one's own mark. After the session ended it must come from the browser that the
    form was shown in, since its last sign-in, and no later than an hour after the session was over.
    """
    mark = read(signed)
    if mark is None:
        return None, None
    if request.user.is_authenticated:
        return (mark, mark.owner) if mark.owner == request.user.pk else (None, None)
    is_same_browser = mark.browser and constant_time_compare(mark.browser, browser_of(request))
    if not is_same_browser or not _is_fresh(signed):
        return None, None
    return mark, mark.owner


def _is_fresh(signed):
    try:
        signing.loads(signed, salt=SALT, max_age=settings.SESSION_COOKIE_AGE + GRACE_SECONDS)
    except signing.SignatureExpired:
        return False
    return True
