"""`python -m tests.mutations [WORD]`: break each promise once, in a copy of the tree, and see its test fail.

Ends with 1 when a change goes unnoticed, or when a test fails without it.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.mutations.table import ROOT, Mutation, mutations

_NOT_COPIED = (".git", ".venv", "site", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "*.sqlite3*", "models", "dist")
_LONGEST_SECONDS = 300


def main() -> int:
    """Print a line for each change."""
    chosen = [one for one in mutations() if not sys.argv[1:] or sys.argv[1] in f"{one.file} {one.promise}"]
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_NOT_COPIED))
        if not _passes(copy, *sorted({one.test for one in chosen})):
            _say("The tests fail without any change.")
            return 1
        for one in chosen:
            began = time.monotonic()
            noticed = not _with(copy, one)
            unnoticed += not noticed
            _say(f"{'noticed' if noticed else 'UNNOTICED'} after {time.monotonic() - began:3.0f} s: {one.change} ({one.file})")
    _say(f"{len(chosen) - unnoticed} of {len(chosen)} changes noticed")
    return int(unnoticed > 0)


def _with(copy: Path, one: Mutation) -> bool:
    """Whether the test passes with the change."""
    file = copy / one.file
    before = file.read_bytes()
    file.write_bytes(one.applied(before.decode()).encode())
    try:
        return _passes(copy, one.test)
    finally:
        file.write_bytes(before)


def _passes(copy: Path, *tests: str) -> bool:
    """Whether the tests pass; one that hangs does not. Raises SystemExit when pytest could not run them."""
    command = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests)
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, timeout=_LONGEST_SECONDS, text=True, check=False)
    except subprocess.TimeoutExpired:
        return False
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stdout + done.stderr)
    return done.returncode == 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
