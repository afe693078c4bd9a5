"""Behind a proxy visitors are told apart by the address that the proxy saw, and by nothing they wrote themselves."""

import pytest
from django.test import RequestFactory

from mmp_portal.links.flood import visitor_of


def request_with(forwarded, address="10.0.0.1"):
    return RequestFactory().post("/", REMOTE_ADDR=address, headers={"X-Forwarded-For": forwarded})


@pytest.fixture
def one_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def test_two_visitors_behind_one_proxy_are_two(one_proxy):
    assert visitor_of(request_with("192.0.2.1")) != visitor_of(request_with("192.0.2.2"))


def test_invented_addresses_before_the_last_one_change_nothing(one_proxy):
    assert visitor_of(request_with("203.0.113.9, 192.0.2.1")) == visitor_of(request_with("192.0.2.1"))


def test_without_a_proxy_nobody_chooses_the_own_address():
    assert visitor_of(request_with("192.0.2.1")) == visitor_of(request_with("192.0.2.2"))
