"""What every template knows besides its own context: the menus, and the nonce of the page's scripts."""

from mmp_portal.ui.navigation import Navigation


def navigation(request):
    """`nav`: the menus of this request. Nothing is counted until a template shows it."""
    return {"nav": Navigation(request)} if hasattr(request, "user") else {}


def csp_nonce(request):
    """One name for the nonce everywhere, the one that django-htmx and later Django versions use."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
