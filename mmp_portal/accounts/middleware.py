"""The day and the hours of the site a person works at, and the language they chose."""

from django.conf import settings
from django.utils import timezone, translation


class CurrentSiteMiddleware:
    """Show moments in the time zone of the site at hand.

    The site at hand is the one chosen in the top bar, or the only one; `request.site` is None
    for people who work at several and chose none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.site = None
        if request.user.is_authenticated:
            sites = request.user.sites
            chosen = request.session.get("site")
            request.site = next((site for site in sites if site.pk == chosen), None)
            if len(sites) == 1:
                request.site = sites[0]
            nearest = request.site or (sites[0] if sites else None)
            if nearest:
                timezone.activate(nearest.zone)
            # What somebody chose for themselves goes before what the browser asks for.
            if request.user.language in dict(settings.LANGUAGES):
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = translation.get_language()
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()
