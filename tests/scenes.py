"""Pages of paper that have been laid out are kept: many tests look at the same page for something else."""

from functools import lru_cache

from dashboard.paper.page.composition import compose

composed = lru_cache(64)(compose)
