"""Who may call, and the headers that keep a browser from doing harm with an answer."""

import hmac
from collections.abc import Sequence
from typing import Final

from pydantic import SecretStr

from service.errors import NotAllowed, WrongKey

_PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"
_COMMON: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
PAGE_HEADERS: Final = (*_COMMON, (b"content-security-policy", _PAGE_POLICY.encode()))
DATA_HEADERS: Final = (*_COMMON, (b"content-security-policy", _DATA_POLICY.encode()))


def headers_for(content_type: bytes) -> tuple[tuple[bytes, bytes], ...]:
    """Return the security headers of an answer: HTML gets the page's policy, all else may load nothing."""
    return PAGE_HEADERS if content_type.startswith(b"text/html") else DATA_HEADERS


def check_key(authorization: str, keys: Sequence[SecretStr]) -> None:
    """Raise `NotAllowed` or `WrongKey` unless `authorization` is `Bearer` and one of `keys`; with no keys the service is open.

    Every key is compared in full, in constant time.
    """
    if not keys:
        return
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        raise NotAllowed("send one of this service's API keys as `Authorization: Bearer <key>`")
    offered = given.strip().encode()
    matches = [hmac.compare_digest(offered, key.get_secret_value().encode()) for key in keys]
    if not any(matches):
        raise WrongKey("this API key is not one of this service's")
