"""Fetch the vendored files of the page again, by `npm pack`, as their `vendor.toml` lists them: `make vendor`.

    python deploy/vendor_page.py [FOLDER...]

Writes each file beside the list, and SHA256SUMS with the checksum of all of them (check by hand: `sha256sum -c SHA256SUMS`).
npm verifies the registry's own integrity hash of each package. To upgrade, change the version in the list and run this again.
"""

import hashlib
import shutil
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
    """Fetch every package of `folder/vendor.toml`, write its files and their checksums into `folder`, and say what changed."""
    sums_file = folder / "SHA256SUMS"
    before = set(sums_file.read_text().splitlines()) if sums_file.is_file() else set()
    listed = tomllib.loads((folder / "vendor.toml").read_text())["package"]
    names = [name for package in listed for name in fetch(package, folder)]
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}" for name in sorted(names)]
    sums_file.write_text("".join(f"{line}\n" for line in sums))
    changed = [line.split()[1] for line in sums if line not in before]
    print(f"{folder}: {len(sums)} files, changed: {', '.join(changed) or 'none'}")


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
    if shutil.which("npm") is None:
        raise SystemExit("npm is not installed; it comes with Node.js")
    for wanted in [Path(argument) for argument in sys.argv[1:]] or FOLDERS:
        vendor(wanted)
