"""A Python-Markdown extension whose tree processor raises."""

from __future__ import annotations

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class _Failing(Treeprocessor):
    def run(self, root):
        raise ZeroDivisionError("on purpose")


class _Extension(Extension):
    def extendMarkdown(self, md):
        md.treeprocessors.register(_Failing(md), "failing", 5)


def makeExtension(**kwargs):
    return _Extension(**kwargs)
