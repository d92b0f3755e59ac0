"""A client of Dragoman: a news article in, its events, delegations and stances out, as typed values."""

from dragoman_client.asking import Include, Options
from dragoman_client.async_client import AsyncClient
from dragoman_client.client import Client
from dragoman_client.errors import (
    BadRequest,
    DragomanError,
    EmptyArticle,
    IdempotencyConflict,
    InvalidField,
    ModelFailed,
    ModelRefused,
    NotAllowed,
    NotFound,
    Problem,
    RecordingMissing,
    ServiceFailed,
    TooLong,
    TooMuch,
    Unavailable,
    UnexpectedAnswer,
    Unreachable,
)
from dragoman_client.models import Actor, Article, Delegation, Event, Evidence, Extraction, Record, Stance
from dragoman_client.retries import Retries
from dragoman_client.updates import Done, Found, Progress, Update

__version__ = "0.1.0"
__all__ = [
    "Actor",
    "Article",
    "AsyncClient",
    "BadRequest",
    "Client",
    "Delegation",
    "Done",
    "DragomanError",
    "EmptyArticle",
    "Event",
    "Evidence",
    "Extraction",
    "Found",
    "IdempotencyConflict",
    "Include",
    "InvalidField",
    "ModelFailed",
    "ModelRefused",
    "NotAllowed",
    "NotFound",
    "Options",
    "Problem",
    "Progress",
    "Record",
    "RecordingMissing",
    "Retries",
    "ServiceFailed",
    "Stance",
    "TooLong",
    "TooMuch",
    "Unavailable",
    "UnexpectedAnswer",
    "Unreachable",
    "Update",
]
