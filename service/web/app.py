"""The application: routes, errors, and the services behind them for as long as it lives."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from service import __version__
from service.bootstrap import Services
from service.bootstrap import open_services as open_real_services
from service.settings import Settings
from service.store.retention import kept_for
from service.web import description, problems, routes_extractions, routes_health, routes_pages
from service.web.admission import Admission
from service.web.desk import Desk, State
from service.web.frame import Frame
from service.web.meters import Meters
from service.web.recent import RecentAnswers

OpenServices = Callable[[Settings], AbstractAsyncContextManager[Services]]
_RECENT_BYTES = 32_000_000
_RECENT_SECONDS = 10.0


def create_app(
    settings: Settings, *, open_services: OpenServices = open_real_services, shared_meters: Path | None = None
) -> FastAPI:
    """Return the application, whose services open when it starts and close when it stops.

    `app.state.admission` is the way to stop it gently. `shared_meters` is the folder where several workers count together.
    """
    admission = Admission(at_once=settings.max_in_flight, queued=settings.max_queued)
    meters = Meters(admission, shared=shared_meters)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[State]:
        async with open_services(settings) as services, kept_for(settings.retention_days, services.store, services.clock):
            recent = RecentAnswers(most_bytes=_RECENT_BYTES, seconds=_RECENT_SECONDS, monotonic=services.clock.monotonic)
            yield {"desk": Desk(services, admission, recent, meters)}

    app = FastAPI(
        title="Dragoman",
        version=__version__,
        summary="News about diplomacy and conflict in; grounded events, delegations and stances out.",
        description="Every error is an RFC 9457 problem; its `type` leads to an explanation. Offsets count Unicode code points.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.admission = admission
    problems.install(app)
    description.install(app)
    app.include_router(routes_extractions.router)
    app.include_router(routes_health.router)
    routes_pages.mount(app)
    app.add_middleware(Frame, meters=meters)
    return app
