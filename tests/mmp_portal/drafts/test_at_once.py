"""Two clicks at the same moment, in two processes' manner: two connections, two transactions."""

import threading
from uuid import uuid4

import pytest
from django.db import connections
from django.http import HttpResponseRedirect
from django.test import Client
from django.urls import reverse

from mmp_portal.drafts import sendings
from mmp_portal.drafts.models import Draft, Sending
from participants.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run each act in a thread of its own, all starting together; give back what they returned."""
    gate = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def run(number, act):
        try:
            gate.wait(10)
            results[number] = act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=numbered) for numbered in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def signed_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def edit(cast):
    return reverse("participants:edit", args=[cast.here.participant.pk])


@pytest.fixture
def typed(cast, edit):
    form = signed_in(cast.here.staff).get(edit).context["form"]
    return {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}


def test_two_clicks_at_once_save_once(cast, edit, typed):
    version = Person.objects.get(pk=cast.here.participant.pk).version
    data = {**typed, "given_name": "June", "once": str(uuid4())}
    clients = [signed_in(cast.here.staff) for _ in range(4)]

    answers = at_once(*(lambda client=client: client.post(edit, data) for client in clients))

    assert [answer.status_code for answer in answers] == [302] * 4
    assert len({answer["Location"] for answer in answers}) == 1
    assert Sending.objects.count() == 1
    assert Person.objects.get(pk=cast.here.participant.pk).version == version + 1


def test_a_click_that_waited_for_an_error_is_tried_itself(cast, edit, typed):
    """The first came back with an error and let go of its id; the second is answered as if it were alone."""
    data = {**typed, "given_name": "", "once": str(uuid4())}
    clients = [signed_in(cast.here.staff) for _ in range(2)]

    answers = at_once(*(lambda client=client: client.post(edit, data) for client in clients))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert not Sending.objects.exists()


def test_two_pages_at_once_are_two_sendings(cast, rf, edit):
    def send(once):
        request = rf.post(edit, {"once": str(once)})
        request.user = cast.here.staff
        request._messages = []
        return sendings.send_once(request, once, lambda _request: HttpResponseRedirect("/"))

    at_once(*(lambda once=once: send(once) for once in (uuid4(), uuid4())))

    assert Sending.objects.saved().count() == 2


def test_two_tabs_typing_at_once_keep_one_draft(cast, edit):
    clients = [signed_in(cast.here.staff) for _ in range(2)]
    marks = clients[0].get(edit).context["form"].keeping.mark

    answers = at_once(
        *(
            lambda client=client: client.post(reverse("drafts:keep"), {"draft_mark": marks, "given_name": "June"})
            for client in clients
        )
    )

    assert [answer.json() for answer in answers] == [{"state": "kept"}] * 2
    assert Draft.objects.filter(owner=cast.here.staff, page=edit).count() == 1
