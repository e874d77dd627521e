"""What axe-core says of every page, in every language, on a desk and on a phone; what it finds that is left, is listed.

axe-core comes from npm, by ``package-lock.json``.
"""

import json
import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import languages, locale
from geodata.subject import SUBJECT
from tests.reader import DESKTOP, PHONE

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ALLOWED = tomllib.loads((Path(__file__).parent / "allowed.toml").read_text(encoding="utf-8"))["finding"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DAY = {"date": "2015-05-31"}
STEP = {"story": SUBJECT.story, "step": "heritage-2015"}
PAGES = {
    "question": ("/", {"story": SUBJECT.story}),
    "step": ("/", STEP),
    "explore": ("/", DAY),
    "compare": ("/", DAY | {"compare": "2016-05-31", "mode": "split"}),
    "history": ("/", DAY | {"place": "mosul"}),
    "export": ("/export", {}),
    "method": ("/method", {}),
    "about": ("/about", {}),
}
BARE = {"row": "/atlas/row/control_events/mosul-retaken-2017", "nowhere": "/nowhere"}
FIND = """async ([rules, allowed]) => {
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], elementRef: true });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ element, html, failureSummary }) => ({
        rule: id, help, html: html.slice(0, 200), why: failureSummary,
        entry: allowed.findIndex(({ rule, node }) => rule === id && element?.matches(node)),
    })));
}"""
_met = set()


def _findings(page):
    """What axe finds that is not on the list."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(FIND, [RULES, ALLOWED])
    _met.update(one["entry"] for one in found)
    return [json.dumps(one, ensure_ascii=False, indent=1) for one in found if one["entry"] < 0]


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desk", "phone"])
def size(request):
    return request.param


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_finding_beyond_the_list(visit, size, name, language):
    path, query = PAGES[name]
    atlas = visit(path, size=size, lang=language, **query).settled()
    expect(atlas.page.locator("[data-testid=stSkipToContent]")).to_have_text(locale(language).t("furniture.skip"))
    assert "\n".join(_findings(atlas.page)) == ""


@pytest.mark.parametrize("language", languages())
def test_a_briefing_before_an_audience_has_none(visit, size, language):
    atlas = visit("/", size=size, lang=language, **STEP).settled()
    expect(atlas.page.locator(".atlas-story h2")).to_be_visible()
    atlas.page.locator(".atlas-story .present").click()
    expect(atlas.pair).to_have_attribute("data-presenting", "")
    assert "\n".join(_findings(atlas.page)) == ""


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", BARE)
def test_a_page_without_a_script_has_none(context, server, size, name, language):
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{server.url}{BARE[name]}?lang={language}")
    assert "\n".join(_findings(page)) == ""
    page.close()


def test_each_entry_of_the_list_still_occurs():
    """Comes last: the pages are looked at above."""
    assert {number for number in range(len(ALLOWED)) if number not in _met} == set()
    assert all(entry["reason"].strip() for entry in ALLOWED)
