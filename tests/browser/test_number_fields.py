"""The number fields of the race page; those of other pages are looked at with their pages."""

import number_fields
import pytest

RACE = "surface=beale&steps=30&adam=&sgd=&noise=additive"


@pytest.mark.parametrize("name", number_fields.fields_of("race"))
def test_a_number_field(race, name):
    race.show(RACE)
    race.unfold(number_fields.FIELDS[name].label)
    number_fields.assert_works(race.page, name)
    race.js("document.querySelectorAll('dialog[open]').forEach(node => node.close())")
