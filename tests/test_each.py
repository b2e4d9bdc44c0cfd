"""Many cases in one check: none is left out, and each that fails is told."""

import inspect

import pytest
from each import SHOWN, each


def test_all_are_looked_at_and_those_that_fail_are_told():
    seen = []

    @each("number, word", [(1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five")])
    def check(number, word):
        seen.append(number)
        if number == 2:
            pytest.fail("not two")
        assert number in (1, 4)

    with pytest.raises(BaseExceptionGroup) as caught:
        check()
    assert seen == [1, 2, 3, 4, 5]
    told = "3 of 5 cases: number = 2, word = 'two'; number = 3, word = 'three'; number = 5, word = 'five'"
    assert caught.value.message == told
    assert caught.value.exceptions[0].__notes__ == ["with number = 2, word = 'two'"]
    assert len(caught.value.exceptions) == SHOWN


def test_they_stack():
    seen = []

    @each("first", "ab")
    @each("second", [1, 2])
    def check(first, second):
        seen.append((first, second))
        assert (first, second) != ("b", 1)

    with pytest.raises(BaseExceptionGroup, match="1 of 2 cases: first = 'b'") as caught:
        check()
    assert seen == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    assert caught.value.exceptions[0].message == "1 of 2 cases: second = 1"


def test_what_pytest_itself_fails_keeps_no_other_case_from_being_looked_at():
    seen = []

    @each("first", "ab")
    @each("second", [1, 2])
    def check(first, second):
        seen.append((first, second))
        with pytest.raises(ValueError, match="nothing"):
            pass

    with pytest.raises(BaseExceptionGroup, match="2 of 2 cases"):
        check()
    assert len(seen) == 4


def test_a_case_is_told_by_its_id_and_a_function_by_its_name():
    @each("number", [1, pytest.param(2, id="two")])
    @each("function, word", [(len, "a"), pytest.param(max, "b", id="most"), pytest.param(min, 10**5000)])
    def check(number, function, word):
        assert number == 1, (function, word)
        assert function is len

    with pytest.raises(BaseExceptionGroup) as caught:
        check()
    assert caught.value.message == "2 of 2 cases: number = 1; number = two"
    told = [group.message.partition(": ")[2] for group in caught.value.exceptions]
    two = "function, word = most; function = min, word = a very large int"
    assert told == [two, f"function = len, word = 'a'; {two}"]


@pytest.mark.parametrize("size", [1, 2])
class TestInAClass:
    @each("number", range(3))
    def test_what_else_a_check_asks_for_comes_from_pytest(self, tmp_path, size, number):
        (tmp_path / str(number)).touch()
        assert len([*tmp_path.iterdir()]) == number + 1
        assert size in (1, 2)


def test_a_check_without_a_case_is_refused():
    with pytest.raises(ValueError, match="no case of surface"):
        each("surface", [])


def test_pytest_does_not_see_what_the_cases_give():
    @each("one, two", [(1, 2)])
    def check(one, race, two):
        pass

    assert [*inspect.signature(check).parameters] == ["race"]


def test_cases_that_look_alike_are_counted_each():
    @each("function", [lambda: 1, lambda: 2, lambda: 3])
    def check(function):
        assert function() == 2

    with pytest.raises(BaseExceptionGroup, match="2 of 3 cases: function = <lambda>; function = <lambda>"):
        check()
