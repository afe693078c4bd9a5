"""The photo of a person, shown in place of their initials as long as they agree to it."""

from django.utils import timezone

from participants.consents.models import Kind
from participants.consents.standing import in_force
from participants.documents.models import Document


def may_be_shown(person):
    """Whether a consent for photo and story stands today."""
    return in_force(person, Kind.PHOTO, timezone.localdate()) is not None


def photo_of(person, user):
    """The address of the small picture of the person that `user` may see, the latest one.

    "" where there is none, or no consent for it stands.
    """
    photos = Document.objects.photos().for_user(user).filter(person=person).select_related("file")
    latest = photos.order_by("-recorded_at", "-pk").first()
    return latest.file.small_url if latest and may_be_shown(person) else ""
