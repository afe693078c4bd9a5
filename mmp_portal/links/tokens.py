"""From a link to the words in its address, and back."""

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from mmp_portal.links.models import SignedLink

# Each part lacks the point: a purpose is a slug, the numbers are digits, a key is URL-safe base64.
_signer = Signer(salt="mmp_portal.links", sep=".")


def token_of(link):
    """Purpose, record, moment and key, signed. The same link gives the same words every time."""
    return _signer.sign(f"{link.purpose}.{link.subject_id}.{_second(link.expires_at)}.{link.key}")


def find(token, purpose):
    """The standing link of this purpose that the words belong to, or None.

    What was tampered with, belongs to another purpose, ran out, was withdrawn or never existed answers the same.
    """
    try:
        stated, subject_id, second, key = _signer.unsign(token).split(".")
    except (BadSignature, ValueError):
        return None
    if stated != purpose or int(second) <= timezone.now().timestamp():
        return None
    link = SignedLink.objects.standing(timezone.now()).filter(purpose=purpose, subject_id=subject_id, key=key).first()
    return link if link and _second(link.expires_at) == int(second) else None


def _second(moment):
    return int(moment.timestamp())
