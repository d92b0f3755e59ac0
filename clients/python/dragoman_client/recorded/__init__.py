"""A stand-in for the service in your tests: recorded answers on a port, faults on demand, a list of what was asked."""

from dragoman_client.recorded.asked import Asked
from dragoman_client.recorded.cases import Case, read_cases
from dragoman_client.recorded.service import RecordedService

__all__ = ["Asked", "Case", "RecordedService", "read_cases"]
