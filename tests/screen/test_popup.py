"""A popup opens where it is seen whole, and what is done out of sight of the map brings it into sight."""

import pytest
from playwright.sync_api import expect

from dashboard.atlas.i18n import locale
from tests.reader import DESKTOP, PHONE

COVERED = """popup => { const box = popup.getBoundingClientRect(), pair = popup.closest(".atlas-pair");
    const points = [0.02, 0.25, 0.5, 0.75, 0.98].flatMap((x) => [0.02, 0.25, 0.5, 0.75, 0.98].map((y) => [x, y]));
    return points.map(([x, y]) => [box.left + x * box.width, box.top + y * box.height])
        .map(([x, y]) => document.elementFromPoint(x, y))
        .filter((one) => !popup.contains(one) && !one?.closest(".leaflet-popup"))
        .map((one) => one?.className ?? "out of the window") }"""
SIZES = (DESKTOP, (1280, 720), PHONE)
AT_REST = "() => !document.querySelector('.leaflet-pan-anim')"


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_popup_opens_where_it_is_seen_whole(show, language, size):
    atlas = show(language=language, size=size, day="2019-06-01", view="world")
    rows = atlas.run(
        "return ['attacks', 'affiliates'].flatMap((layer) =>"
        " atlas.features[layer].filter(({ look }) => look).map(({ id }) => [layer, id]))"
    )
    for layer, row_id in rows[:: max(1, len(rows) // 10)]:
        atlas.run(
            """const feature = atlas.features[argument[0]].find(({ id }) => id === argument[1]);
               atlas.map.closePopup();
               return atlas.first.open(feature)""",
            [layer, row_id],
        )
        popup = atlas.map.locator(".leaflet-popup-content-wrapper").last
        expect(popup.locator("h2")).to_be_visible()
        atlas.page.wait_for_function(AT_REST)
        assert popup.evaluate(COVERED) == [], row_id
    # To make room was not to move the map.
    atlas.run("atlas.map.closePopup()")
    assert atlas.run("return atlas.selection.view") == "world"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_popup_near_an_edge_is_seen_whole(show, size):
    atlas = show(size=size, day="2019-06-01")
    for x, y in ((0.05, 0.08), (0.3, 0.02), (0.95, 0.1), (0.5, 0.97)):
        atlas.run(
            """const { map } = atlas, feature = atlas.features.heritage_sites.find(({ look }) => look);
               const at = L.latLng(feature.at[1], feature.at[0]), size = map.getSize();
               map.closePopup();
               map.setView(at, 9, { animate: false });
               map.panBy([size.x * (0.5 - argument[0]), size.y * (0.5 - argument[1])], { animate: false });
               return atlas.first.open(feature)""",
            [x, y],
        )
        popup = atlas.map.locator(".leaflet-popup-content-wrapper").last
        expect(popup.locator("h2")).to_be_visible()
        atlas.page.wait_for_function(AT_REST)
        assert popup.evaluate(COVERED) == [], (x, y)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=str)
def test_a_day_that_is_gone_to_out_of_sight_is_brought_into_sight(show, size):
    atlas = show(size=size, day="2015-05-31")
    # Else the page is still on its way when the reader goes on.
    atlas.page.emulate_media(reduced_motion="reduce")
    atlas.page.evaluate("() => { document.body.style.paddingTop = document.body.style.paddingBottom = '3000px' }")
    history = atlas.open_history("raqqa")
    # The desk is as long as its page here, so that the map has gone when the reader has come to its end.
    atlas.page.evaluate("() => scrollTo(0, 0)")
    atlas.run("atlas.clock.go('2016-05-05'); atlas.reveal()")
    date = atlas.map.locator(".atlas-date")
    expect(date).to_be_in_viewport(ratio=1)
    expect(date).to_have_text(locale("en").t("date.day", day=5, month="May", year=2016))
    expect(atlas.slider).to_be_focused()
    # In sight of the map the reader stays where he reads.
    go = history.locator(".go").first
    go.press("Enter")
    expect(go).to_be_focused()
    expect(date).to_be_in_viewport(ratio=1)
    atlas.page.emulate_media(reduced_motion="no-preference")
    atlas.page.evaluate("() => { document.body.style.paddingTop = document.body.style.paddingBottom = '' }")
