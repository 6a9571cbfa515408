"""From tokens to the blocks of a document, by the grammar of @argdown/core 1.7.5, without recursion.

Where that grammar stops at a fault, this one goes on after it and tells the line; a heading, or a title at the
beginning of a line, begins a block also without a blank line above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Final

import yaml

from argmap.formats.argdown.document import (
    Block,
    Document,
    Heading,
    Inference,
    Mention,
    Related,
    Sort,
    Step,
    Symbol,
    Value,
)
from argmap.formats.argdown.tokens import EndlessError, Kind, Token, tokens
from argmap.formats.format import Skipped

FRONT_MATTER: Final = re.compile(r"\s*={3,}(?P<yaml>.*?)(?:={3,}|\Z)", re.DOTALL)
"""The settings at the beginning of a document."""


_SYMBOLS: Final = {"<+": "+", "<-": "-", "<_": "_"}
_TITLES: Final = {
    Kind.STATEMENT: Sort.STATEMENT,
    Kind.STATEMENT_REFERENCE: Sort.STATEMENT,
    Kind.ARGUMENT: Sort.ARGUMENT,
    Kind.ARGUMENT_REFERENCE: Sort.ARGUMENT,
}
_INLINE: Final = frozenset({Kind.TEXT, Kind.LINK, Kind.TAG, Kind.EMPHASIS, Kind.EMPHASIS_END, Kind.NEWLINE, *_TITLES})
_OPEN: Final = re.compile(r"(?:(?<![^\s(])[\[<](?=\w)[^\]>\n]*|\[[^\]\n]*\]\([^)\n]*|#\([^)\n]*)\Z")
"""A title, link or tag that nothing closes before the words end."""


_FAR: Final = 400
"""Within so many characters of its end a title, a link or a tag is looked for that nothing closes."""


_MOST_TOLD: Final = 60
_SPACES: Final = re.compile(r"[ \t\n]+")


def parsed(text: str) -> Document:
    """The document that a text is. Raises EndlessError."""
    document = Document()
    begin = _front_matter(document, text)
    rest: list[Token] = []
    for token in tokens(text[begin:], text.count("\n", 0, begin) + 1):
        if token.kind is Kind.COMMENT:
            document.comments.append(token.line)
        else:
            rest.append(token)
    for block in _blocks(rest):
        _BlockParser(document, block).run()
    return document


def _front_matter(document: Document, text: str) -> int:
    """Read what stands between the first two lines of `===`, and give its end."""
    found = FRONT_MATTER.match(text)
    if found is None:
        return 0
    line = text.count("\n", 0, found.start("yaml")) + 1
    if found.end() == found.end("yaml"):
        raise EndlessError("the front matter begins here and does not end; close it with ===", line)
    try:
        document.front_matter = mapping(found["yaml"])
    except UnreadableYaml as fault:
        document.skipped.append(Skipped(f"the front matter: {fault}", line + fault.line))
    return found.end()


def _blocks(rest: Iterable[Token]) -> Iterator[list[Token]]:
    block: list[Token] = []
    for token in rest:
        if token.kind is not Kind.BLANK:
            block.append(token)
        elif block:
            yield block
            block = []
    if block:
        yield block


class _BlockParser:
    """Reads one block. What cannot be read is skipped, up to the next relation, premise or inference."""

    def __init__(self, document: Document, block: list[Token]) -> None:
        self._document = document
        self._tokens = block
        self._at = 0

    def run(self) -> None:
        while self._skip_newlines():
            self._document.blocks.append(block := Block(self._tokens[self._at].line))
            first = self._tokens[self._at]
            if first.kind is Kind.HEADING:
                self._heading(block)
            elif first.kind is Kind.NUMBER:
                self._structure(block)
            elif first.kind is Kind.BULLET:
                self._list(block)
            elif first.kind in _INLINE:
                element = self._mention()
                block.elements.append(element)
                self._relations(element)
            self._left_over()

    def _next(self, *kinds: Kind) -> Token | None:
        """The next token, taken, if it is of these kinds."""
        if self._at < len(self._tokens) and self._tokens[self._at].kind in kinds:
            self._at += 1
            return self._tokens[self._at - 1]
        return None

    def _skip_newlines(self) -> bool:
        """Go to the next token that is not a line's end; false where there is none."""
        while self._next(Kind.NEWLINE):
            pass
        return self._at < len(self._tokens)

    def _leave(self, message: str, line: int) -> None:
        self._document.skipped.append(Skipped(message, line))

    def _left_over(self) -> None:
        """Leave what no rule took, up to where a block can begin again."""
        begin = self._at
        while self._at < len(self._tokens) and not self._begins_block():
            self._at += 1
        self._leave_words(begin)

    def _leave_words(self, begin: int) -> None:
        """Leave the tokens from `begin` to here, told in their words."""
        words = _SPACES.sub(" ", " ".join(token.raw for token in self._tokens[begin : self._at])).strip()
        if words:
            short = words if len(words) <= _MOST_TOLD else words[: _MOST_TOLD - 1] + "…"
            self._leave(f"not recognized: {short}", self._tokens[begin].line)

    def _begins_block(self) -> bool:
        token = self._tokens[self._at]
        at_line_begin = self._at == 0 or self._tokens[self._at - 1].kind is Kind.NEWLINE
        return token.kind is Kind.HEADING or (at_line_begin and (token.kind in _TITLES or token.kind is Kind.NUMBER))

    def _heading(self, block: Block) -> None:
        sign = self._next(Kind.HEADING)
        assert sign is not None
        content = Mention(Sort.STATEMENT, None, sign.line)
        self._content(content)
        self._data()
        block.heading = Heading(len(sign.value), content.text or "", tuple(content.tags), sign.line)

    def _list(self, block: Block) -> None:
        while self._next(Kind.BULLET):
            element = self._mention()
            block.elements.append(element)
            self._relations(element)

    def _structure(self, block: Block) -> None:
        """Premises and conclusions."""
        inference: Inference | None = None
        while self._at < len(self._tokens):
            if number := self._next(Kind.NUMBER):
                statement = self._mention()
                block.steps.append(Step(int(number.value[:9]), statement, inference))
                inference = None
                self._relations(statement)
            elif sign := self._next(Kind.INFERENCE):
                inference = self._inference(sign)
                self._relations(inference)
            else:
                break
        if inference is not None:
            self._leave("an inference without a conclusion", inference.line)

    def _inference(self, sign: Token) -> Inference:
        made = Inference(sign.line)
        words: list[str] = []
        while token := self._next(Kind.TEXT, Kind.COMMA, Kind.NEWLINE, Kind.DATA):
            if token.kind is Kind.DATA:
                made.data = self._read_data(token)
            elif token.kind is Kind.COMMA:
                words.append("\0")
            else:
                words.append(token.value or " ")
        if self._next(Kind.INFERENCE_END) is None:
            self._leave("an inference whose line does not end; close it with --", sign.line)
        rules = (_SPACES.sub(" ", rule).strip() for rule in "".join(words).split("\0"))
        made.rules = [rule for rule in rules if rule]
        self._next(Kind.NEWLINE)
        return made

    def _mention(self) -> Mention:
        """A statement or argument with its metadata, without its relations."""
        if self._at == len(self._tokens):
            return Mention(Sort.STATEMENT, None, self._tokens[-1].line, text="")
        first_token, first = self._at, self._tokens[self._at]
        made = Mention(_TITLES.get(first.kind, Sort.STATEMENT), None, first.line)
        if first.kind in _TITLES:
            self._at += 1
            made.title = first.value
        if first.kind in (Kind.STATEMENT_REFERENCE, Kind.ARGUMENT_REFERENCE):
            while tag := self._next(Kind.TAG):
                made.tags.append(tag.value)
            self._next(Kind.NEWLINE)
        else:
            self._content(made)
        made.data = self._data()
        begin = self._at
        while self._at < len(self._tokens) and self._tokens[self._at].kind in _INLINE and not self._begins_block():
            self._at += 1
        self._leave_words(begin)
        self._say_what_is_open(first_token)
        return made

    def _say_what_is_open(self, begin: int) -> None:
        """Say where a title, a link or a tag begins and does not end: so it is with files that are cut off."""
        raw = "".join(token.raw or token.value for token in self._tokens[begin : self._at] if token.kind in _INLINE)
        found = _OPEN.search(raw[-_FAR:])
        if found:
            self._leave(f"`{found[0][:_MOST_TOLD]}` is not closed; it was imported as words", self._tokens[begin].line)

    def _data(self) -> Mapping[str, Value]:
        token = self._next(Kind.DATA)
        if token is None:
            return {}
        self._next(Kind.NEWLINE)
        return self._read_data(token)

    def _read_data(self, token: Token) -> Mapping[str, Value]:
        try:
            return metadata(token.value)
        except UnreadableYaml as fault:
            self._leave(f"metadata: {fault}", token.line + fault.line)
            return {}

    def _content(self, made: Mention) -> None:
        """The words of a statement, argument or heading. A mark of emphasis that nothing ends is a sign."""
        pieces: list[str] = []
        open_marks: list[int] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.kind not in _INLINE or (pieces and self._begins_block()):
                break
            self._at += 1
            if token.kind is Kind.TAG:
                made.tags.append(token.value)
            elif token.kind is Kind.LINK:
                words, address = token.value.split("](", 1)
                pieces.append(words + " " * (not address.endswith(")")))
                made.addresses.append(address.rstrip(") \t"))
            elif token.kind is Kind.EMPHASIS_END and open_marks:
                pieces[open_marks.pop()] = ""
                pieces.append(token.value)
            else:
                if token.kind is Kind.EMPHASIS:
                    open_marks.append(len(pieces))
                pieces.append(_words(token, pieces))
        made.text = "".join(pieces).strip(" \t")

    def _relations(self, above: Mention | Inference) -> None:
        """The relations under an element: each belongs to the last element that stands less far in."""
        levels: list[tuple[int, Mention | Inference]] = []
        last = above
        while sign := self._next(Kind.RELATION):
            if not levels or sign.indent > levels[-1][0]:
                levels.append((sign.indent, last))
            while len(levels) > 1 and sign.indent < levels[-1][0]:
                levels.pop()
            behind = self._mention()
            symbol = Symbol(_SYMBOLS.get(sign.value, sign.value))
            if sign.indent == 0:
                self._leave(f"a relation that is not indented: {sign.value} {behind.title or behind.text}", sign.line)
                continue
            if behind.title is None and not behind.text:
                self._leave(f"a relation to nothing: {sign.value}", sign.line)
                continue
            self._document.related.append(Related(symbol, levels[-1][1], behind, sign.line))
            last = behind


def _words(token: Token, before: list[str]) -> str:
    """What a token says in a text: a line's end one space, a title that is no title here its brackets too."""
    if token.kind is Kind.NEWLINE:
        return "" if before and before[-1].endswith(" ") else " "
    return token.raw if token.kind in _TITLES else token.value


_DEEPEST: Final = 50
_BLOCK_BEGIN: Final = re.compile(r"\{[ \t]*\n")
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The one in C, where PyYAML was built with it, reads ten times as fast."""


_TOO_DEEP: Final = f"values are nested more than {_DEEPEST} deep; write them flatter"
_NOT_YAML: Final = "this is not valid YAML; close its brackets and quotes, and put values with `:` or `#` in quotes"
_Node = tuple[list[Value] | dict[str, Value], list[str]]
"""A list or mapping that is not complete; for a mapping, beside it the key whose value comes next."""


class UnreadableYaml(Exception):  # noqa: N818 - says why, for the user
    """Raised for text that is no YAML; `line` is that of the fault, from 0 for the first of the text."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def metadata(written: str) -> dict[str, Value]:
    """The metadata in braces. Raises UnreadableYaml.

    Where a line break follows the opening brace, block YAML stands between the braces; else they are YAML's own.
    """
    block = _BLOCK_BEGIN.match(written)
    return mapping("\n" + written[block.end() : -1] if block else written)


def mapping(text: str) -> dict[str, Value]:
    """The mapping that a text of YAML is; empty for an empty text. Raises UnreadableYaml for anything else."""
    try:
        value = _value(text)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise UnreadableYaml(_TOO_DEEP if _lies_deep(text) else _NOT_YAML, mark.line if mark else 0) from fault
    except yaml.YAMLError as fault:
        raise UnreadableYaml("a character that YAML does not allow; remove it", 0) from fault
    if isinstance(value, dict):
        return value
    if value == "":
        return {}
    raise UnreadableYaml("no keys with values", 0)


def _lies_deep(text: str) -> bool:
    """Whether the brackets of a text that could not be read are nested too deep, wherever they stand."""
    steps = (1 if sign in "[{" else -1 for sign in text if sign in "[]{}")
    return max(accumulate(steps), default=0) > _DEEPEST


def _value(text: str) -> Value:
    """The value of a text of YAML, built without recursion."""
    root: list[Value] = []
    nodes: list[_Node] = [(root, [])]
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableYaml("an alias (`*…`), which is not read; write the value itself", line)
        if isinstance(event, yaml.CollectionStartEvent):
            if len(nodes) > _DEEPEST:
                raise UnreadableYaml(_TOO_DEEP, line)
            nodes.append(({} if isinstance(event, yaml.MappingStartEvent) else [], []))
        elif isinstance(event, yaml.ScalarEvent):
            _put(event.value, nodes[-1], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            value, _ = nodes.pop()
            _put(value, nodes[-1], line)
    return root[0] if root else ""


def _put(value: Value, node: _Node, line: int) -> None:
    """Put a value that is complete where it belongs: a mapping takes a key first, and then what it stands for."""
    into, key = node
    if isinstance(into, list):
        into.append(value)
    elif key:
        into[key.pop()] = value
    elif isinstance(value, str):
        key.append(value)
    else:
        raise UnreadableYaml("a key that is no word", line)
