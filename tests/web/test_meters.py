"""What /metrics says of one process, and that several say the same."""

import re
import subprocess
import sys
from pathlib import Path

from service import __version__
from service.web.admission import Admission
from service.web.meters import Meters

ROOT = Path(__file__).parents[2]
BUCKETS = (0.001, 0.005, 0.025, 0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, "+Inf")
ALONE = [
    'dragoman_requests_total{method="GET",route="/x",status="200"} 1.0',
    *(f'dragoman_request_seconds_bucket{{le="{most}",route="/x"}} {float(n >= 4)}' for n, most in enumerate(BUCKETS)),
    'dragoman_request_seconds_count{route="/x"} 1.0',
    'dragoman_request_seconds_sum{route="/x"} 0.25',
    'dragoman_extractions_total{source="model"} 1.0',
    'dragoman_extractions_total{source="store"} 0.0',
    'dragoman_extractions_total{source="memory"} 0.0',
    'dragoman_extractions_total{source="replay"} 0.0',
    f'dragoman_info{{version="{__version__}"}} 1.0',
    "dragoman_extractions_in_progress 2.0",
    "dragoman_extractions_waiting 1.0",
]
COUNTED = """
import sys
from pathlib import Path
from service.web.shared_meters import count_in
from tests.web.test_meters import counted
count_in(Path(sys.argv[1]), int(sys.argv[2]))
sys.stdout.write(counted(Path(sys.argv[1])))
"""


def counted(shared: Path | None) -> str:
    """Return what is told after one request, with two extractions under way and one waiting."""
    admission = Admission(at_once=2, queued=1)
    meters = Meters(admission, shared=shared)
    meters.answered(method="GET", route="/x", status=200, seconds=0.25)
    meters.extracted(source="model")
    admission.inside, admission.waiting = 2, 1
    if admission.on_change is not None:
        admission.on_change()
    return meters.text().decode()


def samples(text: str) -> list[str]:
    """Return the lines that hold values, but for the times at which counters were made."""
    return [line for line in text.splitlines() if not line.startswith("#") and "_created" not in line]


def doubled(line: str) -> str:
    """Return a line as two processes tell it that have done the same; the version is the same for both."""
    name, value = line.rsplit(" ", 1)
    return line if name.startswith("dragoman_info") else f"{name} {2 * float(value)}"


def test_one_process_tells_these_samples_in_this_order() -> None:
    text = counted(None)
    assert samples(text) == ALONE
    assert re.findall(r"# TYPE (\S+) (\w+)", text.replace("_total", "")) == [
        ("dragoman_requests", "counter"),
        ("dragoman_requests_created", "gauge"),
        ("dragoman_request_seconds", "histogram"),
        ("dragoman_request_seconds_created", "gauge"),
        ("dragoman_extractions", "counter"),
        ("dragoman_extractions_created", "gauge"),
        ("dragoman_info", "gauge"),
        ("dragoman_extractions_in_progress", "gauge"),
        ("dragoman_extractions_waiting", "gauge"),
    ]


def test_two_processes_tell_the_same_samples_added_up(tmp_path: Path) -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", COUNTED, str(tmp_path), slot], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
        for slot in ("0", "1")
    ]
    assert sorted(samples(told[0])) == sorted(ALONE)
    assert sorted(samples(told[1])) == sorted(map(doubled, ALONE))


def test_a_process_in_the_place_of_a_dead_one_counts_on_without_a_further_file(tmp_path: Path) -> None:
    for _ in range(2):
        told = subprocess.run(
            [sys.executable, "-c", COUNTED, str(tmp_path), "0"], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
    assert 'dragoman_requests_total{method="GET",route="/x",status="200"} 2.0' in samples(told)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "counter_0.db", "gauge_livemax_0.db", "gauge_livesum_0.db", "histogram_0.db",
    ]  # fmt: skip
