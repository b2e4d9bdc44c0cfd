"""Components as HTML text."""

import pytest
from dash import dcc, html

from components.desk import desk_rows
from components.icon import icon_button
from components.markup import lighten, markup
from optimizers import OPTIMIZERS


def test_elements_text_and_attributes():
    written = markup([html.Div(["1 < 2 & ", html.Span("“3”", className="n")], **{"data-name": 'a"b<c'}), html.Span()])
    assert written == ('<div data-name="a&quot;b&lt;c">1 &lt; 2 &amp; <span class="n">“3”</span></div><span></span>')


def test_a_button_keeps_its_name_and_action():
    written = markup(icon_button("more", "More of Adam", "more", name="adam"))
    for part in ("<button ", 'type="button"', 'aria-label="More of Adam"', 'data-action="more"', 'data-name="adam"'):
        assert part in written


@pytest.mark.parametrize("content", [dcc.Graph(), html.Div(n_clicks=1), html.Div(dcc.Link("x", href="/"))])
def test_what_is_no_plain_element_is_refused(content):
    with pytest.raises(TypeError):
        markup(content)


def test_what_has_no_end_and_what_is_hidden():
    written = markup([html.Img(src="a.svg", alt=""), html.Div(hidden=True, tabIndex="-1"), html.P(hidden=False)])
    assert written == '<img alt="" src="a.svg"><div hidden tabindex="-1"></div><p></p>'
    assert markup(html.Span("➜", style={"color": "red"})) == '<span style="color: red">➜</span>'


def test_a_text_is_the_same_at_every_start():
    """Or browsers would load what they have once more: Dash keeps the names of `data-` attributes in sets."""
    letters = "qfbxandk"
    written = markup(html.Div(**{f"data-{letter}": letter for letter in letters}))
    assert written == "".join(["<div", *(f' data-{letter}="{letter}"' for letter in sorted(letters)), "></div>"])


def test_a_layout_becomes_light():
    """What is plain goes to the texts, but for what Dash writes into and what holds that."""
    texts = {}
    page = html.Div(
        [
            html.Section([html.Button(html.Span("a"), type="button"), html.Div(id="said")], id="plain"),
            html.Section([html.Div(id="picture-0"), html.Div([html.Span("b")])], id="written"),
            html.P("a text alone"),
            dcc.Store(id="store"),
        ]
    )
    lighten(page, texts)
    plain, written, text, _ = page.children
    assert texts[getattr(plain, "data-markup")] == (
        '<button type="button"><span>a</span></button><div id="said"></div>'
    )
    assert plain.to_plotly_json()["props"].keys() == {"id", "data-markup"}
    assert [getattr(each, "id", None) for each in written.children] == ["picture-0", None]
    assert texts[getattr(written.children[1], "data-markup")] == "<span>b</span>"
    assert (text.children, len(texts)) == ("a text alone", 2)


def test_every_row_of_the_desk_is_there():
    assert desk_rows()["racers"].count('class="racer"') == len(OPTIMIZERS)
    assert 'data-group="rosenbrock"' in desk_rows()["surfaces"]
