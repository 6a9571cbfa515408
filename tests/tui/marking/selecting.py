"""Hands for tests that mark passages on a screen."""

from tests.tui.app.walking import Walk


def options(user: Walk) -> list[str]:
    """What the picker offers."""
    return [str(option.prompt) for option in user.dialog.query_one("#entries").options]


async def select(user: Walk, words: str) -> None:
    """Selects the first place where words stand."""
    start = user.reader.text.index(words)
    user.reader.select(start, start + len(words))
    await user.settle()


async def put_cursor(user: Walk, words: str) -> None:
    """Gives the reader the keyboard, with the cursor before words."""
    start = user.reader.text.index(words)
    user.reader.go_to(start, start)
    await user.press("2")


async def open_text(user: Walk, source_id: str) -> None:
    """Opens a text, and gives it the keyboard."""
    user.bench.open_source(source_id)
    await user.settle()
    await user.press("2")


def made(user: Walk) -> set[str]:
    """The quotes that the map did not have at first."""
    return set(user.map.quotes) - {"no-extension", "critics"}


def asked(user: Walk) -> str:
    """The explanation of a question."""
    return str(user.dialog.query_one("#body Static").render())


async def answer(user: Walk, words: str) -> None:
    """Presses the button with these words."""
    buttons = [str(button.label) for button in user.dialog.query("Button")]
    await user.press(*["right"] * buttons.index(words), "enter")
