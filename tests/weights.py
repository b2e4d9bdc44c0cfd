"""What the files of checks cost, as far as it is more than two seconds of a processor, children and browser included.

The longest are dealt first, so that both processes are busy to the end; a wrong number costs only time.
"""

SECONDS: dict[str, float] = {}
