"""Links: a page's whole state as a URL query, and back.

The query is plain enough to be edited by hand. Each `surface` begins a panel, and what follows belongs to it::

    ?surface=beale&start=1,1.6&steps=198&sgd=learning_rate:0.001&surface=rotated_quadratic,angle:45&adam=&step=57
    ?surface=network&plane=mlp&surface=network&plane=mlp-random&adam=
    ?surface=own&f=(1-x)^2+10*(y-x^2)^2&domain=-2,2,-1,3&noise=additive,sigma:0.5&seed=3&momentum=

A panel is a RaceSpec (and the zoomed part of its picture, and whether its axes have the same scale); the other keys are
the page's view, declared in `VIEW`. A racer's learning rate is always written, its other hyperparameters where they
differ from their defaults. Where a panel names no racers, `CLASSICS` run.
"""

from .reader import MAX_LENGTH, MAX_PANELS, planes_in, query_of, scene_from_query, spec_from_query
from .values import numbers, one_number, one_of, text_of, whole_number
from .view import MAX_CLOCK, MEASURES, SPEEDS, VIEW
from .writer import Panel, Range, Scene, spec_to_query

__all__ = [
    "MAX_CLOCK",
    "MAX_LENGTH",
    "MAX_PANELS",
    "MEASURES",
    "SPEEDS",
    "VIEW",
    "Panel",
    "Range",
    "Scene",
    "numbers",
    "one_number",
    "one_of",
    "planes_in",
    "query_of",
    "scene_from_query",
    "spec_from_query",
    "spec_to_query",
    "text_of",
    "whole_number",
]
