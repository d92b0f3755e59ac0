"""When the client asks again."""

from dragoman_client.errors import Unreachable
from dragoman_client.retries import Retries

LOST = Unreachable("lost", retryable=True)


def test_waits_double_up_to_the_longest() -> None:
    retries = Retries(attempts=9, first=1.0, longest=4.0)
    waits = [retries.wait(LOST, attempt=attempt, waited=0.0) or 0.0 for attempt in range(1, 6)]
    for wait, most in zip(waits, (1, 2, 4, 4, 4), strict=True):
        assert most / 2 <= wait <= most


def test_total_wait_is_bounded() -> None:
    assert Retries(seconds=10.0, first=4.0).wait(LOST, attempt=1, waited=9.0) is None


def test_one_attempt_means_none_again() -> None:
    assert Retries(attempts=1).wait(LOST, attempt=1, waited=0.0) is None


def test_error_that_time_does_not_mend_is_given_up_at_once() -> None:
    assert Retries().wait(Unreachable("no", retryable=False), attempt=1, waited=0.0) is None
