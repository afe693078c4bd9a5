"""Lists that people keep: the filters and columns of a list, under a name."""

from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mmp_portal.agencies.models import Site
from mmp_portal.ui.lists import registry

LONGEST_QUERY = 2000
# Of the moment, or words that may name somebody: neither is kept.
NOT_KEPT = {"page", "format", "q", "saved"}


def query_to_keep(query):
    """The part of a list's address that may be kept: filters, sorting and columns."""
    pairs = [(key, value) for key, value in parse_qsl(query.lstrip("?")) if key not in NOT_KEPT and value.strip()]
    return urlencode(pairs)


class SavedListQuerySet(models.QuerySet):
    def for_user(self, user):
        """One's own, and those shared with a site where one works; only of lists one may open."""
        return self.filter(Q(owner=user) | Q(site__in=user.sites), name__in=registry.open_to(user))

    def of(self, name):
        return self.filter(name=name)


class SavedList(models.Model):
    """The filters and columns of a list, kept by somebody and perhaps shared with a site.

    It holds no rows: whoever opens it sees those that they may see on that day.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("kept by"), on_delete=models.PROTECT, related_name="saved_lists"
    )
    name = models.CharField(_("list"), max_length=40)
    title = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("filters and columns"), max_length=LONGEST_QUERY, blank=True)
    site = models.ForeignKey(
        Site, verbose_name=_("shared with"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SavedListQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name", "title"],
                name="savedlist_title_once",
                violation_error_message=_("You keep a list under this name already."),
            )
        ]

    class Privacy:
        public = ("id", "owner", "name", "site", "title", "query")

    def __str__(self):
        return f"saved list {self.pk}"

    def get_absolute_url(self):
        known = registry.get(self.name)
        return f"{reverse(known.url_name)}?{urlencode({'saved': self.pk})}&{self.query}" if known else "/"

    @property
    def known(self):
        return registry.get(self.name)
