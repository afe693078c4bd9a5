"""Documents of people, each with a small file of its own."""

from participants.documents import workflow
from tests.factories.files import stored


def document_of(person, *, by, site, data=None, name="scan.jpg", kind="school", **facts):
    """A document that `by` kept."""
    return workflow.add(person=person, site=site, by=by, file=stored(by, data=data, name=name), kind=kind, **facts)


def restricted_document_of(person, *, by, site, about="court", **facts):
    """A restricted document that `by` kept."""
    return workflow.add_restricted(person=person, site=site, by=by, file=stored(by), about=about, **facts)
