"""The photo of a person, shown in place of their initials."""

from participants.documents.models import Document


def photo_of(person, user):
    """The address of the small picture of the person that `user` may see, the latest one; "" where there is none."""
    photos = Document.objects.photos().for_user(user).filter(person=person).select_related("file")
    latest = photos.order_by("-recorded_at", "-pk").first()
    return latest.file.small_url if latest else ""
