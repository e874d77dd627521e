"""A reader who does on the map whatever comes to mind, by chance that begins the same each time."""

import random

from dashboard.atlas.i18n import locale
from dashboard.atlas.selection import LAYERS_AT_START, STYLES, VIEWS

KEYS = ("ArrowRight", "ArrowLeft", "Shift+ArrowRight", "Shift+ArrowLeft", "PageUp", "PageDown")
MODES = ("one", "split", "swipe", "difference")
READER = locale("en")
FIRST, SECOND = ".atlas-map:not([data-compare])", ".atlas-map[data-compare]"


class Hand:
    """One thing that a reader does at a time."""

    def __init__(self, page, seed=20150531):
        self.page, self.chance = page, random.Random(seed)
        self.first, self.second = page.locator(FIRST), page.locator(SECOND)

    def key(self):
        self.first.locator("input[type=range]").press(self.chance.choice(KEYS))

    def drag(self):
        box = self.first.locator("input[type=range]").bounding_box()
        x = [box["x"] + box["width"] * self.chance.uniform(0.45, 0.75) for _ in range(2)]
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(x[0], y)
        self.page.mouse.down()
        self.page.mouse.move(x[1], y, steps=3)
        self.page.mouse.up()

    def button(self):
        name = self.chance.choice(("back.month", "forward.month"))
        self.first.get_by_role("button", name=READER.t(name)).click()

    def style(self):
        self._panel().get_by_role("button", name=READER.t(f"style.{self.chance.choice(STYLES)}"), exact=True).click()

    def layer(self):
        name = READER.t(f"layer.{self.chance.choice(LAYERS_AT_START)}")
        self._panel().get_by_role("checkbox", name=name, exact=True).click()

    def view(self):
        self._panel().locator("select").first.select_option(self.chance.choice(list(VIEWS)))

    def compare(self):
        choice = self.page.get_by_role("combobox", name=READER.t("compare.label"))
        choice.select_option(self.chance.choice(MODES))

    def other_day(self):
        if self.second.count():
            self.second.locator("input[type=range]").press(self.chance.choice(KEYS))

    def table(self):
        self.page.locator(".atlas-desk-toggle").click()

    def _panel(self):
        panel = self.page.locator(".atlas-panel:visible")
        panel.evaluate("panel => { panel.open = true }")
        return panel
