"""Where the bytes lie: in the private storage, under names drawn at random, never below the static files."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import storages


def storage():
    return storages["private"]


def keep(data):
    """Write the bytes down. Returns their place."""
    word = secrets.token_hex(20)
    return storage().save(f"{word[:2]}/{word}", ContentFile(data))


def put(place, data):
    """Write the bytes down at a place chosen before, unless something lies there."""
    if not storage().exists(place):
        storage().save(place, ContentFile(data))


def read(place):
    """The bytes at the place. Raises FileNotFoundError."""
    with storage().open(place, "rb") as file:
        return file.read()


def drop(place):
    """Take the bytes at the place off the disk; nothing happens if they are gone."""
    if place:
        storage().delete(place)
