"""The texts of the project speak of it alone: nothing of one machine is in them; those that programs read are sound."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
# Written apart, so that this file is not found itself.
OF_A_MACHINE = re.compile(
    "|".join([r"(?<![\w.])/" + folder + "/" for folder in ("root", "home", "Users", "work", "tmp")])
)
OF_A_REGISTRY = re.compile(r"https?://(?:[\w-]+\.)*(?:pythonhosted|npmjs|artifactory|jfrog|nexus|registry)\b[\w./-]*")
# Addresses of pages are what they are.
PAGES = ("geodata/layers/sources.csv",)


def _tracked():
    """Texts that are, or are about to be, part of the project."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    for name in filter(None, answer.split("\0")):
        path = ROOT / name
        # What a link says is where it leads.
        content = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content and name not in PAGES and path != Path(__file__):
            yield name, content.decode("utf-8")


@pytest.mark.parametrize("pattern", [OF_A_MACHINE, OF_A_REGISTRY], ids=["path", "registry"])
def test_no_text_names_a_machine(pattern):
    texts = dict(_tracked())
    assert "README.md" in texts
    found = {name: match[0] for name, text in texts.items() if (match := pattern.search(text))}
    assert found == {}


@pytest.mark.parametrize(
    "text", ["see /work/notes", "(/tmp/a)", "https://registry.npmjs.org/x", "https://files.pythonhosted.org/p"]
)
def test_such_a_name_would_be_found(text):
    assert OF_A_MACHINE.search(text) or OF_A_REGISTRY.search(text)


def test_the_citation_names_this_version():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    record = cited["preferred-citation"]
    assert cited["cff-version"] == "1.2.0"
    assert {cited["version"], record["version"]} == {project["version"]}
    assert (cited["license"], record["license"]) == (project["license"], "CC-BY-4.0")
    assert cited["authors"] == record["authors"] == [{"name": "The founders of the atlas"}]
    assert cited["title"]
    assert cited["message"]


def test_hooks_run_what_the_environment_has():
    repositories = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [one["repo"] for one in repositories] == ["local"]
    hooks = repositories[0]["hooks"]
    assert {hook["language"] for hook in hooks} == {"system"}
    entries = {hook["entry"] for hook in hooks}
    assert entries == {"ruff check", "ruff format --check", "mypy", "python -m geodata check", "npm run check"}
