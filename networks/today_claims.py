"""What the papers of the methods of today say, and whether the stored curves show it. Nothing is worded by hand but the
claim and how it is judged, so other curves bring other verdicts.
"""

from __future__ import annotations

from dataclasses import dataclass

from .experiments import EXPERIMENTS
from .today import EPOCHS
from .today_rules import (
    CLOSE,
    Rule,
    accuracy,
    better_for_its_gradients,
    ends_as_low,
    faster,
    matches,
    no_slower,
    smaller_rate,
    sooner,
)

SHORT = {"logistic": "logistic regression", "mlp": "multilayer", "convnet": "convolutional"}


@dataclass(frozen=True)
class Claimed:
    """A claim: who says it and when, what, the entries that it is about, how it is judged, and the rule."""

    source: str
    says: str
    entries: tuple[str, ...]
    judged: str
    rule: Rule

    @property
    def seen(self) -> tuple[str, ...]:
        """The experiments on which it holds."""
        return tuple(name for name in EXPERIMENTS if self.rule(name)[0])

    @property
    def kind(self) -> str:
        """ "yes" where it holds on all, "partly" on some, "no" on none."""
        return {0: "no", len(EXPERIMENTS): "yes"}.get(len(self.seen), "partly")

    @property
    def here(self) -> str:
        """How it is judged, and the numbers of each experiment."""
        numbers = [f"{SHORT[name]} {'✓' if self.rule(name)[0] else '✗'} {self.rule(name)[1]}" for name in EXPERIMENTS]
        return f"{self.judged}: {'; '.join(numbers)}."


VERDICTS = {"yes": "Seen", "partly": "Partly seen", "no": "Not reproduced"}

CLAIMS = (
    Claimed(
        "Le et al. (2011), L-BFGS",
        "L-BFGS with a line search speeds up training over SGD (autoencoders).",
        ("lbfgs", "sgd"),
        "A lower cost for as many gradients as SGD spends",
        better_for_its_gradients("lbfgs", "sgd"),
    ),
    Claimed(
        "Bernstein et al. (2018), Signum",
        "Signum matches the accuracy and the speed of convergence of Adam (on ImageNet).",
        ("signum", "adam"),
        "A mean cost at most 5 % higher than Adam’s, and an accuracy at most one point lower",
        matches("signum", "adam"),
    ),
    Claimed(
        "Gupta et al. (2018), Shampoo",
        "Shampoo converges considerably faster than commonly used optimizers.",
        ("shampoo", "sgd", "nesterov", "adam"),
        "A mean cost a tenth lower than the best of SGD, NAG and Adam",
        faster("shampoo", ("sgd", "nesterov", "adam"), 0.9),
    ),
    Claimed(
        "Gupta et al. (2018), Shampoo",
        "Its time for a step is comparable to Adam’s.",
        ("shampoo", "adam"),
        "An epoch takes at most one and a half times as long as Adam’s",
        no_slower("shampoo", "adam", 1.5),
    ),
    Claimed(
        "Foret et al. (2021), SAM",
        "SAM generalizes better than the method that it is put around.",
        ("sam", "sgd"),
        "A higher validation accuracy than SGD’s over the last five epochs",
        accuracy("sam", "sgd", 0),
    ),
    Claimed(
        "Xie et al. (2022), Adan",
        "Adan needs half the epochs of the best optimizers for the same result (ViT, MAE).",
        ("adan", "adamw"),
        f"The cost of AdamW’s last five epochs within {EPOCHS // 2} of {EPOCHS} epochs",
        sooner("adan", "adamw", 0.5),
    ),
    Claimed(
        "Chen et al. (2023), Lion",
        "Lion performs like AdamW or better (language models and others).",
        ("lion", "adamw"),
        "A mean cost at most 5 % higher than AdamW’s, and an accuracy at most one point lower",
        matches("lion", "adamw"),
    ),
    Claimed(
        "Chen et al. (2023), Lion",
        "It needs a smaller learning rate than Adam.",
        ("lion", "adam"),
        "A smaller tuned rate than Adam’s",
        smaller_rate("lion", "adam"),
    ),
    Claimed(
        "Mishchenko & Defazio (2023), Prodigy",
        "Without any tuning, Prodigy’s accuracy is close to that of hand-tuned Adam.",
        ("prodigy", "adam"),
        "A validation accuracy at most one point below Adam’s",
        accuracy("prodigy", "adam", -CLOSE),
    ),
    Claimed(
        "Defazio et al. (2024), schedule-free",
        "Without a schedule, schedule-free AdamW does as well as AdamW with one.",
        ("schedule_free_adamw", "adamw-cosine"),
        "A cost over the last five epochs at most 5 % higher than that of AdamW with a cosine",
        ends_as_low("schedule_free_adamw", "adamw-cosine"),
    ),
    Claimed(
        "Defazio et al. (2024), schedule-free",
        "Without a schedule, schedule-free SGD does as well as SGD with momentum and one.",
        ("schedule_free_sgd", "nesterov-cosine"),
        "A cost over the last five epochs at most 5 % higher than that of NAG with a cosine",
        ends_as_low("schedule_free_sgd", "nesterov-cosine"),
    ),
    Claimed(
        "Vyas et al. (2024), SOAP",
        "SOAP needs 40 % fewer steps than AdamW (language models, large batches).",
        ("soap", "adamw"),
        f"The cost of AdamW’s last five epochs within {round(0.6 * EPOCHS)} of {EPOCHS} epochs",
        sooner("soap", "adamw", 0.6),
    ),
    Claimed(
        "Vyas et al. (2024), SOAP",
        "It needs 20 % fewer steps than Shampoo.",
        ("soap", "shampoo"),
        f"The cost of Shampoo’s last five epochs within {round(0.8 * EPOCHS)} of {EPOCHS} epochs",
        sooner("soap", "shampoo", 0.8),
    ),
    Claimed(
        "Liu et al. (2025), Muon",
        "Muon needs about half of what AdamW needs (language models).",
        ("muon", "adamw"),
        f"The cost of AdamW’s last five epochs within {EPOCHS // 2} of {EPOCHS} epochs",
        sooner("muon", "adamw", 0.5),
    ),
)
