"""The room's families of both sites are there before each of its tests begins."""

import pytest


@pytest.fixture
def cast(cast):
    assert cast.here.worksite
    assert cast.there.worksite
    return cast
