"""Fetch the vendored files of the page again, by `npm pack`, as their `vendor.toml` lists them.

    python deploy/vendor_page.py [FOLDER...]

Writes each file beside the list, and SHA256SUMS with the checksum of all of them (check by hand: `sha256sum -c SHA256SUMS`).
npm verifies the registry's own integrity hash of each package. To upgrade, change the version in the list and run this again.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "service/web/page/vendor", ROOT / "tests/page/vendor")


def vendor(folder: Path) -> None:
    """Fetch every package of `folder/vendor.toml` and write its files and their checksums into `folder`."""
    listed = tomllib.loads((folder / "vendor.toml").read_text())["package"]
    names = [name for package in listed for name in fetch(package, folder)]
    sums = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(names))
    (folder / "SHA256SUMS").write_text("".join(sums))


def fetch(package: dict[str, Any], folder: Path) -> list[str]:
    """Copy the wanted files of one package out of its tarball; give their new names."""
    with tempfile.TemporaryDirectory() as scratch:
        pinned = f"{package['name']}@{package['version']}"
        subprocess.run(["npm", "pack", "--silent", pinned], cwd=scratch, check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607
        (tarball,) = Path(scratch).glob("*.tgz")
        with tarfile.open(tarball) as archive:
            for name, inside in package["files"].items():
                member = archive.extractfile(f"package/{inside}")
                if member is None:
                    raise FileNotFoundError(f"{pinned} has no file {inside}")
                (folder / name).write_bytes(member.read())
    return list(package["files"])


if __name__ == "__main__":
    for wanted in [Path(argument) for argument in sys.argv[1:]] or FOLDERS:
        vendor(wanted)
