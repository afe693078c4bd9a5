"""Text messages: one small interface, printed on the console or sent by Twilio's HTTP interface.

`TEXT_URL` says which. A text leaves only within the hours of the recipient's day, and never to a number whose owner
said stop, in whatever words.
"""

import base64
import hashlib
import hmac
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPSConnection
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings

API = "api.twilio.com"
TIMEOUT_SECONDS = 20
TOLD_STOP = 21610  # Twilio's code for a number that said stop to it
DELIVERED = frozenset({"delivered", "read"})
FAILED = frozenset({"undelivered", "failed"})


class TextRefused(Exception):
    """The provider did not take the text; no number stands in its words."""


class ToldStop(TextRefused):
    """The provider knows that the owner of the number said stop."""


@dataclass(frozen=True)
class Account:
    """Whose account texts leave by, from `twilio://ACCOUNT:TOKEN@NUMBER`."""

    name: str
    token: str
    number: str


def account():
    """The provider's account, or None where texts are printed."""
    parts = urlsplit(settings.TEXT_URL)
    if parts.scheme != "twilio":
        return None
    return Account(unquote(parts.username or ""), unquote(parts.password or ""), unquote(parts.hostname or ""))


def deliver(message):
    """Hand one text over. Returns the provider's own number for it. Raises TextRefused."""
    body = message.body
    if message.link:
        body = f"{body} {settings.PORTAL_URL}{message.link}"
    send: Callable = by_twilio if account() else on_console
    return send(f"+1{message.address}", body)


def on_console(number, body):
    sys.stdout.write(f"Text to {number}: {body}\n")
    return ""


def by_twilio(number, body):
    """Twilio's Messages resource (Programmable Messaging API, version 2010-04-01)."""
    ours = account()
    words = urlencode(
        {
            "To": number,
            "From": ours.number,
            "Body": body,
            "StatusCallback": f"{settings.PORTAL_URL}/texts/report/",
        }
    )
    key = base64.b64encode(f"{ours.name}:{ours.token}".encode()).decode()
    headers = {"Authorization": f"Basic {key}", "Content-Type": "application/x-www-form-urlencoded"}
    connection = HTTPSConnection(API, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("POST", f"/2010-04-01/Accounts/{ours.name}/Messages.json", words, headers)
        response = connection.getresponse()
        answer = json.loads(response.read() or b"{}")
    finally:
        connection.close()
    if response.status != 201:
        raise ToldStop if answer.get("code") == TOLD_STOP else TextRefused(f"status {response.status}")
    return answer["sid"]


def is_signed(url, values, signature):
    """Whether the provider itself sent these values: the signature of Twilio's webhooks, HMAC-SHA1 by our token.

    Without an account nothing is accepted.
    """
    ours = account()
    if ours is None or not ours.token:
        return False
    words = url + "".join(f"{name}{value}" for name, value in sorted(values.items()))
    expected = base64.b64encode(hmac.new(ours.token.encode(), words.encode(), hashlib.sha1).digest())
    return hmac.compare_digest(expected, signature.encode())
