"""The wrapper form of an optimizer: a declared element-wise rule in, another one with states of its own more out.

What goes around is a function of the inner method's step, the position, the gradient and its own states; its annotated
keyword-only arguments are hyperparameters more, and those without an annotation are the inner method's. It returns the
new position and its states::

    def ahead(step, x, g, d=0.0, *, share: Annotated[float, Hyperparameter(...)] = 0.5):
        fast = step()
        ...

    lookahead = around(momentum, ahead, name="lookahead", label="Lookahead", ...)

`step(**changed)` is where the inner method goes, with its settings or with some of them changed.

Around a block rule, or with `block=True`, what goes around sees all coordinates, as a block rule does (block.py), and
so does the method that comes out; an inner rule that sees one is the same on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from inspect import Parameter, signature
from typing import Any

from hyperparameters import hyperparameters_of

from .block import Block
from .elementwise import Elementwise, Function


@dataclass(frozen=True)
class Wrapper(Elementwise):
    """A method around another one, `inner`."""

    inner: Elementwise | None = None

    def bound(self, settings: dict[str, Any]) -> tuple[Function, None, None]:
        """The rule with its hyperparameters fixed; see :meth:`Elementwise.bound`."""
        for name in settings.keys() - self.hyperparameters.keys():
            raise TypeError(f"{self.name}() has no hyperparameter {name!r}")
        for name, parameter in self.hyperparameters.items():
            settings.setdefault(name, parameter.default)
        return (lambda *given: self.rule(*given, **settings)), None, None


@dataclass(frozen=True)
class BlockWrapper(Wrapper, Block):
    """A method around another one, of which one, or both, see all coordinates."""


def around(
    inner: Elementwise, outer: Callable[..., Any], *, name: str, block: bool = False, **declared: Any
) -> Wrapper:
    """The method of this name with `outer` around `inner`; `block`: what goes around sees all coordinates. The other
    arguments are declared as :func:`elementwise` has them, and are the inner method's where they are not given.

    Raises TypeError for a method that wants its gradient elsewhere than where it is.
    """
    if inner.look_ahead or inner.probe:
        raise TypeError(f"{name}: {inner.name} has a look-ahead or a probe; allowed: methods without")
    places = signature(outer).parameters.values()
    own = {p.name: p.default for p in places if p.kind is Parameter.POSITIONAL_OR_KEYWORD}
    states = {key: start for key, start in own.items() if start is not Parameter.empty}
    asked = [p.name for p in places if p.kind is Parameter.KEYWORD_ONLY]
    known = len(inner.supplied) + len(inner.states)

    def rule(*given: Any, **settings: Any) -> tuple[Any, ...]:
        after: list[Any] = []

        def step(**changed: float) -> Any:
            values: Mapping[str, Any] = {key: settings[key] for key in inner.hyperparameters} | changed
            moved, *after[:] = inner.rule(*given[:known], **values)
            return moved

        found = outer(step, *given[:2], *given[known:], **{key: settings[key] for key in asked})
        moved, *others = found if isinstance(found, tuple) else (found,)
        return moved, *after, *others

    rule.__name__, rule.__module__ = name, outer.__module__
    parts = {each.name: getattr(inner, each.name) for each in fields(inner)}
    parts |= {"rule": rule, "name": name, "states": {**inner.states, **states}, "declared": declared.pop("formula")}
    parts |= {"hyperparameters": {**inner.hyperparameters, **hyperparameters_of(outer)}}
    form = BlockWrapper if block or isinstance(inner, Block) else Wrapper
    parts = {each.name: parts[each.name] for each in fields(form) if each.name in parts}
    return form(**parts | declared, inner=inner)
