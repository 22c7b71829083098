"""Exports one article after another in one format, and says of each what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from editor.articles.storage.files import StorageError, read
from editor.export.bundle import make_bundle
from editor.export.document.document import Document
from editor.export.document.making import document_of
from editor.export.document.metadata import Metadata
from editor.export.docx.writer import write_docx
from editor.export.epub import write_epub
from editor.export.formats import Format, Way
from editor.export.html import write_html, write_print_html
from editor.export.output import OutputError, OutputFolder
from editor.export.pdf_details import OutlineEntry, outline_of
from editor.export.plan import Job
from editor.rendering.site_reader import SiteReader
from editor.rendering.source import ArticleSource, ArticleSourceError
from editor.site.site import Site, SiteError

_LARGEST = 1 << 30
"""Bytes of a file that goes into a bundle."""


class State(StrEnum):
    """What came of one article."""

    WRITTEN = "written"
    DRAFT = "draft"  # left out
    EXISTS = "exists"  # something stands there already and may not be replaced
    TO_PRINT = "to print"  # the page is ready for the PDF printer
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Options:
    """How to export.

    fragment: the article's HTML alone, Hugo's `.Content`. drafts: those found in folders too.
    replace: files that stand there already are replaced.
    """

    form: Format
    out: Path
    fragment: bool = False
    drafts: bool = False
    replace: bool = True


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A page for the PDF printer and what belongs into the PDF besides."""

    html: bytes
    metadata: Metadata
    outline: tuple[OutlineEntry, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one job. `message` says why it failed; `warnings` what the file lacks."""

    job: Job
    state: State
    message: str = ""
    warnings: tuple[str, ...] = ()
    target: Path | None = None
    page: PrintJob | None = field(default=None, repr=False)


class Exporter:
    """Exports with one set of options; keeps each site it has met."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._out = OutputFolder(options.out)
        self._readers: dict[Path, SiteReader] = {}

    def export(self, job: Job) -> Outcome:
        """Export one article; never raises."""
        try:
            return self._export(job)
        except (ArticleSourceError, SiteError, OutputError) as error:
            return Outcome(job, State.FAILED, str(error).rstrip("."))
        except RecursionError:
            return Outcome(job, State.FAILED, "it is nested too deeply")
        except MemoryError:
            return Outcome(job, State.FAILED, "it is too large for this machine's memory")
        except Exception as error:  # noqa: BLE001 - one article must not end the export of the others
            return Outcome(job, State.FAILED, f"an error of Inkstone's own ({type(error).__name__}: {error})")

    def _export(self, job: Job) -> Outcome:
        reader = self._reader(job)
        source = reader.read(job.source)
        if source.is_draft and not job.named and not self._options.drafts:
            return Outcome(job, State.DRAFT)
        if not self._options.replace and self._out.occupied(job.target):
            return Outcome(job, State.EXISTS)
        form = self._options.form
        match form.way:
            case Way.GATHERED:
                return self._bundle(reader, source, job)
            case Way.PRINTED:
                return self._page(reader, source, job)
            case Way.WRITTEN:
                return self._file(reader, source, job)
            case never:
                assert_never(never)

    def _file(self, reader: SiteReader, source: ArticleSource, job: Job) -> Outcome:
        form = self._options.form
        if form.has_fragment and self._options.fragment:
            target = self._out.write(job.target, reader.render(source).html.encode("utf-8", "replace"))
            return Outcome(job, State.WRITTEN, target=target)
        document = document_of(reader, source, keep_relative_links=form is Format.HTML)
        data, lacking = _written(form, document)
        target = self._out.write(job.target, data)
        return Outcome(job, State.WRITTEN, warnings=document.warnings + lacking, target=target)

    def _page(self, reader: SiteReader, source: ArticleSource, job: Job) -> Outcome:
        document = document_of(reader, source, keep_relative_links=False)
        outline = outline_of(document)
        page = PrintJob(write_print_html(document, outline), document.metadata, outline)
        return Outcome(job, State.TO_PRINT, warnings=document.warnings, page=page)

    def _bundle(self, reader: SiteReader, source: ArticleSource, job: Job) -> Outcome:
        bundle = make_bundle(reader, source)
        folder = job.target.parent
        for file in bundle.files:
            try:
                data = read(file.source, limit=_LARGEST).data
            except StorageError as error:
                raise OutputError(f"{file.place} cannot be read: {error.message}") from error
            self._out.write(folder / file.place, data)
        target = self._out.write(job.target, bundle.text)
        return Outcome(job, State.WRITTEN, warnings=bundle.warnings, target=target)

    def _reader(self, job: Job) -> SiteReader:
        reader = self._readers.get(job.site_root)
        if reader is None:
            reader = self._readers[job.site_root] = SiteReader(Site.find(job.source))
        return reader


def _written(form: Format, document: Document) -> tuple[bytes, tuple[str, ...]]:
    """Return a document in one of the formats that are written, and warnings about what the format could not hold."""
    match form:
        case Format.HTML:
            return write_html(document), ()
        case Format.DOCX:
            return write_docx(document)
        case Format.EPUB:
            return write_epub(document)
        case Format.PDF | Format.MARKDOWN:
            raise ValueError(f"{form} is not made from a document alone")
        case never:
            assert_never(never)
