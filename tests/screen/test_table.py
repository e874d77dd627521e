"""What holds on the day, as a table beside the map, and the file that is taken from it."""

import csv

import pytest
from playwright.sync_api import expect

import geodata
from dashboard.atlas.i18n import languages, locale
from geodata.dates import as_day, holds_days
from geodata.record.loading import table
from tests.reader import DESKTOP, PHONE

DAYS = ("2014-06-15", "2015-05-31", "2017-07-10")
READ = """lines => lines.map((line) => ({
    id: line.dataset.id,
    cells: [...line.cells].map((cell) => (cell.querySelector('.atlas-chip span') ?? cell).textContent),
}))"""
DAY_COLUMNS = {"places": "start_date", "liberated_cities": "retaken_date", "affiliates": "start_date"}
WORDS = {"heritage_sites": ("damage", "damage"), "affiliates": ("status", "status"), "attacks": ("attribution",) * 2}
HOLDERS = {"places": "controller", "liberated_cities": "retaken_by"}


def _expected(layer, day):
    """Rows of a layer as the map counts them: an attack stays, an affiliate that has ended does not.

    A place of which nothing is recorded on the day is not told.
    """
    if layer == "attacks":
        rows = geodata.load("attacks")
        return rows[rows["event_date"] <= day]
    rows = geodata.at(layer, day)
    if layer == "places":
        return rows[rows["recorded"]]
    return rows[rows["status"] != "ended"] if layer == "affiliates" else rows


def _rows(found):
    return found.locator("tbody tr").evaluate_all(READ)


def _shown(layer, row, reader):
    """What a row's cells say."""
    language = reader.language
    if layer in HOLDERS:
        second = [table("actors").set_index("id").loc[row[HOLDERS[layer]], f"name_{language}"]]
    elif layer in WORDS:
        family, column = WORDS[layer]
        second = [reader.t(f"{family}.{row[column]}")]
    else:
        second = []
    column = DAY_COLUMNS.get(layer, "start_date" if layer == "coalition" else "event_date")
    edtf = row[f"{column}_edtf"]
    told = reader.day(row[column].date(), edtf if isinstance(edtf, str) else None)
    if layer == "places" and not isinstance(row["event_id"], str):
        told = reader.t("popup.before")
    return [row[f"name_{language}"], *second, told, reader.t(f"certainty.{row['confidence']}")]


@pytest.mark.parametrize("language", languages())
def test_the_rows_are_those_of_the_record(show, language):
    # The layers need not be drawn: the table has them all.
    atlas = show(language=language, day=DAYS[0], layers=("places",))
    reader = locale(language)
    for day in DAYS:
        atlas.go(day)
        for layer in ("places", "liberated_cities", "heritage_sites", "affiliates", "attacks", "coalition"):
            found = atlas.open_table(layer)
            expect(found.locator("h2")).to_have_text(reader.t("table.title", day=reader.day(as_day(day))))
            rows = _expected(layer, day)
            expect(found.locator("tbody tr")).to_have_count(len(rows))
            expected = {row["id"]: _shown(layer, row, reader) for row in rows.to_dict("records")}
            assert len(expected) == len(rows)
            assert {row["id"]: row["cells"] for row in _rows(found)} == expected, (layer, day)
            count = reader.number(len(rows))
            expect(found.get_by_role("status")).to_have_text(reader.t("table.rows", shown=count, total=count))
            expect(found.locator(f"option[value={layer}]")).to_contain_text(f"({count})")


def test_the_land_is_that_of_the_day(show):
    atlas = show(day="2016-05-05")
    found, reader = atlas.open_table("territory"), locale("en")
    rows = geodata.territory_on("2016-05-05")
    sums = rows.fillna({"held_by": ""}).groupby(["class", "held_by"])["area_km2"].sum()
    expect(found.locator("tbody tr")).to_have_count(len(sums))
    shown = atlas.run("return atlas.desk.views.table.rows.map((row) => [row.class, row.held_by ?? '', row.km2])")
    assert {(name, holder) for name, holder, _ in shown} == set(sums.index)
    for name, holder, km2 in shown:
        assert km2 == pytest.approx(sums[name, holder], rel=0.01, abs=5)
    # The largest first, until another order is asked for.
    assert [km2 for *_, km2 in shown] == sorted((km2 for *_, km2 in shown), reverse=True)
    expect(found.locator("tbody")).to_contain_text(reader.t("class.control"))
    atlas.go("2010-01-01")
    expect(found.locator(".none")).to_have_text(reader.t("table.empty"))


def test_the_table_follows_the_clock(show):
    atlas = show(day="2014-06-15")
    found = atlas.open_table("liberated_cities")
    for day in ("2015-05-31", "2019-04-01"):
        atlas.go(day)
        expect(found.locator("tbody tr")).to_have_count(len(geodata.at("liberated_cities", day)))
    assert sorted(row["id"] for row in _rows(found)) == sorted(geodata.at("liberated_cities", "2019-04-01")["id"])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_heading_sorts(show, language):
    atlas = show(language=language, day="2015-05-31")
    reader = locale(language)
    found = atlas.open_table("liberated_cities")
    heads = found.get_by_role("columnheader")
    rows = {row["id"]: row for row in geodata.at("liberated_cities", "2015-05-31").to_dict("records")}

    def order():
        return [row["id"] for row in _rows(found)]

    names = atlas.page.evaluate(
        "([names, language]) => names.sort(new Intl.Collator(language, { numeric: true }).compare)",
        [[row[f"name_{language}"] for row in rows.values()], language],
    )
    expect(heads.first).to_have_attribute("aria-sort", "ascending")
    assert [rows[row][f"name_{language}"] for row in order()] == names
    heads.first.get_by_role("button").click()
    expect(heads.first).to_have_attribute("aria-sort", "descending")
    assert [rows[row][f"name_{language}"] for row in order()] == names[::-1]

    # By the day, not by the words for it.
    when = found.get_by_role("columnheader", name=reader.t("popup.retaken"), exact=True)
    when.get_by_role("button").press("Enter")
    expect(when).to_have_attribute("aria-sort", "ascending")
    expect(when.get_by_role("button")).to_be_focused()
    expect(heads.first).to_have_attribute("aria-sort", "none")
    days = [rows[row]["retaken_date"] for row in order()]
    assert days == sorted(days)
    assert days[0] < days[-1]

    sure = found.get_by_role("columnheader", name=reader.t("popup.certainty"))
    sure.get_by_role("button").click()
    ranks = [("low", "medium", "high").index(rows[row]["confidence"]) for row in order()]
    assert ranks == sorted(ranks)


def test_a_text_narrows_the_rows(show):
    atlas = show(language="fr", day="2015-05-31")
    found = atlas.open_table("places")
    total = found.locator("tbody tr").count()
    box = found.get_by_role("searchbox")
    # Without its accents, and a name in another language than the page's.
    for typed in ("kobane", "كوباني"):
        box.fill(typed)
        expect(found.locator("tbody tr")).to_have_count(1)
        assert _rows(found)[0]["id"] == "kobani"
    box.fill("Daech")
    held = geodata.at("places", "2015-05-31")["controller"] == "daesh"
    expect(found.locator("tbody tr")).to_have_count(int(held.sum()))
    box.fill("no such place")
    expect(found.locator(".none")).to_have_text(locale("fr").t("table.no_match"))
    # Escape empties the box; only once more does it close the desk.
    box.press("Escape")
    expect(found.locator("tbody tr")).to_have_count(total)
    box.press("Escape")
    expect(found).to_be_hidden()
    expect(atlas.pair.locator(".atlas-desk-toggle")).to_be_focused()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_rows_shown_are_taken_away_as_a_file(show, tmp_path, language):
    atlas = show(language=language, day="2015-05-31")
    for layer in ("places", "heritage_sites", "attacks"):
        found = atlas.open_table(layer)
        found.get_by_role("columnheader", name=locale(language).t("popup.certainty")).get_by_role("button").click()
        shown = [row["id"] for row in _rows(found)]
        with atlas.page.expect_download() as saved:
            found.get_by_role("button", name=locale(language).t("table.download")).click()
        assert saved.value.suggested_filename == f"daesh-atlas-{layer}-2015-05-31.csv"
        saved.value.save_as(tmp_path / "rows.csv")
        assert (tmp_path / "rows.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as stream:
            read = list(csv.DictReader(stream))
        assert [row["id"] for row in read] == shown
        rows = {row["id"]: row for row in _expected(layer, "2015-05-31").to_dict("records")}
        for row in read:
            _agrees(row, rows[row["id"]])


def _agrees(read, row):
    """Every column of the file holds what the record holds."""
    for column, value in read.items():
        if column in {"lon", "lat"}:
            assert float(value) == pytest.approx({"lon": row["geometry"].x, "lat": row["geometry"].y}[column])
            continue
        wanted = row[column]
        if wanted is None or wanted != wanted:
            assert value == "", column
        elif holds_days(column):
            assert value == wanted.date().isoformat(), column
        elif isinstance(wanted, str):
            assert value == wanted, column
        else:
            assert float(value) == wanted, column


def test_only_what_is_narrowed_to_is_taken_away(show, tmp_path):
    atlas = show(language="ar", day="2015-05-31")
    found = atlas.open_table("places")
    found.get_by_role("searchbox").fill("الموصل")
    expect(found.locator("tbody tr").first).to_contain_text("الموصل")
    shown = {row["id"] for row in _rows(found)}
    with atlas.page.expect_download() as saved:
        found.locator(".save").click()
    saved.value.save_as(tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as stream:
        read = {row["id"]: row for row in csv.DictReader(stream)}
    assert set(read) == shown
    assert read["mosul"]["name_ar"] == "الموصل"


def test_a_row_leads_to_its_symbol(show):
    atlas = show(day="2016-05-05", layers=("places",))
    found = atlas.open_table("heritage_sites")
    assert atlas.symbols("heritage_sites").count() == 0
    found.locator("tr[data-id=temple-of-bel] td").last.click()
    popup = atlas.map.locator(".atlas-popup")
    name = geodata.load("heritage_sites").set_index("id").loc["temple-of-bel", "name_en"]
    expect(popup.get_by_role("heading")).to_have_text(name)
    expect(atlas.symbol("heritage_sites", "temple-of-bel")).to_be_visible()
    atlas.told(layers=["places", "heritage_sites"])
    expect(found).to_be_visible()

    found = atlas.open_table("liberated_cities")
    found.locator("tr[data-id^=kobani-]").click()
    expect(atlas.pair.locator(".atlas-history h2")).to_have_text("Kobani")
    expect(atlas.map.locator(".atlas-symbol.chosen")).to_have_attribute("data-id", "kobani")
    # The table is as it was left.
    atlas.pair.locator(".atlas-desk-toggle").click()
    expect(found.locator("select")).to_have_value("liberated_cities")


def test_the_keyboard_walks_from_row_to_row(show):
    atlas = show(day="2015-05-31")
    toggle = atlas.pair.locator(".atlas-desk-toggle")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.focus()
    atlas.page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    found = atlas.open_table("places")
    expect(found.locator("select")).to_be_focused()
    # One stop among the rows, however many they are.
    assert found.locator("tbody button[tabindex='0']").count() == 1
    found.locator("tbody button").first.focus()
    for _ in range(3):
        atlas.page.keyboard.press("ArrowDown")
    atlas.page.keyboard.press("ArrowUp")
    third = found.locator("tbody tr").nth(2)
    expect(third.locator("button")).to_be_focused()
    name = third.locator("button").text_content()
    atlas.page.keyboard.press("Enter")
    expect(atlas.pair.locator(".atlas-history h2")).to_have_text(name)
    atlas.page.keyboard.press("Escape")
    expect(atlas.pair.locator(".atlas-desk")).to_be_hidden()
    expect(toggle).to_be_focused()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", [DESKTOP, (1280, 800), PHONE])
def test_nothing_of_the_table_is_cut_off(show, language, size):
    atlas = show(language=language, day="2015-05-31", size=size)
    for layer in ("places", "heritage_sites", "coalition", "territory"):
        assert atlas.cut_off(atlas.open_table(layer)) == [], layer
