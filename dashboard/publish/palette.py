"""Colours of pages and files around the map, as CSS variables."""

from dashboard.atlas.style import ACCENT, INK

PALETTE: dict[str, str] = {
    "--atlas-white": "#ffffff",
    "--atlas-ink": INK,
    "--atlas-accent": ACCENT,
    "--atlas-quiet": "#5d5646",
    "--atlas-quieter": "#6c6453",
    "--atlas-hairline": "#e3ded2",
    "--atlas-event-edge": "#c9c0ae",
    "--atlas-event-now": "#faf6f0",
    "--atlas-shade-ink": f"{INK}1f",
}


def root_rule() -> str:
    """The rule that gives style sheets these variables."""
    return ":root{" + "".join(f"{name}:{color};" for name, color in PALETTE.items()) + "}"
