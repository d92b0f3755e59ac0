"""The page's files are what they claim to be; no browser needed."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.page.istanbul import ARTICLE
from tests.page.stub import PAGE

FOLDERS = (PAGE / "vendor", Path(__file__).parent / "vendor")


@pytest.mark.parametrize("folder", FOLDERS, ids=["page", "tests"])
def test_vendored_files_are_listed_licensed_and_unchanged(folder: Path) -> None:
    packages = tomllib.loads((folder / "vendor.toml").read_text())["package"]
    listed = {name for package in packages for name in package["files"]}
    lines = (line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines())
    sums = {name: checksum for checksum, name in lines}
    assert listed == set(sums) == {path.name for path in folder.iterdir()} - {"vendor.toml", "SHA256SUMS"}
    assert all(any(name.endswith("LICENSE") for name in package["files"]) for package in packages)
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in listed} == sums


def test_the_sample_is_the_seed() -> None:
    assert (PAGE / "samples/istanbul-talks.txt").read_text(encoding="utf-8") == ARTICLE


def test_the_page_has_no_inline_script_style_or_handler() -> None:
    html = (PAGE / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)


def test_modules_write_no_markup_and_name_no_other_host() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (PAGE / "js").glob("*.js"))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source)
    assert not re.search(r"https?://\w", source)
