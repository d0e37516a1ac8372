"""Page to Markdown: the Jinja environment in which nothing is printed unescaped.

Entries of lists stand on many pages: each is built and rendered once, and every page that shows it gets the same text,
with its own links and the entry's role there put in.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateAssertionError,
    TemplateError,
    nodes,
)
from jinja2.compiler import CodeGenerator, MacroRef
from jinja2.utils import missing

from generator.corpus import Corpus
from generator.escape import Html, finalize, to_html
from generator.model.statement import Statement
from generator.pages.entries import Entry, build_view
from generator.pages.page import Page
from generator.pages.page import Section as Section
from generator.pages.scribe import Scribe
from generator.routes import ANYWHERE, complete_links
from generator.settings import Settings
from generator.stale import Question, Watch

# Where an entry's template leaves room for its role.
_ROLE = "<!--role-->"
# What a template can do to a value. Sorting, grouping and wording are done before, and nothing here makes HTML.
_FILTERS = ("first", "last", "length")


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: a page's Markdown where `path` ends in `.md`, else its content as it is.

    `title` and `description` are plain text, not escaped. `meta` says more to the theme.
    """

    path: str
    content: str | bytes
    title: str = ""
    description: str = ""
    sections: tuple[Section, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        return self.content.encode() if isinstance(self.content, str) else self.content


class _Code(CodeGenerator):
    """Makes code without what Jinja does at every step for what our templates cannot have.

    It prints what `finalize` returns, which is escaped already; it calls a function as it is, since none of them asks
    for the context; and a macro that takes what is named in its head, and no more, is a function.
    """

    def visit_Call(self, node: nodes.Call, frame: Any, forward_caller: bool = False) -> None:  # noqa: N802
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Any) -> None:
        names = [argument.name for argument in macro_ref.node.args]
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs or macro_ref.accesses_caller or "caller" in names:
            super().macro_def(macro_ref, frame)
        else:
            self.write(f"environment.to_function(macro, {names!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write("environment.finalize(")

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        self.write(")")


class _Environment(Environment):
    """Jinja without its ways around escaping: names that begin with `_` are refused when a template is read.

    Jinja's own sandbox looks at every attribute whenever it is printed, which is half of a page's time.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for found in template.find_all(nodes.Getattr):
            if found.attr.startswith("_"):
                raise TemplateAssertionError(f"`{found.attr}` is not for templates", found.lineno, name, filename)
        return template

    code_generator_class = _Code

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """Find a template: what was found once is not asked of the loader again, and no template changes meanwhile."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found

    @staticmethod
    def to_function(macro: Callable[..., str], names: Sequence[str]) -> Callable[..., Html]:
        """Make a function of a macro's code, which fills in itself what is missing of the arguments."""
        count = len(names)

        def call(*given: Any, **named: Any) -> Html:
            if len(given) == count and not named:
                return Html(macro(*given))
            rest = [named.pop(name, missing) for name in names[len(given) :]]
            return Html(macro(*given, *rest, **named))

        return call

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Take an item, and never an attribute by a name that is put together."""
        try:
            return obj[argument]
        except (LookupError, TypeError, AttributeError):
            return self.undefined(obj=obj, name=argument)


class Rendered(NamedTuple):
    """An entry as it is on every page, and what it asked of the corpus."""

    text: str
    questions: frozenset[Question]


class Renderer:
    """Renders pages with the templates of several folders; one in an earlier folder takes the place of others."""

    def __init__(
        self, folders: Sequence[Path], corpus: Corpus, settings: Settings, compiled: BytecodeCache | None = None
    ) -> None:
        self.watch = Watch(corpus)
        self._settings = settings
        self._entries: dict[tuple[str, str], Rendered] = {}
        self._url = ""
        self._environment = _Environment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            finalize=finalize,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            # A preview makes a new renderer where a template has changed.
            auto_reload=False,
            bytecode_cache=compiled,
        )
        self._environment.filters = {name: self._environment.filters[name] for name in _FILTERS}
        self._environment.globals = {"entry": self._place_entry}

    def compile(self) -> None:
        """Compile all templates now, for processes that are forked; what is wrong in one is told by its pages."""
        for name in self._environment.list_templates(extensions=["md"]):
            with suppress(TemplateError):
                self._environment.get_template(name)

    def turn_to(self, corpus: Corpus, settings: Settings) -> None:
        """Go on with another corpus; the templates are compiled already."""
        self.watch, self._settings = Watch(corpus), settings
        self._entries.clear()

    def render(self, page: Page) -> Output:
        """Render a page to Markdown: its path is the page's address and `index.md`.

        What the entries of its lists ask of the corpus is noted in `watch`.
        """
        self._url = page.url
        template = self._environment.get_template(f"pages/{page.template}.md")
        text = template.render(page=page, view=page.view)
        markdown = tidy_markdown(text)
        return Output(f"{page.url}index.md", markdown, page.title, page.description, page.sections, page.meta)

    def render_entry(self, form: str, statement: Statement) -> Rendered:
        """Render an entry for any page."""
        with self.watch.gathering() as questions:
            scribe = Scribe.at(ANYWHERE, self.watch.corpus, self._settings)
            template = self._environment.get_template(f"entries/{form}.md")
            # A page may have it from a brief, where it notes nothing; what this page shows, others take over.
            text = template.render(it=build_view(scribe, form, self.watch.over(statement)))
        return Rendered(tidy_markdown(text), frozenset(cast("set[Question]", questions)))

    def _place_entry(self, entry: Entry) -> Html:
        key = (entry.form, entry.statement.key)
        found = self._entries.get(key)
        if found is None:
            found = self._entries[key] = self.render_entry(entry.form, entry.statement)
        self.watch.questions.add(found.questions)
        role = f"<span>{to_html(entry.role)}</span>" if entry.role else ""
        return Html(complete_links(found.text.replace(_ROLE, role), self._url))


def tidy_markdown(text: str) -> str:
    """Take indentation and empty lines out of what a template gave, and part Markdown headings from the rest.

    Line ends in texts are references by now, so what is indented or empty is the template's layout; CommonMark would
    make code of the one, and end a block of raw HTML at the other.
    """
    lines = [line for each in text.split("\n") if (line := each.strip(" \t"))]
    return "\n".join([f"\n{line}\n" if line.startswith("## ") else line for line in lines]).strip() + "\n"
