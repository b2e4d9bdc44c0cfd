"""The planes that ship with the project: `python -m networks.shipped_planes`, a part of `make data`, makes them."""

from __future__ import annotations

import sys

from progress import progress_bar

from .plane import plane
from .plane_files import FOLDER, packed
from .plane_spec import SHIPPED_EPOCHS, PlaneSpec

#: By name; all methods have the settings that were found for the experiment.
PLANES = {
    "logistic": PlaneSpec("logistic", epochs=SHIPPED_EPOCHS, centre="adam"),
    "mlp": PlaneSpec("mlp", epochs=SHIPPED_EPOCHS, centre="adam"),
    "mlp-random": PlaneSpec("mlp", epochs=SHIPPED_EPOCHS, centre="adam", directions="random"),
}


def main() -> None:
    """Make those that are named, or all."""
    FOLDER.mkdir(exist_ok=True)
    for name in sys.argv[1:] or PLANES:
        with progress_bar("evaluations", name=name) as progress:
            content = packed(plane(PLANES[name], progress))
        (FOLDER / f"{name}.npz").write_bytes(content)
        print(f"{name}: {len(content) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
