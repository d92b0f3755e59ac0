"""Speed against bare peers, always in the same run: `make bench`, or `python -m benchmarks SCENARIO…`."""
