"""The menus: who sees which entry, in which order, and what they cost."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import Agency
from mmp_portal.ui import navigation
from mmp_portal.ui.navigation import Navigation, NavItem, Registry, initials, items_for, register
from tests.factories.agencies import AgencyFactory


class Somebody:
    is_authenticated = True
    name = "Rosalind Makepeace"
    email = "rosalind@ridgeline.example"
    sites = ()

    def __init__(self, *permissions):
        self.permissions = permissions

    def may(self, permission):
        return permission in self.permissions


class Nobody:
    is_authenticated = False


@pytest.fixture
def empty_registry(monkeypatch):
    monkeypatch.setattr(navigation, "_registry", Registry())


def menu_of(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return Navigation(request)


def gallery_item(**options):
    return NavItem(**{"label": "Gallery", "url_name": "ui:gallery", "icon": "palette", **options})


def test_entry_needs_its_permission(empty_registry):
    register(gallery_item(permission=Permission.GALLERY))

    assert items_for(Somebody()) == []
    assert [item.label for item in items_for(Somebody(Permission.GALLERY))] == ["Gallery"]


def test_entries_follow_sections_then_order(empty_registry):
    register(
        NavItem("Totals", "ui:phone_gallery", "bar-chart", section="administration", order=1),
        NavItem("Second", "account_logout", "sun", order=20),
        NavItem("First", "account_login", "sun", order=10),
    )

    assert [item.label for item in items_for(Somebody())] == ["First", "Second", "Totals"]


def test_entry_registered_twice_stays_one(empty_registry):
    register(gallery_item())
    register(gallery_item())

    assert len(items_for(Somebody())) == 1


def test_unknown_section_is_refused(empty_registry):
    with pytest.raises(ValueError, match="not a section"):
        register(gallery_item(section="elsewhere"))


def test_the_longest_address_that_fits_is_current(empty_registry):
    register(gallery_item(), NavItem("Phones", "ui:phone_gallery", "phone"))

    entries = menu_of(Somebody(), path=reverse("ui:phone_gallery")).entries

    assert [entry.label for entry in entries if entry.current] == ["Phones"]


def test_entry_without_a_page_does_not_break_the_menu(empty_registry, caplog):
    register(gallery_item(), NavItem("Gone", "ui:gone", "sun"))

    assert [entry.label for entry in menu_of(Somebody()).entries] == ["Gallery"]
    assert "ui:gone" in caplog.text


def test_counts_are_asked_once_a_request(empty_registry):
    asked = []
    register(gallery_item(count=lambda user: asked.append(user) or 7))
    menu = menu_of(Somebody())

    assert menu.sections[0].entries[0].count == 7
    assert menu.bottom[0].count == 7
    assert len(asked) == 1


@pytest.mark.django_db
def test_rows_to_be_counted_are_counted_in_one_statement(empty_registry, django_assert_num_queries):
    AgencyFactory(), AgencyFactory()
    register(
        gallery_item(count=lambda user: Agency.objects.all()),
        NavItem("None", "ui:phone_gallery", "circle", count=lambda user: Agency.objects.filter(name="Nobody")),
    )
    navigation.register_unread(lambda user: Agency.objects.order_by("name"), "ui:gallery")
    menu = menu_of(Somebody())

    with django_assert_num_queries(1):
        numbers = [entry.count for entry in menu.entries], menu.notices.count

    assert numbers == ([2, 0], 2)


def test_nothing_is_asked_for_people_who_are_not_signed_in(empty_registry):
    register(gallery_item(count=lambda user: 1 / 0))
    navigation.register_unread(lambda user: 1 / 0, "ui:gallery")
    menu = menu_of(Nobody())

    assert (menu.sections, menu.bottom, menu.phone, menu.notices, menu.search_url) == ([], [], [], None, "")


def test_phone_and_staff_menus_are_apart(empty_registry):
    register(gallery_item(), NavItem("Record", "ui:phone_gallery", "pencil", for_phone=True, for_staff=False))
    menu = menu_of(Somebody())

    assert [entry.label for entry in menu.entries] == ["Gallery"]
    assert [entry.label for entry in menu.phone] == ["Record"]


def test_search_is_for_those_who_may(empty_registry):
    navigation.register_search("ui:gallery", Permission.PERSON_VIEW)

    assert menu_of(Somebody()).search_url == ""
    assert menu_of(Somebody(Permission.PERSON_VIEW)).search_url == reverse("ui:gallery")


def test_bell_counts_what_is_unread(empty_registry):
    navigation.register_unread(lambda user: 12, "ui:gallery")

    notices = menu_of(Somebody()).notices

    assert (notices.count, notices.url) == (12, reverse("ui:gallery"))


def test_every_registered_entry_has_a_page():
    items = navigation._registry.items.values()

    assert items
    assert [item.url_name for item in items if not navigation.has_address(item)] == []


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Rosalind Makepeace", "RM"),
        ("Ana María de la Cruz", "AC"),
        ("Juniper", "J"),
        ("李 小龍", "李小"),
        ("🌱", "?"),
        ("", "?"),
        ("kit@ridgeline.example", "KR"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters
