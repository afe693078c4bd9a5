"""One search over the people one may see, from every page."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from programs.casework.casefile.search.finding import find

SUGGESTED = 7


@requires(Permission.PERSON_VIEW)
def search(request):
    """Who is meant by `?q=`, with the reason of each hit; as one types, the first few for the field itself."""
    is_typing = bool(request.htmx)
    words = request.GET.get("q", "")
    found = find(words, user=request.user, limit=SUGGESTED) if is_typing else find(words, user=request.user)
    today = timezone.localdate()
    context = {
        "found": found,
        "hits": [(hit, hit.person.age_in_words(today)) for hit in found.hits],
    }
    name = "programs/casework/casefile/search/search.html"
    response = render(request, f"{name}#suggestions" if is_typing else name, context)
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "private, no-store"
    return response
