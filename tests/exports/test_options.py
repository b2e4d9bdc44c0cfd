"""Settings are read from text once, for the page and the command line alike."""

from dataclasses import fields

import pytest
from each import each

from exports import FORMATS, SETTINGS, SIZES, ExportError, Options, read_options
from exports.formats import format_of


def test_every_option_has_one_setting():
    assert [field.name for field in fields(Options)] == list(SETTINGS)
    assert {kind for setting in SETTINGS.values() for kind in setting.kinds} <= {f.kind for f in FORMATS.values()}


def test_every_size_is_allowed():
    for width, height in SIZES.values():
        assert read_options({"width": width, "height": str(height)}) == Options(width=width, height=height)


def test_a_decimal_comma_is_understood():
    assert read_options({"hold": "0,5", "pace": " 12,5 "}) == Options(hold=0.5, pace=12.5)


def test_what_is_empty_has_its_default():
    assert read_options({"fps": "", "theme": None}) == Options()


@each(
    "given, told",
    [
        ({"width": "1281"}, "width: '1281' is not understood; allowed: even numbers from 240 to 1920"),
        ({"height": 4000}, "height: 4000 is not understood; allowed: even numbers from 240 to 1920"),
        ({"fps": 2.5}, "fps: 2.5 is not understood; allowed: a whole number from 5 to 60"),
        ({"pace": "fast"}, "pace: 'fast' is not understood; allowed: a number from 1 to 1000"),
        ({"hold": float("nan")}, "hold: nan is not understood; allowed: a number from 0 to 10"),
        ({"theme": "blue"}, "theme: 'blue' is not understood; allowed: light, dark"),
        ({"zap": 1}, "unknown setting 'zap'; allowed: width, height, "),
    ],
)
def test_bad_settings_are_told(given, told):
    with pytest.raises(ExportError) as error:
        read_options(given)
    assert str(error.value).startswith(told)


def test_the_ending_says_the_format():
    assert {format_of(f"a.b.{name.upper()}") for name in FORMATS} == set(FORMATS)
    for bad in ("race", "race.avi", ".mp4x"):
        with pytest.raises(ExportError, match=r"allowed: \.mp4, \.webm"):
            format_of(bad)
