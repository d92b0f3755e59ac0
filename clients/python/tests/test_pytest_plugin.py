"""The plugin as another team has it: installed, one line of configuration, no service."""

import subprocess
import sys
from pathlib import Path

TEST = """
def test_talks_are_found(dragoman):
    with dragoman.client() as client:
        assert client.extract(dragoman.article("herring-delegation")).delegations
    assert [asked.method for asked in dragoman.requests] == ["POST"]

def test_each_test_has_its_own(dragoman):
    assert dragoman.requests == []
"""


def test_fixture_serves_the_folder_of_the_configuration(tmp_path: Path, dragoman_recordings: Path) -> None:
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nfilterwarnings = error\ndragoman_recordings = {dragoman_recordings}\n")
    (tmp_path / "test_ours.py").write_text(TEST)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:asyncio", "-q"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "2 passed" in ran.stdout, ran.stdout + ran.stderr
