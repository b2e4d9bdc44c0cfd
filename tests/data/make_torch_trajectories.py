"""Make torch_trajectories.npz: the paths of torch.optim's methods, which tests/optimizers/test_torch.py compares with.

Run it from the repository's root in an environment with torch (requirements-bench.txt)::

    python tests/data/make_torch_trajectories.py

Nothing of this project is used: the surfaces are written anew, autograd differentiates them, float64 throughout. The
settings are named as in this project, and everything that torch calls differently, or has another default for, is
passed explicitly. The file holds one array (STEPS + 1, 2) for each "method/surface", and "about", a JSON text with
torch's version, the starts and the settings.

- `nesterov`: torch's iterates are the look-ahead points x_t + μ (x_t − x_{t−1}), not the points x_t of the paper.
- `irprop_minus` is torch's Rprop, which pauses for a step where a gradient changes its sign; `rprop`, Rprop−, steps
  back at once. Up to the first change of a sign, in either coordinate, the two are the same by definition, and no
  further. Hence short first steps for `rprop`, and "comparable": the number of steps before that. Beyond it the two
  are different methods.
- `adamax`: torch adds ε inside the maximum; it is 0 here, as in the paper.
- `radam`: torch begins with steps of momentum.
- `muon`: the point is a matrix of 2 × 1, and what torch iterates in 16 bits is iterated in 64 (`exactly`).
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch import optim

STEPS = 200
FILE = Path(__file__).with_name("torch_trajectories.npz")


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def beale(x, y):
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def himmelblau(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def rotated_quadratic(x, y):
    """Curvature 1 along the direction at 30 degrees, 100 across it, from the matrix."""
    q = torch.tensor([[3**0.5 / 2, -0.5], [0.5, 3**0.5 / 2]], dtype=torch.float64)
    matrix = q @ torch.diag(torch.tensor([1.0, 100.0], dtype=torch.float64)) @ q.T
    point = torch.stack([x, y])
    return point @ matrix @ point / 2


STARTS = {
    rosenbrock: (-1.2, 1.0),
    beale: (1.0, 1.5),
    himmelblau: (-0.5, 1.0),
    rotated_quadratic: (-3.0, 1.0),
}

#: The settings of each method and its learning rates on the surfaces, in the order of STARTS. An ε of 0.01 is so large
#: that its place, outside the root or inside it, can be told from the path.
SETTINGS = {
    "sgd": ({}, (0.001, 0.002, 0.005, 0.01)),
    "momentum": ({"momentum": 0.95}, (0.0003, 0.0005, 0.0005, 0.002)),
    "nesterov": ({"momentum": 0.95}, (0.0003, 0.0005, 0.0005, 0.002)),
    "rprop": ({"eta_plus": 1.02, "eta_minus": 0.5, "step_min": 1e-6, "step_max": 50.0}, (1e-4, 1e-3, 1e-3, 1e-3)),
    "irprop_minus": (
        {"eta_plus": 1.2, "eta_minus": 0.5, "step_min": 1e-6, "step_max": 50.0},
        (0.01, 0.01, 0.01, 0.02),
    ),
    "adagrad": ({"epsilon": 0.01}, (0.3, 0.3, 0.5, 0.5)),
    "rmsprop": ({"rho": 0.99, "epsilon": 0.01}, (0.003, 0.005, 0.01, 0.01)),
    "adadelta": ({"rho": 0.9, "epsilon": 1e-6}, (2.0, 5.0, 5.0, 5.0)),
    "adam": ({"beta1": 0.8, "beta2": 0.99, "epsilon": 0.01}, (0.03, 0.05, 0.1, 0.1)),
    "adamax": ({"beta1": 0.8, "beta2": 0.99}, (0.03, 0.05, 0.1, 0.1)),
    "adamw": ({"beta1": 0.8, "beta2": 0.99, "epsilon": 0.01, "weight_decay": 0.1}, (0.03, 0.05, 0.1, 0.1)),
    "amsgrad": ({"beta1": 0.8, "beta2": 0.9, "epsilon": 0.01}, (0.03, 0.05, 0.1, 0.1)),
    "nadam": ({"beta1": 0.8, "beta2": 0.99, "epsilon": 0.01, "momentum_decay": 0.1}, (0.03, 0.05, 0.1, 0.1)),
    "radam": ({"beta1": 0.8, "beta2": 0.99, "epsilon": 0.01, "momentum_start": 1.0}, (2e-4, 1e-3, 5e-3, 2e-3)),
    "muon": ({"momentum": 0.9, "weight_decay": 0.1}, (0.005, 0.01, 0.02, 0.02)),
}


def optimizer(method, parameters, learning_rate, **s):
    """torch's own object for a method of this project with the settings `s`."""
    parameters, lr = [parameters], learning_rate
    if method == "sgd":
        return optim.SGD(parameters, lr=lr)
    if method in ("momentum", "nesterov"):
        return optim.SGD(parameters, lr=lr, momentum=s["momentum"], dampening=0, nesterov=method == "nesterov")
    if method in ("rprop", "irprop_minus"):
        etas, step_sizes = (s["eta_minus"], s["eta_plus"]), (s["step_min"], s["step_max"])
        return optim.Rprop(parameters, lr=lr, etas=etas, step_sizes=step_sizes)
    if method == "adagrad":
        return optim.Adagrad(parameters, lr=lr, lr_decay=0, initial_accumulator_value=0, eps=s["epsilon"])
    if method == "rmsprop":
        return optim.RMSprop(parameters, lr=lr, alpha=s["rho"], eps=s["epsilon"], momentum=0, centered=False)
    if method == "muon":
        return optim.Muon(parameters, lr=lr, weight_decay=s["weight_decay"], momentum=s["momentum"], nesterov=True)
    if method == "adadelta":
        return optim.Adadelta(parameters, lr=lr, rho=s["rho"], eps=s["epsilon"])
    return adam_like(method, parameters, lr, (s["beta1"], s["beta2"]), s)


def adam_like(method, parameters, lr, betas, s):
    """torch's own object for Adam and its descendants."""
    if method in ("adam", "amsgrad"):
        return optim.Adam(parameters, lr=lr, betas=betas, eps=s["epsilon"], amsgrad=method == "amsgrad")
    if method == "adamax":
        return optim.Adamax(parameters, lr=lr, betas=betas, eps=0)
    if method == "adamw":
        return optim.AdamW(parameters, lr=lr, betas=betas, eps=s["epsilon"], weight_decay=s["weight_decay"])
    if method == "nadam":
        return optim.NAdam(parameters, lr=lr, betas=betas, eps=s["epsilon"], momentum_decay=s["momentum_decay"])
    if method == "radam":
        return optim.RAdam(parameters, lr=lr, betas=betas, eps=s["epsilon"])
    raise ValueError(method)


def path(surface, method, settings):
    """The iterates, (STEPS + 1, 2), and the number of steps before a gradient changes its sign."""
    point = torch.tensor(STARTS[surface], dtype=torch.float64)
    point = (point[:, None] if method == "muon" else point).requires_grad_()
    stepper = optimizer(method, point, **settings)
    points, signs = [point.detach().ravel().numpy().copy()], []
    for _ in range(STEPS):
        stepper.zero_grad()
        surface(*point.ravel()).backward()
        signs.append(point.grad.ravel().sign().numpy().copy())
        stepper.step()
        points.append(point.detach().ravel().numpy().copy())
    changed = (np.array(signs) != signs[0]).any(axis=1)
    return np.array(points), int(changed.argmax()) if changed.any() else STEPS


def exactly(tensor):
    """A copy that keeps its bits, for what torch would round to 16."""
    return tensor.clone()


def main():
    torch.Tensor.bfloat16 = exactly
    runs, arrays = {}, {}
    for method, (common, rates) in SETTINGS.items():
        for surface, rate in zip(STARTS, rates, strict=True):
            settings = {"learning_rate": rate, **common}
            name = f"{method}/{surface.__name__}"
            arrays[name], unchanged = path(surface, method, settings)
            comparable = unchanged if method == "rprop" else STEPS
            runs[name] = {"start": STARTS[surface], "settings": settings, "comparable": comparable}
    about = {"torch": torch.__version__, "steps": STEPS, "runs": runs}
    np.savez_compressed(FILE, about=json.dumps(about), **arrays)
    print(f"{FILE}: {len(arrays)} paths, {FILE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
