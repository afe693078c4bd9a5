"""Once-only sending: a double tap, a reload or a retry creates nothing twice."""

import hashlib
from urllib.parse import urlsplit
from uuid import uuid5

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from mmp_portal.drafts import workflow
from mmp_portal.drafts.marks import MARK, ONCE, PAGE_LENGTH, PRINT, TITLE, owner_of
from mmp_portal.drafts.models import Sending

# Made anew with each page, so they say nothing about what was typed.
NOT_WORDS = {"csrfmiddlewaretoken", MARK, ONCE, PRINT, TITLE}


def print_of(request):
    """A fingerprint of every word and file of the form, and of where it is sent to."""
    digest = hashlib.sha256(request.get_full_path().encode("utf-8", "replace"))
    for name in sorted(set(request.POST) - NOT_WORDS):
        digest.update(repr((name, request.POST.getlist(name))).encode("utf-8", "replace"))
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            digest.update(repr((name, upload.name, upload.size)).encode("utf-8", "replace"))
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.hexdigest()


def send_once(request, once, get_response):
    """Answer a form that was sent, unless the same was saved before; then lead to where that went.

    The row and everything the view writes are one transaction. A repeat that comes while the first is still
    at work waits for it: on its row in PostgreSQL, on the write lock in SQLite.
    """
    user = request.user if request.user.is_authenticated else None
    uid = uuid5(once, print_of(request))
    with transaction.atomic():
        sending, is_first = Sending.objects.get_or_create(
            user=user, uid=uid, defaults={"once": once, "page": request.path[:PAGE_LENGTH]}
        )
        if not is_first:
            return lead_again(request, sending)
        response = get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)  # nothing of it is half saved
        elif leads_on(request, response):
            sending.location = response["Location"]
            sending.save(update_fields=["location"])
        else:
            sending.delete()  # an error to put right: the same page may be sent again
    return response


def lead_again(request, sending):
    messages.info(request, _("This was saved already."))
    return HttpResponseRedirect(sending.location)


def leads_on(request, response):
    """Whether the form was taken: the answer leads to another page, and not to signing in."""
    return 300 <= response.status_code < 400 and not must_sign_in(request, response)


def is_saved(request, response):
    """Whether its words are saved, too. With a warning they may not be: then they are kept besides."""
    said = getattr(messages.get_messages(request), "_queued_messages", [])
    return leads_on(request, response) and not any(message.level >= messages.WARNING for message in said)


def must_sign_in(request, response):
    """Whether the form was turned away because nobody is signed in any more."""
    leads_to = urlsplit(response.headers.get("Location", "")).path
    return not request.user.is_authenticated and leads_to == resolve_url(settings.LOGIN_URL)


def forget_words(request):
    """The form was saved: its draft is over."""
    mark, owner_id = owner_of(request, request.POST.get(MARK))
    if mark and request.user.is_authenticated:
        workflow.end(mark=mark, owner_id=owner_id, once=workflow.uuid_of(request.POST.get(ONCE)))


def keep_words(request, *, is_taken=False):
    """Keep the words of a form that was not saved, whatever the reason. Returns the page to go on at, or "".

    This needs no script: a session that ended, an error, a page that was open too long, all of them end here.
    `is_taken`: the form was taken with a warning, so the draft is one of its own and not of that sending.
    """
    mark, owner_id = owner_of(request, request.POST.get(MARK))
    if mark is None:
        return ""
    data = request.POST.copy()
    if is_taken:
        del data[ONCE]
    try:
        workflow.keep(mark=mark, owner_id=owner_id, data=data)
    except workflow.CannotKeep:
        return ""
    return mark.page
