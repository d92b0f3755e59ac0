"""Which representation a request accepts (RFC 9110, Accept), and what its Cache-Control asks for."""

from typing import Final

from starlette.exceptions import HTTPException

JSON: Final = "application/json"
EVENTS: Final = "text/event-stream"


def preferred(accept: str, offered: tuple[str, ...] = (JSON, EVENTS)) -> str:
    """Return the offered media type that `accept` likes best; the first of equals; raise 406 when it likes none."""
    if not accept or accept == "*/*":
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best = max(offered, key=lambda media_type: _quality(media_type, ranges))
    if _quality(best, ranges) <= 0:
        raise HTTPException(406, f"`{accept[:200]}` accepts neither {' nor '.join(offered)}")
    return best


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((value[2:] for value in parameters if value.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 0.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """Return the quality of the most specific range that matches. Who asks for problem details asks for JSON."""
    names = (media_type, "application/problem+json" if media_type == JSON else "", media_type.partition("/")[0] + "/*", "*/*")
    return next((quality for wanted in names for name, quality in ranges if name == wanted), 0.0)


def wants_fresh(cache_control: str) -> bool:
    """Tell whether the model is to be asked again, whatever is kept."""
    return "no-cache" in cache_control.lower() or "no-store" in cache_control.lower()
