"""Reading takes no numpy, which alone takes as much memory as two long texts; the first search brings it."""

import subprocess
import sys

_PROGRAM = """
import asyncio, sys
from argmap.tui.theme import FaintApp
from argmap.tui.widgets.reader.reader import Reader
from argmap.tui.widgets.reader.container import ReaderContainer

class Reading(FaintApp):
    def compose(self):
        yield ReaderContainer()

async def read():
    async with Reading().run_test(size=(80, 24)) as pilot:
        lectern = pilot.app.query_one(ReaderContainer)
        reader = lectern.reader
        reader.open_text("经济安全 und die Wirtschaft 👨‍👩‍👧 \\t é\\n" * 500)
        reader.focus()
        await pilot.press("pagedown", "pagedown", "shift+down", "home")
        print("numpy" in sys.modules)
        lectern.search_bar.search_for("安全 UND")
        while not reader.hits:  # the limit is this program's
            await asyncio.sleep(0.01)
        print("numpy" in sys.modules, len(reader.hits))

asyncio.run(read())
"""


def test_a_text_is_read_without_numpy_and_the_first_search_waits_for_it():
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["False", "True", "500"]
