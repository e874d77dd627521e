"""What a server keeps stands in one module, and is the same for every reader."""

import ast
from pathlib import Path

import dashboard.server
from dashboard.atlas.selection import Selection
from dashboard.paper.sheet import Sheet
from dashboard.publish import offline
from dashboard.publish.order import Order
from dashboard.publish.record import record
from dashboard.server import cache

SERVER = Path(dashboard.server.__file__).parent
CACHES = {"cache", "lru_cache", "cached_property", "cache_data", "cache_resource"}


def caching(path):
    """Functions of a module that keep what they have answered."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for decorator in getattr(node, "decorator_list", []):
            called = decorator.func if isinstance(decorator, ast.Call) else decorator
            if (called.attr if isinstance(called, ast.Attribute) else called.id) in CACHES:
                yield node.name


def test_only_one_module_of_the_server_caches():
    found = {path.name: list(caching(path)) for path in SERVER.rglob("*.py")}
    assert {name for name, functions in found.items() if functions} == {"cache.py"}


def test_what_anybody_may_choose_is_kept_to_a_number():
    orders = [Order(Sheet(Selection(), title=str(number))) for number in range(20)]
    for order in orders:
        assert cache.keep_preview(order, b"a") == b"a"
    kept = [order for order in orders if cache.preview(order) is not None]
    assert kept == orders[4:]


def test_the_record_is_the_same_for_every_reader_and_every_file():
    assert record() is offline.record()
    assert cache.record_bytes() is cache.record_bytes()
    assert cache.record_bytes() == record().painted()
