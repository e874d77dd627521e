"""The pages of the atlas, in the order in which the navigation names them. The first opens where no address names one.

HOW TO ADD A PAGE: write a module in ``dashboard/server/views`` with a function ``show``; add a line to `PAGES`; give
its title a text in each file of ``dashboard/atlas/locales``.
"""

from dataclasses import dataclass
from importlib import import_module

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.atlas.i18n import Locale
from dashboard.server import views


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes
    ----------
    module
        Of `dashboard.server.views`: its function ``show`` draws the page. It is imported when it is first shown, so
        that pages may name each other.
    path
        What the address ends with.
    title
        Key of its text.
    """

    module: str
    path: str
    title: str

    def show(self) -> None:
        """Draw it."""
        import_module(f"{views.__name__}.{self.module}").show()


PAGES = (
    Page("explore", "explore", "page.explore"),
    Page("export", "export", "page.export"),
    Page("method", "method", "page.method"),
    Page("about", "about", "page.about"),
)


def page(path: str, reader: Locale) -> StreamlitPage:
    """What links lead to.

    Raises
    ------
    KeyError
        If there is no such page.
    """
    return _shown({page.path: page for page in PAGES}[path], reader)


def navigation(reader: Locale) -> list[StreamlitPage]:
    """What the navigation leads to."""
    return [_shown(page, reader) for page in PAGES]


def _shown(page: Page, reader: Locale) -> StreamlitPage:
    return st.Page(page.show, title=reader.t(page.title), url_path=page.path, default=page is PAGES[0])
