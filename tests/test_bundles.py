"""The joined scripts: comments and blanks are all that they lack, and each still runs."""

import re
import subprocess
from pathlib import Path

import pytest

from showcase.bundles import ASKED, EARLY, LATE, scripts

TRICKY = r"""/* A comment
   over lines. */
const address = "https://example.org/*"; // behind code a comment stays
/* before code too */ const kept = [1];
/** Another one. */
  // and a third: `
const pattern = /\/\*[^`]*\*\//;
  kept.push(`a // b ${address}
    and  c`, pattern.test("/* c */"));
/* the last */
console.log(JSON.stringify(kept));
"""


def output(script: Path) -> str:
    command = ["node", str(script)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_script_does_the_same_without_its_comments(tmp_path: Path) -> None:
    whole, bare = tmp_path / "whole.js", tmp_path / "bare.js"
    whole.write_text(TRICKY, "utf-8")
    bare.write_text(scripts(tmp_path, [whole.name]), "utf-8")
    assert output(bare) == output(whole) != ""
    assert not re.search("Another|over lines|third|the last", bare.read_text("utf-8"))


@pytest.mark.parametrize("bundle", [EARLY, LATE, ASKED])
def test_a_browser_can_read_it(site: Path, bundle: str) -> None:
    checked = subprocess.run(
        ["node", "--check", str(site / bundle)], capture_output=True, text=True, check=False
    )
    assert checked.stderr == ""
