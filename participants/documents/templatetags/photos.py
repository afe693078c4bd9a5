"""`{% photo_of person as photo %}`: the small picture's address, or ""."""

from django import template

from participants.documents import photos

register = template.Library()


@register.simple_tag(takes_context=True)
def photo_of(context, person):
    """The photo of the person, as far as whoever is signed in may see it."""
    return photos.photo_of(person, context["request"].user)
