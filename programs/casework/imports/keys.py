"""What was taken in before: digests of what tells one row from another, kept without anybody's name."""

import hashlib

from programs.casework.imports.models import ImportedKey


def digest_of(*words) -> str:
    """A digest of what tells a row from others."""
    return hashlib.sha256("\x1f".join(str(word) for word in words).encode()).hexdigest()


def is_known(site, subject, digest):
    return ImportedKey.objects.filter(site=site, subject=subject, digest=digest).exists()


def record_of(site, subject, digest):
    """The record that was made of it; None where nothing was."""
    return (
        ImportedKey.objects.filter(site=site, subject=subject, digest=digest).values_list("record", flat=True).first()
    )


def remember(site, subject, digest, *, record=None):
    ImportedKey.objects.get_or_create(site=site, subject=subject, digest=digest, defaults={"record": record})
