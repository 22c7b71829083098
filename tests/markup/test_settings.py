"""The site's `markup` table as the renderer's settings."""

from __future__ import annotations

from editor.markup.settings import MarkupSettings, line_number_style


def test_hugos_defaults() -> None:
    settings = MarkupSettings.from_config({})
    assert settings == MarkupSettings()
    assert (
        not settings.unsafe
        and settings.linkify
        and settings.footnotes.enable
        and settings.auto_id_type == "github"
    )


def test_keys_in_any_case_and_old_forms() -> None:
    settings = MarkupSettings.from_config(
        {
            "Goldmark": {
                "RENDERER": {"Unsafe": True, "hardwraps": "true"},
                "parser": {"attribute": False, "autoHeadingIDType": "blackfriday"},
                "extensions": {"typographer": False, "footnote": False, "linkifyprotocol": "http"},
            },
            "highlight": {"LineNos": "table", "codefences": False},
        },
        enable_emoji=True,
    )
    assert settings.unsafe and settings.hard_wraps and settings.emoji
    assert not settings.attribute_title and settings.auto_id_type == "blackfriday"
    assert (
        settings.typographer.disable and not settings.footnotes.enable and settings.linkify_protocol == "http"
    )
    assert settings.highlight.line_nos == "table" and not settings.highlight.code_fences


def test_passthrough_and_typographer_details() -> None:
    settings = MarkupSettings.from_config(
        {
            "goldmark": {
                "extensions": {
                    "passthrough": {
                        "enable": True,
                        "delimiters": {"inline": [["$", "$"], ["x"], "y"], "block": None},
                    },
                    "typographer": {"leftDoubleQuote": "&laquo;", "emDash": 5},
                }
            }
        }
    )
    assert settings.passthrough.inline == (("$", "$"),) and settings.passthrough.block == ()
    assert settings.typographer.left_double_quote == "&laquo;" and settings.typographer.em_dash == "&mdash;"


def test_wrong_shapes_count_as_absent() -> None:
    assert MarkupSettings.from_config({"goldmark": [1], "highlight": "x"}) == MarkupSettings()


def test_line_number_styles() -> None:
    assert [line_number_style(value, in_table=True) for value in (None, False, "false", True, "inline", 1)] == [
        "", "", "", "table", "inline", "table",
    ]  # fmt: skip
    assert line_number_style(True, in_table=False) == "inline"
