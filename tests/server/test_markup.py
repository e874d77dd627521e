"""The pages' templates: a word of the record is a text, whatever signs it has."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

import dashboard.server
from dashboard.atlas.facts import Fact, Sight
from dashboard.atlas.method import Table
from dashboard.atlas.policy import Choice
from dashboard.atlas.sources import Cited
from dashboard.server.markup import filled
from dashboard.server.notices import Part

TEMPLATES = Path(dashboard.server.__file__).parent / "templates"
H = "</p></td><script>window.ran=1</script><img src=x onerror=x> & \"x\" 'y' {{ 7*7 }} {% raw %} {# z #}"
SOURCES = (Cited(H, f"https://a.example/?x=1&y={H}"), Cited("B", "https://b.example"))
OF_A_ROW = (
    "html head meta meta meta link title style body header a main p bdi bdi h1 p strong p h2 ol li a bdi br br small "
    "h2 ul li blockquote h2 ul li bdi bdi h2 table tr th bdi td bdi"
)
DATA = {
    "title": ({"title": H, "subtitle": H}, ["h1", "p"], 2),
    "small": ({"text": H}, ["p"], 1),
    "prose": ({"text": H}, ["div", "p"], 1),
    "list": ({"texts": [H, H], "ordered": True}, ["div", "ol", "li", "li"], 2),
    "table": (
        {"table": Table((H, H), ((H, H),), frozenset({1}))},
        ["div", "table", "thead", "tr", "th", "bdi", "th", "bdi", "tbody", "tr", "td", "bdi", "td", "bdi"],
        4,
    ),
    "facts": (
        {
            "facts": [
                Fact(H, H, H, is_translated=True, sights=(Sight(H, f"./?place={H}"), Sight("B", "./"))),
                Fact(H, None, None, is_translated=False, sights=()),
            ],
            "doubt": H,
            "translated": H,
            "shown": H,
        },
        ["ol", "li", "time", "p", "p", "p", "a", "a", "li"],
        8,
    ),
    "policy": ({"choices": [Choice(H, H)]}, ["div", "div", "strong", "p"], 2),
    "notices": (
        {"missing": [(Part(H, is_quoted=False), Part(H, is_quoted=True))], "right": [(Part(H, is_quoted=True),)]},
        ["ul", "li", "bdi", "li", "bdi"],
        3,
    ),
    "row": (
        {
            "language": "en",
            "direction": "ltr",
            "sheet": "",
            "missing": H,
            "words": dict.fromkeys(("home", "pages", "readings", "corrections", "none", "was", "in_the_file"), H),
            "row": {
                "table": H,
                "id": H,
                "title": H,
                "sure": H,
                "notes": [H],
                "values_": [(H, H)],
                "pages": [
                    {
                        "publisher": H,
                        "title": H,
                        "origins": H,
                        "published": H,
                        "read": H,
                        "address": f"https://a.example/?{H}",
                    }
                ],
                "readings": [(H, H, H)],
                "corrections": [(H, H, H)],
            },
        },
        OF_A_ROW.split(),
        25,
    ),
    "nowhere": (
        dict.fromkeys(("language", "direction", "heading", "home", "told"), H) | {"sheet": "", "above": "../"},
        ["html", "head", "meta", "meta", "meta", "link", "title", "style", "body", "header", "a", "main", "h1", "p"],
        4,
    ),
    "head": ({"title": H}, ["script", "title", "script"], 1),
    "ahead": ({"modules": [H], "sheet": H, "script": H, "record": H, "land": H}, ["link", "link", "script"], 0),
}


class Read(HTMLParser):
    """Elements and texts of a piece of a page."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.attributes, self.text = [], [], ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("template", DATA)
def test_what_stands_in_a_template_is_text(template):
    data, elements, times = DATA[template]
    read = Read(filled(template, **data))
    assert read.elements == elements
    assert read.text.count(H) == times
    assert not any(name.startswith("on") and "remove()" not in value for name, value in read.attributes if value)


def test_every_template_is_tried():
    # Style sheets are no texts; they are our own.
    assert {path.stem for path in TEMPLATES.iterdir()} == {*DATA, "style"}
