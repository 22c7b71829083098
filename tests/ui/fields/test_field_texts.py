"""The form's plain parts: widths, terms, labels, written dates, numbers, addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.articles.dates import parse_date
from editor.articles.fields import Kind
from editor.articles.front_matter.front_matter import FrontMatter
from editor.ui.common.text_width import display_width, is_mostly_wide
from editor.ui.fields.context import FormContext
from editor.ui.fields.dates.date_text import readable_text, step_day
from editor.ui.fields.dates.written_date import WrittenDate, now_text
from editor.ui.fields.kinds.number_field import read_number
from editor.ui.fields.kinds.web_address import is_openable
from editor.ui.fields.kinds.yes_no_field import is_yes
from editor.ui.fields.spec import humanise, plan
from editor.ui.fields.terms import SEPARATORS, TermsInUse, split_terms


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("中文", 4),
        ("中a文b", 6),
        ("，。「」", 8),
        ("ＡＢ", 4),
        ("ｱｲ", 2),
        ("e\u0301", 1),
        ("한글", 4),
        ("👩‍💻", 2),
        ("a\u200bb", 2),
    ],
)
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_mostly_wide_decides_the_unit() -> None:
    assert is_mostly_wide("Anthropic 總裁接受專訪談公司策略")
    assert not is_mostly_wide("A long English sentence with 中文")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a, b、c，d", ["a", "b", "c", "d"]),
        ("甲；乙;丙", ["甲", "乙", "丙"]),
        ("one\r\ntwo\n\nthree\t four ", ["one", "two", "three", "four"]),
        ('"quoted", “full”', ["quoted", "full"]),
        ("Scaling Laws", ["Scaling Laws"]),
        ("'90s, rock 'n', 'both', \"\", 5\"", ["'90s", "rock 'n'", "both", '5"']),
        (" ,、 ，", []),
    ],
)
def test_split_terms(text: str, terms: list[str]) -> None:
    assert split_terms(text) == terms


@given(
    st.lists(
        st.text(
            st.characters(exclude_characters=SEPARATORS + "\"'“”", exclude_categories=("C", "Z")), min_size=1
        )
    )
)
def test_splitting_joined_terms_gives_the_terms(terms: list[str]) -> None:
    for separator in SEPARATORS:
        assert split_terms(separator.join(terms)) == terms


def test_the_usual_spelling_is_the_more_frequent_one() -> None:
    in_use = TermsInUse({"AI 投資": 9, "AI投資": 1, "ＡＩ投資": 1, "ai-投資": 2, "写作": 3, "A": 1, "a": 1})
    assert in_use.usual_spelling("ＡＩ投資") == "AI 投資"
    assert in_use.usual_spelling("AI 投資") is None
    assert in_use.usual_spelling("機器人") is None
    assert in_use.usual_spelling("寫作") == "写作"
    assert in_use.usual_spelling("A") == "a", "nobody else writes it so"
    even = TermsInUse({"A": 2, "a": 2})
    assert even.usual_spelling("A") is None, "no reason to change either"


def test_of_two_spellings_in_one_article_the_first_stays() -> None:
    in_use = TermsInUse({"hugo": 1, "Ｈugo": 1, "other": 5})
    assert in_use.usual_spelling("Ｈugo", ["other", "hugo"]) == "hugo"
    assert TermsInUse({"other": 5}).usual_spelling("Hugo", ["hugo"]) == "hugo"
    assert TermsInUse({"hugo": 1, "HUGO": 4}).usual_spelling("Hugo", ["hugo"]) == "HUGO"


def test_matching_terms_are_ordered() -> None:
    in_use = TermsInUse({"Anthropic": 3, "Panthera": 9, "ant": 3, "other": 99})
    assert in_use.matching("ANT", ()) == [("Anthropic", 3), ("ant", 3), ("Panthera", 9)]
    assert in_use.matching("", ("other",))[0][0] == "Panthera"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("source_url", "Source URL"),
        ("ogImage", "Og image"),
        ("SEOTitle", "SEO title"),
        ("reading-time", "Reading time"),
        ("toc", "TOC"),
        ("標題圖", "標題圖"),
        ("_", "_"),
        ("a", "A"),
    ],
)
def test_keys_are_made_readable(key: str, label: str) -> None:
    assert humanise(key) == label


FORMS = [
    "2026-01-05T10:00:00+08:00",
    "2026-01-05T10:00:00Z",
    "2026-01-05t10:00:00Z",
    "2026-01-05 10:00:00",
    "2026-01-05 10:00:00 +0800",
    "2026-01-05 10:00:00 +0800 CST",
    "2026-01-05 10:00",
    "2026-01-05T10:00:00.123-05:30",
    "2026-01-05",
]


@pytest.mark.parametrize("text", FORMS)
def test_a_written_date_gives_its_text_back(text: str) -> None:
    written = WrittenDate.read(text)
    assert written is not None and written.text == text
    assert written.with_day(date(2026, 1, 5)).text == text
    if written.has_time:
        assert written.with_clock(time(10, 0)).text == text


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-1-5", "2026-02-30", "2026-01-05T25:00:00Z", "tomorrow", "2026/01/05"]
)
def test_what_is_no_written_date(text: str) -> None:
    assert WrittenDate.read(text) is None


@given(
    st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)), st.sampled_from(FORMS[:6])
)
def test_any_moment_in_any_form_is_read_as_that_moment(moment: datetime, form: str) -> None:
    written = WrittenDate.read(form)
    assert written is not None
    wanted = moment.replace(tzinfo=UTC, microsecond=0)
    zone = written.offset() or UTC
    if not 1 < wanted.astimezone(zone).year < 9999:
        return
    again = written.at(wanted)
    assert again.between == written.between and again.zone == written.zone
    if parse_date(form, UTC) is not None:
        assert parse_date(again.text, UTC) == wanted


def test_now_carries_the_offset_of_its_own_season() -> None:
    zone = ZoneInfo("America/New_York")
    assert now_text(datetime(2026, 1, 5, 12, tzinfo=UTC), zone) == "2026-01-05T07:00:00-05:00"
    assert now_text(datetime(2026, 7, 5, 12, tzinfo=UTC), zone) == "2026-07-05T08:00:00-04:00"
    assert now_text(datetime(2026, 7, 5, 12, tzinfo=UTC), UTC) == "2026-07-05T12:00:00Z"


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("2024-05-01 09:30", "2024-05-01T09:30:00"),
        ("2024/05/01", "2024-05-01"),
        ("2024年5月1日", "2024-05-01"),
        ("2024-5-1 9:30:15 +0800", "2024-05-01T09:30:15+08:00"),
        ("2024-05-01T09:30Z", "2024-05-01T09:30:00Z"),
        ("next week", None),
        ("2024-13-01", None),
    ],
)
def test_unreadable_dates_get_a_readable_form(text: str, better: str | None) -> None:
    assert readable_text(text) == better
    assert better is None or parse_date(better, UTC) is not None


def test_stepping_stays_in_the_calendar() -> None:
    assert step_day(date(2026, 1, 31), 6, 1) == date(2026, 2, 28)
    assert step_day(date(2024, 2, 29), 2, 1) == date(2025, 2, 28)
    assert step_day(date(2026, 12, 31), 10, 1) == date(2027, 1, 1)
    assert step_day(date(9999, 12, 31), 10, 1) is None
    assert step_day(date(1, 1, 1), 6, -1) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("-4", -4),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1e999", None),
        ("0x10", None),
        ("", None),
        ("1234567890123456789", 1234567890123456789),
        ("18446744073709551615", 18446744073709551615),
        ("18446744073709551616", None),
        ("-9223372036854775809", None),
        ("9" * 5000, None),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == number
    assert type(read_number(text)) is type(number)


@pytest.mark.parametrize(
    ("address", "openable"),
    [
        ("https://example.org/a?b=c", True),
        ("mailto:a@example.org", True),
        ("https://", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("java\tscript:alert(1)", False),
        ("http://[", False),
        ("https://a b", False),
        ("https://a\x00b", False),
        ("https://例子.example/路徑", True),
        ("", False),
    ],
)
def test_openable_addresses(address: str, openable: bool) -> None:
    assert is_openable(address) is openable


def test_truth_as_hugo_casts_it() -> None:
    assert [is_yes(value) for value in (True, "true", "TRUE", "1", "yes", "false", None, [])] == [
        True, True, True, True, False, False, False, False,
    ]  # fmt: skip


def test_hugos_own_fields_keep_their_kind_where_the_form_can_mend_the_value() -> None:
    fields = FrontMatter.read('---\ntitle: 2024\ndate: 2024/05/01\ndraft: "true"\nyear: 2024\n---\n')
    kinds = {spec.key: spec.kind for spec in plan(fields, FormContext())}
    assert kinds == {"title": Kind.TEXT, "date": Kind.DATE, "draft": Kind.YES_NO, "year": Kind.NUMBER}
