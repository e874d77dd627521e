"""Which atlas this is: the folder that holds its files.

It is this package's own, unless the environment variable ``ATLAS_HOME`` names another. Such a folder has ``layers/``
(the record, and ``atlas.toml``, which says what the atlas is of) and ``basemap/``; it may have ``build/``
(``settlements.csv``, ``pockets.csv``: what cells are made of besides), ``names/`` (``aliases.csv``) and ``locales/``
(texts of the interface that are the atlas's own: its title, what its views are called).
"""

import os
from pathlib import Path

VARIABLE = "ATLAS_HOME"
PACKAGE_FOLDER = Path(__file__).parent
HOME = Path(os.environ[VARIABLE]).absolute() if os.environ.get(VARIABLE) else PACKAGE_FOLDER

LAYERS_FOLDER = HOME / "layers"
BASEMAP_FOLDER = HOME / "basemap"
BUILD_FOLDER = HOME / "build"
LOCALES_FOLDER = HOME / "locales"
ALIASES = HOME / "names" / "aliases.csv"
"""Other names of rows, which folding does not find: layer, id, name, source."""

PACKAGE_SCHEMAS = PACKAGE_FOLDER / "layers" / "schema"
SCHEMA_FOLDER = LAYERS_FOLDER / "schema" if (LAYERS_FOLDER / "schema").is_dir() else PACKAGE_SCHEMAS
"""The atlas's own schemas; a table that has none there has the package's."""
