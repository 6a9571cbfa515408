"""Keys act in the order in which they were typed, each where the one before it has led.

Textual sends a key to the widget that has the keyboard, from where it rises pane by pane until something knows what it
means; the next key sets out at once. Where the first one changes what has the keyboard, or is on its way to a question,
the second is in the wrong place, and may even overtake it. So here each key waits until the one before it is done
with: a call that follows it along its way has arrived where the key could last have done something.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from enum import Enum, auto
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual.events import Key, Paste

if TYPE_CHECKING:
    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.widget import Widget

Typed = Key | Paste

_LOOK_AGAIN_AFTER: Final = 0.5
"""Seconds after which a key that others wait for is looked after: what it went to may be gone."""

_GIVE_UP_AFTER: Final = 30.0
"""Seconds after which keys no longer wait for one before them, whatever holds it up."""

_LINE_FEED: Final = "ctrl+j"
"""What a terminal makes of the return key until Textual takes the keys as they are."""


class Wait(Enum):
    """What keys wait for, beside the key before them."""

    MAP = auto()
    """A map is being opened, or the first screen of all."""
    TEXT = auto()
    """A text is on its way to the reader."""
    ACTION = auto()
    """An action is on its way to a question, for which they are meant."""


class TypedAhead:
    """What was typed and has not been given to anything yet."""

    def __init__(self, app: App[Any], give: Callable[[Typed], Awaitable[None]]) -> None:
        """`give` gives what was typed to what has the keyboard."""
        self._app = app
        self._give_typed = give
        self._line: deque[Typed] = deque()
        self._waits: set[Wait] = {Wait.MAP}
        self._starting = True
        self._given: float | None = None
        """When the key was given that is still on its way; None where none is."""
        self._given_to: MessagePump = app
        """Where on its way it is."""
        self._looks_again = False
        """Whether a key waits behind it, and is given when that is lost."""

    @property
    def waits(self) -> bool:
        """Whether something is on its way that keys wait for."""
        return bool(self._waits)

    async def typed(self, typed: Typed) -> None:
        """Give a key or a paste to what has the keyboard, now or when its turn comes."""
        if self._starting and isinstance(typed, Key) and typed.key == _LINE_FEED:
            typed = Key("enter", "\r")
        self._line.append(typed)
        await self._give()

    def wait(self, reason: Wait) -> None:
        """Give out nothing until this is over."""
        self._waits.add(reason)

    def go_on(self, reason: Wait) -> None:
        """It is over: what was typed meanwhile acts now."""
        self._starting = False
        if reason in self._waits:
            self._waits.discard(reason)
            self._app.call_later(self._give)

    async def _give(self) -> None:
        """Give the next one to what has the keyboard, and follow it. What is written into a field goes in at once."""
        if self._given is not None and not self._is_lost(self._given):
            if self._line and not self._looks_again:
                self._looks_again = True
                self._app.set_timer(_LOOK_AGAIN_AFTER, self._look_again)
            return
        self._given = None
        if self._line and not self._waits and self._app.screen_stack:  # no screen is left while the app ends
            self._given = given = monotonic()
            focused = self._app.focused
            way = list((focused or self._app.screen).ancestors_with_self)
            written = _is_written(self._line[0], focused)
            await self._give_typed(self._line.popleft())
            while written and self._line and _is_written(self._line[0], focused):
                await self._give_typed(self._line.popleft())
            # Twice, as what is done for a key often tells of it by a message along the same way; and the app has
            # the last word, as it moves the keyboard.
            self._follow([*way, *way, self._app, self._app], given)

    def _is_lost(self, given: float) -> bool:
        """Whether the key given then will not arrive. How long it takes does not say so: a machine may be slow."""
        return not self._given_to.is_running or monotonic() - given >= _GIVE_UP_AFTER

    async def _look_again(self) -> None:
        """Go on where the key that was on its way is gone together with what it went to."""
        self._looks_again = False
        if self._line:
            await self._give()

    def _follow(self, way: Sequence[MessagePump], given: float) -> None:
        """Go on along the way when all that came before is done with there; what is gone is passed by."""
        for at, pump in enumerate(way):
            rest = way[at + 1 :]
            if pump.call_later(self._follow, rest, given) if rest else pump.call_later(self._arrived, given):
                if self._given == given:
                    self._given_to = pump
                return

    async def _arrived(self, given: float) -> None:
        if self._given == given:  # else it was taken for lost, and the next one is on its way
            self._given = None
            await self._give()


def _is_written(typed: Typed, focused: Widget | None) -> bool:
    """Whether it is written where the keyboard is, and does nothing else."""
    return isinstance(typed, Key) and focused is not None and focused.check_consume_key(typed.key, typed.character)
