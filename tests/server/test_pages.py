"""The list of pages."""

from importlib import import_module
from pathlib import Path

import pytest

from dashboard.atlas.i18n import languages, locale
from dashboard.server import views
from dashboard.server.pages import PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_has_a_module_and_a_title_in_every_language(page):
    assert callable(import_module(f"{views.__name__}.{page.module}").show)
    assert all(locale(language).t(page.title) for language in languages())


def test_every_module_of_the_pages_draws_a_page_or_a_part_of_one():
    modules = {path.stem for path in Path(views.__file__).parent.glob("*.py")} - {"__init__"}
    assert modules - {page.module for page in PAGES} == set()
