"""Services that really read, with a model that answers by script."""

import pytest

from service.bootstrap import Services
from service.clock import SystemClock
from service.core.articlewise import ArticlewiseWay
from service.core.extract import Reader
from service.core.plan import Profile
from service.settings import Settings
from service.store.memory import MemoryStore
from tests.fakes import SHEET, Line, ScriptedModel


def scripted_services(*script: Line, **settings: object) -> Services:
    """Return services whose only model answers the lines of `script`."""
    store, clock = MemoryStore(), SystemClock()
    reader = Reader(ScriptedModel(*script), Profile(way=ArticlewiseWay()), store, clock)
    return Services(Settings(_env_file=None, **settings), {"scripted": reader}, store, clock)  # type: ignore[arg-type]


@pytest.fixture
def services() -> Services:
    return scripted_services(SHEET)
