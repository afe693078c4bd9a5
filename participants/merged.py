"""A record that was merged into another: whoever opens one of its pages is led to the same page of the kept record."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse


class MergedInto(Http404):
    """The record that was asked for is merged; `kept` is the one that stands, which the reader may see."""

    def __init__(self, kept):
        super().__init__("This record was merged.")
        self.kept = kept


class FollowMergedMiddleware:
    """Leads a reader on. What is sent to a merged record is not taken for the other one: that stays not found."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, MergedInto) or request.method not in ("GET", "HEAD"):
            return None
        match = request.resolver_match
        page = reverse(match.view_name, args=match.args, kwargs={**match.kwargs, "pk": exception.kept.pk})
        words = request.META.get("QUERY_STRING", "")
        return redirect(f"{page}?{words}" if words else page)
