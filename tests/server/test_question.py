"""The site opens on its question: answered before the map is there, each line a click away from its map."""

import pytest
from playwright.sync_api import expect

from dashboard.atlas.document import record
from dashboard.atlas.i18n import languages, locale
from dashboard.atlas.story import known, told
from geodata.subject import SUBJECT
from tests.reader import PHONE, context_of

STORY = known()[0][SUBJECT.story]


def question(atlas):
    return atlas.page.locator(".atlas-opening")


def switch(atlas, language):
    name = locale(language).t("language.name")
    atlas.page.get_by_role("radio", name=name).or_(atlas.page.get_by_role("button", name=name)).click()
    expect(atlas.map).to_have_attribute("lang", language)


def test_the_bare_address_asks_and_answers(visit):
    atlas = visit()
    asked = told(STORY, locale("en"), record().document)
    expect(question(atlas).get_by_role("heading", name=asked["question"])).to_be_visible()
    expect(question(atlas).locator("li")).to_have_count(len(asked["lines"]))
    for line, item in zip(asked["lines"], question(atlas).locator("li").all(), strict=True):
        expect(item).to_contain_text(line["text"])
        expect(item.locator("strong")).to_have_text(line["figure"]["value"])
        assert item.locator(".sources a").count() >= 1
    # The map is there as ever.
    assert (atlas.map.count(), atlas.day) == (1, "2015-01-01")


@pytest.mark.parametrize("language", languages())
def test_a_reader_is_asked_in_their_own_language(browser, server, language):
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.goto(server.url)
    expect(page.locator(".atlas-opening h2")).to_have_text(STORY.question[language])
    assert page.locator(".atlas-opening").get_attribute("dir") == locale(language).direction
    context.close()


def test_the_answer_is_read_before_the_map_is_painted(browser, server):
    context = context_of(browser)
    page, held = context.new_page(), []

    def hold(route):
        held.append(route)

    page.route("**/atlas/*.json*", hold)
    page.goto(server.url)
    expect(page.locator(".atlas-opening li").last).to_be_visible()
    assert page.locator(".atlas-map[data-day]").count() == 0
    context.close()


@pytest.mark.parametrize("query", [{"date": "2016-05-05"}, {"lang": "fr"}, {"view": "libya"}, {"layers": "attacks"}])
def test_an_address_with_any_word_opens_the_map(visit, query):
    atlas = visit("/", **query).settled()
    assert question(atlas).count() == 0


def test_the_question_that_stands_above_its_map_does_so_in_another_language(visit):
    line = STORY.lines[0]
    atlas = visit("/").settled()
    question(atlas).locator(f"a[data-line={line.id}]").click()
    atlas.addressed(story=STORY.name, step=None, view=line.view)
    expect(question(atlas)).to_be_visible()
    atlas.page.get_by_role("radio", name=locale("ar").t("language.name")).click()
    atlas.addressed(lang="ar", story=STORY.name, view=line.view).settled()
    expect(question(atlas)).to_be_visible()
    expect(question(atlas).locator("li").first).to_contain_text(line.text["ar"].split("{")[0].strip())


@pytest.mark.parametrize("line", STORY.lines, ids=lambda line: line.id)
def test_each_line_leads_to_its_map(visit, line):
    atlas = visit()
    # Of two days the earlier stands first.
    day = min(filter(None, (line.day, line.compare))).isoformat()
    question(atlas).locator(f"a[data-line={line.id}]").click()
    atlas.page.wait_for_function("day => document.querySelector('.atlas-map').dataset.day === day", arg=day)
    expect(atlas.map.first).to_have_attribute("data-view", line.view)
    expect(atlas.map.first).to_be_in_viewport()
    atlas.addressed(date=day, view=line.view)


def test_the_question_stays_in_another_language_and_goes_with_the_map(visit):
    atlas = visit().settled()
    switch(atlas, "ar")
    expect(question(atlas).locator("h2")).to_have_text(STORY.question["ar"])
    question(atlas).locator("a.explore").click()
    expect(question(atlas)).to_be_hidden()
    atlas.page.wait_for_function("() => !location.search.includes('story')")
    switch(atlas, "fr")
    expect(question(atlas)).to_have_count(0)


def test_a_briefing_begins_with_the_first_step_and_each_has_an_address(visit):
    atlas = visit()
    question(atlas).locator("a.tell").click()
    first, second = STORY.steps[:2]
    words = atlas.page.locator(".atlas-story")
    expect(words.locator("h2")).to_have_text(first.title["en"])
    atlas.addressed(story=STORY.name, step=first.id, date=first.day.isoformat())
    words.locator(".next").click()
    expect(words.locator("h2")).to_have_text(second.title["en"])
    atlas.addressed(story=STORY.name, step=second.id)
    atlas.page.go_back()
    expect(words.locator("h2")).to_have_text(first.title["en"])
    atlas.painted(first.day.isoformat())
    atlas.page.go_back()
    expect(words).to_be_hidden()
    expect(question(atlas)).to_be_visible()


def test_where_the_briefing_does_not_come_its_links_lead_on(browser, server):
    context = context_of(browser)
    page = context.new_page()
    page.route("**/atlas/story/**", lambda route: route.abort())
    page.goto(server.url)
    page.wait_for_function("() => document.querySelector('.atlas-map')?.dataset.day")
    page.locator(".atlas-opening a.explore").click()
    page.wait_for_url("**/?date=2015-01-01*")
    expect(page.locator(".atlas-opening")).to_have_count(0)
    page.wait_for_function("() => document.querySelector('.atlas-map')?.dataset.day")
    context.close()


@pytest.mark.parametrize("language", languages())
def test_the_address_of_a_step_opens_it(visit, language):
    step = STORY.steps[4]
    atlas = visit("/", story=STORY.name, step=step.id, lang=language)
    expect(atlas.page.locator(".atlas-story h2")).to_have_text(step.title[language])
    assert atlas.day == step.day.isoformat()
    assert question(atlas).count() == 0


def test_a_step_is_told_on_in_another_language(visit):
    step = STORY.steps[5]
    atlas = visit("/", story=STORY.name, step=step.id, lang="en").settled()
    expect(atlas.page.locator(".atlas-story h2")).to_have_text(step.title["en"])
    switch(atlas, "ar")
    expect(atlas.page.locator(".atlas-story h2")).to_have_text(step.title["ar"])
    atlas.painted(step.day.isoformat())


def test_an_unknown_step_is_said_so(visit):
    atlas = visit("/", story=STORY.name, step="nonsense", lang="en")
    notice = atlas.page.locator(".atlas-notices li")
    expect(notice).to_have_text(locale("en").t("notice.step", value="nonsense"))


def test_on_a_phone_all_of_the_answer_can_be_read(visit):
    atlas = visit("/", size=PHONE).settled()
    assert atlas.sideways() <= 0
    widest = question(atlas).evaluate(
        "box => Math.max(...[...box.querySelectorAll('*')].map((one) => one.getBoundingClientRect().right))"
    )
    assert widest <= PHONE[0]
