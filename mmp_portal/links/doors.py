"""The mark of a page that a signed link opens, and the one answer to every link that opens nothing."""

from functools import wraps

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from mmp_portal.accounts.decorators import public
from mmp_portal.links.tokens import find


def by_link(purpose):
    """A page for people without an account: the view gets the standing link in place of the address's token.

    Mail scanners open every link they see, so such a view changes nothing on GET.
    """

    def mark(view):
        @wraps(view)
        def opened(request, token):
            link = find(token, purpose)
            answer = view(request, link) if link else gone(request)
            answer.headers["X-Robots-Tag"] = "noindex"
            return answer

        return public(never_cache(opened))

    return mark


def gone(request):
    """The link is wrong, ran out or was withdrawn: one page for all, so that nothing can be learned from it."""
    return render(request, "links/gone.html", status=404)
