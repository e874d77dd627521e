"""Reading the record."""

import pytest

import geodata
from dashboard.atlas.document import record


@pytest.mark.benchmark(group="reading")
def test_loading_all_layers(benchmark):
    frames = benchmark.pedantic(lambda: [geodata.load(layer) for layer in geodata.LAYERS], rounds=15, warmup_rounds=1)
    assert all(len(rows) for rows in frames)
    assert benchmark.stats["median"] < 0.5


@pytest.mark.benchmark(group="reading")
def test_a_day_of_every_layer(benchmark):
    benchmark.pedantic(lambda: [geodata.at(layer, "2016-05-05") for layer in geodata.LAYERS], rounds=10)


@pytest.mark.benchmark(group="reading")
def test_the_record_for_the_map(benchmark):
    assert benchmark.pedantic(lambda: record().painted(), rounds=10)
