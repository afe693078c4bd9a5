"""Two doors for the provider of texts: what people answer, and what came of a text. Each is signed by it."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import public
from mmp_portal.outbox import texts
from programs.casework.reminders import replies

NOTHING_MORE = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def signed(request):
    """Whether the provider sent this. What is not signed costs no statement, however much of it comes."""
    signature = request.headers.get("X-Twilio-Signature", "")
    return texts.is_signed(f"{settings.PORTAL_URL}{request.path}", request.POST.dict(), signature)


@public
@csrf_exempt
@require_POST
def text_answered(request):
    """Somebody answered a text. The provider itself answers to stop, start and help."""
    if not signed(request):
        return HttpResponseForbidden()
    facts = request.POST
    if facts.get("MessageSid") and facts.get("From"):
        replies.receive(provider_id=facts["MessageSid"], number=facts["From"], words=facts.get("Body", ""))
    return HttpResponse(NOTHING_MORE, content_type="text/xml")


@public
@csrf_exempt
@require_POST
def text_report(request):
    """What came of a text that was handed over."""
    if not signed(request):
        return HttpResponseForbidden()
    became = request.POST.get("MessageStatus", "")
    if became in texts.DELIVERED | texts.FAILED:
        replies.report(provider_id=request.POST.get("MessageSid", ""), is_delivered=became in texts.DELIVERED)
    return HttpResponse(status=204)
