"""Asks Hugo what it reads in front matter: every field with Go's own type, many articles in one run."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.hugo.oracle import hugo_program

CONFIG = """baseURL = "http://example.org/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "home", "section"]
buildDrafts = true
buildFuture = true
buildExpired = true
"""
# The page itself stays empty; what Hugo holds is written beside it, so that no HTML escaping touches it.
PAGE = '{{ with resources.FromString (printf "read/%s.json" .File.ContentBaseName) (partial "page.html" .) }}{{ .Publish }}{{ end }}'
VALUE = """{{- $type := printf "%T" . -}}
{{- if reflect.IsMap . -}}
["map",{ {{- range $index, $key := (sort (partial "keys.html" .)) -}}
{{ if $index }},{{ end }}{{ $key | jsonify }}:{{ partial "value.html" (index $ $key) }}{{- end -}} }]
{{- else if reflect.IsSlice . -}}
["list",[{{ range $index, $item := . }}{{ if $index }},{{ end }}{{ partial "value.html" $item }}{{ end }}]]
{{- else if eq $type "time.Time" -}}
["time",{{ .Format "2006-01-02T15:04:05.999999Z07:00" | jsonify }}]
{{- else -}}
[{{ $type | jsonify }},{{ printf "%v" . | jsonify }}]
{{- end -}}"""
KEYS = "{{ $keys := slice }}{{ range $key, $_ := . }}{{ $keys = $keys | append $key }}{{ end }}{{ return $keys }}"
WHOLE = '{"params":{{ partial "value.html" .Params }},"title":{{ .Title | jsonify }},"date":{{ partial "value.html" .Date }},"draft":{{ .Draft }}}'


def read_by_hugo(articles: Sequence[bytes], rounds: int = 400) -> list[dict[str, Any] | str]:
    """For each article its params, title, date and draft as Hugo has them, or Hugo's complaint.

    Hugo stops at the first article it cannot read, so every bad one costs a run: at most `rounds`.
    """
    program = hugo_program()
    if program is None:
        raise RuntimeError("no hugo program")
    complaints: dict[int, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        for name, text in {
            "hugo.toml": CONFIG,
            "layouts/single.html": PAGE,
            "layouts/_partials/page.html": WHOLE,
            "layouts/_partials/value.html": VALUE,
            "layouts/_partials/keys.html": KEYS,
        }.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(text, encoding="utf-8")
        (site / "content").mkdir()
        for number, article in enumerate(articles):
            (site / "content" / f"d{number}.md").write_bytes(article)
        for _ in range(rounds):
            done = subprocess.run(
                [program, "--source", str(site), "--logLevel", "error", "--cacheDir", str(site / "cache")],
                capture_output=True,
                text=True,
                check=False,
            )
            said = done.stdout + done.stderr
            if done.returncode == 0:
                break
            broken = {int(number) for number in re.findall(r"\bd(\d+)\.md", said)}
            if not broken:
                raise RuntimeError(said[-3000:])
            for number in broken:
                complaints[number] = next(line for line in said.splitlines() if f"d{number}.md" in line)
                (site / "content" / f"d{number}.md").unlink(missing_ok=True)
        else:
            raise RuntimeError(f"more than {rounds} articles that Hugo cannot read")
        return [_read(site, number, complaints) for number in range(len(articles))]


def _read(site: Path, number: int, complaints: dict[int, str]) -> dict[str, Any] | str:
    if number in complaints:
        return complaints[number]
    page: dict[str, Any] = json.loads((site / "public" / "read" / f"d{number}.json").read_text("utf-8"))
    page["params"] = plain(page["params"])
    page["date"] = plain(page["date"])
    # Hugo adds these two whether the author wrote them or not.
    page["params"].pop("iscjklanguage", None)
    return page


def plain(typed: list[Any]) -> Any:
    """Hugo's typed value as the Python value that the same front matter should give here."""
    kind, value = typed
    if kind == "map":
        return {key: plain(item) for key, item in value.items()}
    if kind == "list":
        return [plain(item) for item in value]
    if kind in ("uint64", "int64", "int", "uint8"):
        return int(value)
    if kind == "float64":
        return float(value.replace("Inf", "inf"))
    if kind == "bool":
        return value == "true"
    if kind == "<nil>":
        return None
    if kind == "string":
        return value
    return (kind, value)


def lowered(value: Any) -> Any:
    """Fields with lower-case keys at every level, as Hugo keeps them."""
    if isinstance(value, dict):
        return {str(key).lower(): lowered(item) for key, item in value.items()}
    if isinstance(value, list):
        return [lowered(item) for item in value]
    return value
