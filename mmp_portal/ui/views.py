"""The site at hand, the gallery, and the pages that say something did not work."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import public, requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.drafts.sendings import keep_words
from mmp_portal.ui.gallery import gallery_context


@requires(Permission.HOME)
@require_POST
def choose_site(request):
    """Work with one of one's sites, or with all of them, until something else is chosen."""
    chosen = next((site for site in request.user.sites if str(site.pk) == request.POST.get("site")), None)
    if chosen:
        request.session["site"] = chosen.pk
        messages.success(request, _("You see %(site)s.") % {"site": chosen.name})
    else:
        request.session.pop("site", None)
        messages.success(request, _("You see all your sites."))
    return redirect(own_address(request, request.POST.get("next", "")) or "/")


@public
@require_POST
def speak(request):
    """Read on in another language: kept with the account, or in this browser for whoever has none."""
    answer = redirect(own_address(request, request.POST.get("next", "")) or "/")
    language = request.POST.get("language")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, httponly=True, samesite="Lax", secure=settings.HTTPS
        )
    return answer


@requires(Permission.GALLERY)
def gallery(request):
    """Every component of the look in its states."""
    return render(request, "ui/gallery.html", gallery_context(request))


@requires(Permission.GALLERY)
def phone_gallery(request):
    """The same for phones: mentors' and public pages."""
    return render(request, "ui/phone_gallery.html", gallery_context(request))


def own_address(request, address):
    """The address if it leads into this portal, "" otherwise."""
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return address
    return ""


def way_back(request):
    """The page the person came from, if it was one of ours and not this one."""
    try:
        address = own_address(request, request.headers.get("Referer", ""))
    except DisallowedHost:  # must not break the page that says so
        return ""
    if not address or urlsplit(address).path == request.path:
        return ""
    return address


def _sorry(request, template, status, **more):
    """Without context processors and database: these pages must show even when those are broken."""
    return HttpResponse(render_to_string(template, {"way_back": way_back(request), **more}), status=status)


def bad_request(request, exception=None):
    return _sorry(request, "errors/400.html", 400)


def permission_denied(request, exception=None):
    return _sorry(request, "errors/403.html", 403)


def page_not_found(request, exception=None):
    return _sorry(request, "errors/404.html", 404)


@requires_csrf_token
def server_error(request):
    return _sorry(request, "errors/500.html", 500)


def csrf_failure(request, reason=""):
    """The form was open too long, or in another browser. What was typed is kept if it is the person's own form."""
    return _sorry(request, "errors/csrf.html", 403, kept_at=keep_words(request))
