"""Every address carries a permission, or is public on purpose."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from mmp_portal.accounts.permissions import ROLES, Permission

# Views of libraries that look after themselves: signing in and out, passwords, one-time codes.
LIBRARIES = ("allauth.account.views",)


def patterns(resolver=None, prefix=""):
    """Every (address, view) of the portal."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


VIEWS = list(patterns())
OURS = [(address, view) for address, view in VIEWS if not view.__module__.startswith(LIBRARIES)]


@pytest.mark.parametrize(("address", "view"), OURS, ids=[address or "/" for address, _ in OURS])
def test_view_carries_a_permission_or_is_public(address, view):
    permission = getattr(view, "permission", None)
    is_public = getattr(view, "is_public", False)

    assert (permission in Permission.values) != is_public, f"/{address}: @requires or @public, one of the two"


@pytest.mark.parametrize(("address", "view"), OURS, ids=[address or "/" for address, _ in OURS])
def test_address_carries_no_words_of_people(address, view):
    """Records are named by number or code; a name in an address would lie in every log."""
    assert not any(part in address for part in ("<str:name", "<slug:name", "email>", "<str:query"))


def test_every_view_of_a_library_is_one_we_know():
    strangers = {
        view.__module__
        for _, view in VIEWS
        if view.__module__.startswith(("django.", "allauth.")) and not view.__module__.startswith(LIBRARIES)
    }

    assert strangers == set()


def test_every_permission_opens_something_for_somebody():
    held = frozenset().union(*ROLES.values())

    assert set(Permission) == held


def test_every_named_address_has_one_name():
    names = {}
    resolver = get_resolver()
    for namespace, (_, inner) in [*resolver.namespace_dict.items(), ("", ("", resolver))]:
        for key in inner.reverse_dict:
            if isinstance(key, str):
                names.setdefault(f"{namespace}:{key}", set()).update(
                    pattern for pattern, *_ in (entry[0][0] for entry in inner.reverse_dict.getlist(key))
                )

    assert {name: found for name, found in names.items() if len(found) > 1} == {}
