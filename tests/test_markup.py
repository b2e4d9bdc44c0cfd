"""Components as HTML text."""

import pytest
from dash import dcc, html

from components.desk import desk_rows
from components.icon import icon_button
from components.markup import markup
from optimizers import OPTIMIZERS


def test_elements_text_and_attributes():
    written = markup([html.Div(["1 < 2 & ", html.Span("“3”", className="n")], **{"data-name": 'a"b<c'}), html.Span()])
    assert written == ('<div data-name="a&quot;b&lt;c">1 &lt; 2 &amp; <span class="n">“3”</span></div><span></span>')


def test_a_button_keeps_its_name_and_action():
    written = markup(icon_button("more", "More of Adam", "more", name="adam"))
    for part in ("<button ", 'type="button"', 'aria-label="More of Adam"', 'data-action="more"', 'data-name="adam"'):
        assert part in written


@pytest.mark.parametrize("content", [dcc.Graph(), html.Br(), html.Div(hidden=True), html.Div(dcc.Link("x", href="/"))])
def test_what_is_no_plain_element_is_refused(content):
    with pytest.raises(TypeError):
        markup(content)


def test_every_row_of_the_desk_is_there():
    assert desk_rows()["racers"].count('class="racer"') == len(OPTIMIZERS)
    assert 'data-group="rosenbrock"' in desk_rows()["surfaces"]
