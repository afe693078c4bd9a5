"""What stands in the menus. Each app registers its entries at start-up; this module knows none of them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mmp_portal.ui.counting import counted

log = logging.getLogger(__name__)

SECTIONS = {
    "": "",
    "programs": _("Programs"),
    "figures": _("Figures"),
    "site": _("The site"),
    "administration": _("Administration"),
}
ZONES = {
    "America/New_York": _("Eastern"),
    "America/Chicago": _("Central"),
    "America/Denver": _("Mountain"),
    "America/Los_Angeles": _("Pacific"),
}
BOTTOM_BAR_ITEMS = 3  # beside "More"


@dataclass(frozen=True)
class NavItem:
    """One entry. `permission` None shows it to everybody who is signed in.

    `count(user)` is the number beside it, or the rows to be counted: those of all entries are counted at once. With
    `needs_rows` the entry is shown only where there are any.
    """

    label: str
    url_name: str
    icon: str
    permission: str | None = None
    section: str = ""
    order: int = 100
    count: Callable | None = None
    for_phone: bool = False
    for_staff: bool = True
    visible: Callable | None = None
    needs_rows: bool = False

    def is_for(self, user):
        if self.permission is not None and not user.may(self.permission):
            return False
        return self.visible is None or self.visible(user)


@dataclass
class Registry:
    items: dict = field(default_factory=dict)
    unread: tuple | None = None
    search: tuple | None = None


_registry = Registry()


def register(*items):
    """Put entries into the menus; an entry registered twice stays one entry."""
    for item in items:
        if item.section not in SECTIONS:
            raise ValueError(f"{item.section!r} is not a section of the navigation: {', '.join(SECTIONS)}")
        _registry.items[(item.url_name, item.for_phone)] = item


def register_unread(count, url_name):
    """Say how many notices a user has not read, and on which page they are."""
    _registry.unread = (count, url_name)


def register_search(url_name, permission):
    """Say which list the search field of the top bar opens, with `?q=`, and who may."""
    _registry.search = (url_name, permission)


def items_for(user, *, for_phone=False):
    """The entries this user may open, in the order of the menus."""
    sections = list(SECTIONS)
    items = [
        item
        for item in _registry.items.values()
        if (item.for_phone if for_phone else item.for_staff) and item.is_for(user)
    ]
    return sorted(items, key=lambda item: (sections.index(item.section), item.order, str(item.label)))


@dataclass
class Entry:
    label: str
    url: str
    icon: str
    count: int | None
    section: str = ""
    current: bool = False


@dataclass
class Section:
    title: str
    entries: list


@dataclass
class Notices:
    count: int
    url: str


def initials(name):
    """Two letters for a face: first letters of the first and the last word."""
    words = [word for word in str(name).replace("@", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def has_address(item):
    """Whether the entry's page exists. One that does not is a mistake, but must not take every page with it."""
    try:
        reverse(item.url_name)
    except NoReverseMatch:
        log.error("navigation: no page is named %s", item.url_name)
        return False
    return True


class Navigation:
    """The menus of one request. Everything is worked out when a template first asks for it, and once."""

    def __init__(self, request):
        self.request = request
        self.user = request.user
        self._cache = {}

    def _once(self, key, make):
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]

    def _items(self, *, for_phone=False):
        """The entries to show that have a page."""
        return self._once(
            "phone items" if for_phone else "items",
            lambda: [item for item in items_for(self.user, for_phone=for_phone) if has_address(item)],
        )

    def _numbers(self, *, for_phone):
        """The numbers beside the entries by the name of their page, and under "unread" that of the notices."""

        def make():
            items = self._items(for_phone=for_phone)
            asked = {item.url_name: item.count(self.user) for item in items if item.count}
            if _registry.unread:
                asked["unread"] = _registry.unread[0](self.user)
            return counted(asked)

        return self._once("phone numbers" if for_phone else "numbers", make)

    def _entries(self, *, for_phone=False):
        numbers = self._numbers(for_phone=for_phone)
        entries = [
            Entry(item.label, reverse(item.url_name), item.icon, numbers.get(item.url_name), section=item.section)
            for item in self._items(for_phone=for_phone)
            if numbers.get(item.url_name) or not item.needs_rows
        ]
        path = self.request.path
        here = [entry for entry in entries if path == entry.url or (entry.url != "/" and path.startswith(entry.url))]
        if here:
            max(here, key=lambda entry: len(entry.url)).current = True
        return entries

    @property
    def is_signed_in(self):
        return self.user.is_authenticated

    @property
    def entries(self):
        return self._once("entries", lambda: self._entries() if self.is_signed_in else [])

    @property
    def sections(self):
        def make():
            sections = {}
            for entry in self.entries:
                sections.setdefault(entry.section, []).append(entry)
            return [Section(SECTIONS[code], entries) for code, entries in sections.items()]

        return self._once("sections", make)

    @property
    def bottom(self):
        return self.entries[:BOTTOM_BAR_ITEMS]

    @property
    def has_more(self):
        return len(self.entries) > BOTTOM_BAR_ITEMS

    @property
    def phone(self):
        def make():
            if not self.is_signed_in:
                return []
            return self._entries(for_phone=True)

        return self._once("phone", make)

    @property
    def notices(self):
        def make():
            if not (self.is_signed_in and _registry.unread):
                return None
            numbers = self._cache.get("phone numbers") or self._numbers(for_phone=False)
            return Notices(numbers["unread"], reverse(_registry.unread[1]))

        return self._once("notices", make)

    @property
    def search_url(self):
        if not (self.is_signed_in and _registry.search):
            return ""
        url_name, permission = _registry.search
        return reverse(url_name) if self.user.may(permission) else ""

    @property
    def query(self):
        return self.request.GET.get("q", "")

    @property
    def user_name(self):
        return (self.user.name or self.user.email) if self.is_signed_in else ""

    @property
    def user_initials(self):
        return initials(self.user_name)

    @property
    def sites(self):
        return self.user.sites if self.is_signed_in else []

    @property
    def site(self):
        """The site chosen in the top bar, None while all of them are meant."""
        return getattr(self.request, "site", None)

    @property
    def zone_name(self):
        name = timezone.get_current_timezone_name()
        return ZONES.get(name, name)
