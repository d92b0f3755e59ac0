"""How text becomes bytes in the database.

PostgreSQL's text cannot hold NUL and compares by locale; bytes do neither, and are the same in SQLite.
"""

import hashlib

LONGEST_KEY = 512
"""Bytes. PostgreSQL refuses index rows above some 2,700."""


def utf8(text: str) -> bytes:
    """Encode strictly: a lone surrogate raises `UnicodeEncodeError`, because it could not be read back by anybody else."""
    return text.encode("utf-8")


def key_bytes(key: str) -> bytes:
    """Encode a key of any length; one that is too long for an index stands by its digest. Raises as `utf8` does."""
    encoded = utf8(key)
    if len(encoded) <= LONGEST_KEY:
        return encoded
    return b"sha256:" + hashlib.sha256(encoded).hexdigest().encode()


def etag(body: bytes) -> str:
    """Return the strong entity tag (RFC 9110) of a body, quotes included."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'
