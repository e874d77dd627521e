"""A reader's page as the tests handle it, and a watch over what it asks for and complains of."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import expect

DESKTOP = (1440, 900)
PHONE = (390, 844)
SECONDS = 30
INSIDE = ("data", "blob", "about")


@dataclass
class Watch:
    """What happened on a page that no reader should meet."""

    host: str
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def follow(self, page):
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)

    def _asked(self, url):
        self.requests.append(url)
        parts = urlsplit(url)
        if parts.scheme not in INSIDE and parts.netloc != self.host:
            self.problems.append(f"asked another machine: {url}")

    def _said(self, message):
        if message.type == "error":
            self.problems.append(f"console error: {message.text} ({message.location.get('url')})")

    def _answered(self, response):
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")

    def _failed(self, request):
        # A page that is left while a file is under way gives the request up.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.failure}: {request.url}")


class AtlasPage:
    """The map of a page as a reader handles it, wherever it is hosted."""

    def __init__(self, page, watch):
        self.page, self.watch = page, watch
        self.map = page.locator(".atlas-map")
        self.pair = page.locator(".atlas-pair")
        self.slider = page.locator(".atlas-map input[type=range]")

    def painted(self, day=None):
        """Wait until a map has painted a day, or this day."""
        condition = """day => { const { dataset, atlas } = document.querySelector('.atlas-map') ?? {};
            return dataset?.day && !atlas.stepping && (!day || dataset.day === day) }"""
        self.page.wait_for_function(condition, arg=day)
        return self

    @property
    def day(self):
        return self.map.get_attribute("data-day")

    def run(self, script, argument=None):
        """Call a function of JavaScript with the map's controller as ``atlas``."""
        return self.page.evaluate(
            f"argument => {{ const root = document.querySelector('.atlas-map'), atlas = root.atlas; {script} }}",
            argument,
        )

    def go(self, day):
        """Bring the clock to a day and wait until all of it is painted."""
        self.run("atlas.clock.go(argument)", day)
        return self.painted(day)

    def symbols(self, layer, state=None):
        chosen = f"[data-state='{state}']" if state else ""
        return self.map.locator(f".atlas-symbol[data-layer={layer}]{chosen}")

    def symbol(self, layer, row_id):
        """The symbol of one row."""
        return self.map.locator(f".atlas-symbol[data-layer={layer}][data-id='{row_id}']")

    def bounds(self):
        """West, south, east and north of what is seen."""
        return self.run(
            "const b = atlas.map.getBounds(); return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]"
        )

    def legend(self, layer):
        """The legend's counts of a layer of symbols by what stands beside them."""
        items = self.map.locator(f".atlas-panel fieldset[data-of={layer}] li:not([hidden])")
        read = "items => items.map((item) => [...item.querySelectorAll('span:not(.sign)')].map((s) => s.textContent))"
        return {text: int(count) for text, count in items.evaluate_all(read)}

    def figures(self):
        """The key figures by their names, the area apart."""
        read = "cells => Object.fromEntries(cells.map((cell) => [cell.dataset.figure, cell.textContent]))"
        return self.map.locator("[data-figure]:not([data-figure=land_held])").evaluate_all(read)

    def open_popup(self, layer, row_id):
        """Bring a symbol to the middle of the map and click it."""
        self.run(
            """const feature = atlas.features[argument.layer].find((one) => one.id === argument.id);
               atlas.map.closePopup();
               atlas.map.setView([feature.at[1], feature.at[0]], 11, { animate: false });""",
            {"layer": layer, "id": row_id},
        )
        # The popup before fades out, and of a step all is painted.
        expect(self.map.locator(".atlas-popup")).to_have_count(0)
        self.painted()
        self.press_symbol(self.symbol(layer, row_id))
        popup = self.map.locator(".atlas-popup:not(.atlas-cluster)")
        expect(popup).to_be_visible()
        return popup

    def press_symbol(self, symbol):
        """Click a symbol, or what stands for it and then it in the list."""
        head, item = standing_for(self.map, symbol)
        head.click()
        if item:
            item.click()

    def enter_symbol(self, symbol):
        """The same by keyboard."""
        enter_symbol(self.map, symbol)

    def open_history(self, place_id):
        """Bring a place to the middle of the map and click its symbol."""
        self.run(
            """const { at } = atlas.features.places.find((one) => one.id === argument);
               atlas.map.setView([at[1], at[0]], 11, { animate: false });""",
            place_id,
        )
        symbols = ".atlas-symbol:is([data-layer=places],[data-layer=liberated_cities])"
        self.press_symbol(self.map.locator(f"{symbols}[data-id='{place_id}']"))
        history = self.pair.locator(".atlas-history")
        expect(history).to_be_visible()
        return history

    def open_table(self, layer):
        """Show the table beside the map, at a layer."""
        table = self.pair.locator(".atlas-sheet")
        if not table.is_visible():
            self.pair.locator(".atlas-desk-toggle").click()
        table.locator("select").select_option(layer)
        return table

    def cut_off(self, table):
        """What stands in the table and is not to be read whole."""
        return table.evaluate(
            """table => { const desk = table.closest('.atlas-desk').getBoundingClientRect();
                return [...table.querySelectorAll('select, input, button, thead th, td')]
                    .filter((one) => one.checkVisibility({ contentVisibilityAuto: true }))
                    .filter((one) => { const box = one.getBoundingClientRect();
                        const wide = one.scrollWidth > one.clientWidth + 1;
                        return wide || box.left < desk.left || box.right > desk.right })
                    .map((one) => one.textContent) }"""
        )


def context_of(browser, **more):
    """A reader's browser, which keeps the files that it has fetched."""
    context = browser.new_context(locale="en-GB", **more)
    context.set_default_timeout(SECONDS * 1000)
    expect.set_options(timeout=SECONDS * 1000)
    return context


def turn_wheel(over, x, y, **by):
    """Turn the wheel at a spot of the window, over something: ``deltaY=-240``.

    Handed over as an event: a busy browser now and then drops a wheel that comes as input.
    """
    over.dispatch_event("wheel", {"clientX": x, "clientY": y, "bubbles": True, "cancelable": True, **by})


def standing_for(within, symbol):
    """What stands for a symbol on a map, and where that stands for several the symbol's own entry in its list."""
    of, head = symbol.evaluate("({ dataset }) => [`${dataset.layer}/${dataset.id}`, dataset.within ?? '']")
    stands = within.locator(f".atlas-symbol[data-id='{head}']:not([data-within])") if head else symbol
    several = stands.evaluate("({ dataset }) => 'count' in dataset || 'more' in dataset")
    return stands, within.locator(f".atlas-cluster [data-of='{of}']") if several else None


def enter_symbol(within, symbol):
    """Open a symbol by keyboard, or what stands for it and then it in the list."""
    head, item = standing_for(within, symbol)
    head.focus()
    head.press("Enter")
    if item:
        item.press("Enter")
