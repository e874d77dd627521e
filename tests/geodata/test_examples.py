"""The examples in docstrings are true."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import geodata

NAMES = ["geodata", *(module.name for module in pkgutil.walk_packages(geodata.__path__, "geodata."))]
FINDER = doctest.DocTestFinder(exclude_empty=True)


def examples(name):
    module = import_module(name)
    return [test for test in FINDER.find(module) if test.examples]


# The basemap's builders need packages of their own; none of them has an example.
MODULES = [name for name in NAMES if not name.startswith("geodata.build.") and name != "geodata.__main__"]
WITH_EXAMPLES = [name for name in MODULES if examples(name)]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_an_example_says_what_it_gives(name, capsys):
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)

    for test in examples(name):
        runner.run(test)

    said = capsys.readouterr().out
    assert runner.summarize(verbose=False).failed == 0, said


def test_there_are_examples():
    assert {"geodata", "geodata.names.search", "geodata.names.wording", "geodata.commands"} <= set(WITH_EXAMPLES)
