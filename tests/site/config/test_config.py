"""The configuration as Hugo merges it, with what is wrong in it named."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from editor.site.config.config import empty_config, load_config
from tests.site.conftest import MakeSite


def test_the_defaults_of_a_folder_without_configuration() -> None:
    config = empty_config()

    assert config.title == ""
    assert config.default_language == "en"
    assert list(config.languages) == ["en"]
    assert config.time_zone is UTC
    assert dict(config.taxonomies) == {"tags": "tag", "categories": "category"}
    assert not config.has_cjk_language
    assert config.markup == {}
    assert config.problems == ()


def test_only_the_first_file_counts(make_site: MakeSite) -> None:
    root = make_site(
        {"hugo.yaml": "title: second\n", "config.toml": "title = 'third'\n"}, config="title = 'first'\n"
    )

    assert load_config(root).title == "first"


def test_the_config_folder_lies_over_the_file_and_the_environment_over_it(make_site: MakeSite) -> None:
    root = make_site(
        {
            "config/_default/hugo.toml": "title = 'default'\ntimeZone = 'Asia/Tokyo'\n[params]\na = 1\nb = 1\n",
            "config/_default/params.toml": "b = 2\nc = 2\n",
            "config/_default/menu.yaml": "main: []\n",
            "config/staging/params.toml": "c = 3\n",
            "config/production/params.toml": "c = 4\n",
        },
        config="title = 'file'\nlanguageCode = 'zh-TW'\n",
    )

    config = load_config(root, "staging")

    assert config.title == "default"
    assert config.settings["params"] == {"a": 1, "b": 2, "c": 3}
    assert config.settings["languagecode"] == "zh-TW"
    assert config.settings["menus"] == {"main": []}
    assert config.languages["en"].locale == "zh-TW"


def test_a_file_may_wrap_its_content_in_its_own_name(make_site: MakeSite) -> None:
    root = make_site({"config/_default/cascade.yaml": "cascade:\n- draft: true\n"}, config=None)

    assert load_config(root).cascade == [{"draft": True}]


def test_languages(make_site: MakeSite) -> None:
    root = make_site(
        config="defaultContentLanguage = 'ZH-TW'\ntimeZone = 'UTC'\nhasCJKLanguage = true\n[params]\na = 1\nb = 1\n"
        "[languages.en]\nweight = 2\ntitle = 'E'\nhasCJKLanguage = false\n[languages.en.params]\nb = 2\n"
        "[languages.zh-TW]\nweight = 1\nlanguageName = '中文'\ntimeZone = 'Asia/Taipei'\n[languages.de]\ndisabled = true\n"
    )

    config = load_config(root)

    assert list(config.languages) == ["zh-tw", "en", "de"]
    assert config.default_language == "zh-tw"
    assert config.languages["zh-tw"].label == "中文"
    assert config.languages["de"].disabled
    assert config.time_zone == ZoneInfo("Asia/Taipei")
    assert config.zone_of("en") == ZoneInfo("UTC")
    assert config.has_cjk_language
    assert config.language_settings("en")["hascjklanguage"] is False
    assert config.language_settings("en")["params"] == {"a": 1, "b": 2}
    assert config.language_settings("zh-tw")["params"] == {"a": 1, "b": 1}


def test_a_language_changes_no_other_language_s_tables(make_site: MakeSite) -> None:
    root = make_site(
        {},
        config="defaultContentLanguage = 'de'\n[params.author]\nname = 'Root'\nmail = 'm'\n"
        "[languages.de]\nweight = 1\n"
        "[languages.en]\nweight = 2\n[languages.en.params.author]\nname = 'English'\n"
        "[languages.fr]\nweight = 3\n[languages.fr.params]\nb = 2\n",
    )

    config = load_config(root)

    root_author = {"name": "Root", "mail": "m"}
    assert config.settings["params"] == {"author": root_author}
    assert config.language_settings("de")["params"] == {"author": root_author}
    assert config.language_settings("en")["params"] == {"author": {"name": "English", "mail": "m"}}
    assert config.language_settings("fr")["params"] == {"author": root_author, "b": 2}


def test_taxonomies_replace_the_defaults_wholly(make_site: MakeSite) -> None:
    assert dict(load_config(make_site(config="[taxonomies]\nserie = 'series'\n")).taxonomies) == {
        "series": "serie"
    }


@pytest.mark.parametrize(
    ("table", "date"),
    [
        ("", ("date", "publishdate", "pubdate", "published", "lastmod", "modified")),
        (
            "date = ['myDate', ':default']\n",
            ("mydate", "date", "publishdate", "pubdate", "published", "lastmod", "modified"),
        ),
        ("date = ':filename'\n", (":filename",)),
    ],
)
def test_date_sources(table: str, date: tuple[str, ...], make_site: MakeSite) -> None:
    config = load_config(make_site(config=f"[frontmatter]\n{table}"))

    assert config.front_matter["date"] == date
    assert config.front_matter["expirydate"] == ("expirydate", "unpublishdate")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("hugo.toml", "title = 'x'\nbroken = yes\n", 2),
        ("hugo.yaml", "title: x\na: [1\nb: 2\n", 3),
        ("hugo.json", '{"a": 1,\n "b" 2}', 2),
        ("hugo.toml", "title = 'x'\n\xff", 1),
        ("config/_default/params.toml", "a = \n", 1),
    ],
)
def test_a_file_that_does_not_parse_is_named_with_its_line(
    name: str, text: str, line: int, make_site: MakeSite
) -> None:
    root = make_site(config=None)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(text.encode("latin-1"))

    config = load_config(root)

    problem = config.problems[0]
    assert problem.file == root / name
    assert problem.line in (line, 0)
    assert problem.message
    assert config.default_language == "en"


@pytest.mark.parametrize("name", ["Mars/Olympus", "../etc/passwd", "x" * 5000, "\0"])
def test_a_time_zone_that_does_not_exist_is_told_and_utc_used(name: str, make_site: MakeSite) -> None:
    root = make_site({"hugo.json": json.dumps({"timeZone": name})}, config=None)

    config = load_config(root)

    assert config.time_zone.utcoffset(datetime(2026, 1, 1)) == UTC.utcoffset(None)
    assert any("time zone" in problem.message for problem in config.problems)


def test_a_default_language_that_is_not_there_is_told(make_site: MakeSite) -> None:
    config = load_config(make_site(config="defaultContentLanguage = 'fr'\n[languages.de]\n[languages.en]\n"))

    assert config.default_language == "en"
    assert "fr" in config.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        "languages = 1\nparams = 'x'\ntaxonomies = ['a']\nmarkup = 3\ncascade = true\ntheme = 5\nmodule = 'm'\n",
        "languages = {en = 3, '' = {}}\nmodule = {mounts = [1, {source = 2}], imports = 'x'}\nstaticDir = {a = 1}\n",
        "frontmatter = {date = 5, lastmod = [[]]}\ndisableLanguages = 7\npermalinks = [1]\nignoreFiles = ['(', 7777777]\n",
    ],
)
def test_values_of_the_wrong_kind_harm_nothing(text: str, make_site: MakeSite) -> None:
    from editor.site.catalogue.catalogue import Catalogue
    from editor.site.site import Site

    root = make_site({"content/posts/a.md": "---\ntitle: A\ntags: [x]\n---\n"}, config=text)

    catalogue = Catalogue.build(Site.find(root))

    assert [summary.title for summary in catalogue.summaries()] == ["A"]
    assert catalogue.permalink_of(root / "content/posts/a.md")
