"""These tests count files and documents: they begin with none."""

import pytest
from django.db.models import QuerySet

from mmp_portal.files.models import StoredFile
from participants.documents.models import Document, RestrictedDocument


@pytest.fixture(autouse=True)
def nothing_kept_yet(request):
    """Without the documents that every test of a page finds in the cast."""
    if "cast" not in request.fixturenames:
        return
    request.getfixturevalue("cast")
    for model in (Document, RestrictedDocument, StoredFile):
        QuerySet(model).delete()
