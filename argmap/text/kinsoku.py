"""Which characters must not begin or end a row (JIS X 4051 and GB/T 15834, without small kana, which may)."""

from typing import Final

NEVER_FIRST: Final = "、。，．・：；？！」』】）〕〉》〗］｝”’…‥％℃‰～゛゜ヽヾゝゞ々ー,.:;?!)]}%°"
"""What must not begin a row."""
NEVER_LAST: Final = "「『【（〔〈《〖［｛“‘„‚([{＄￥"
"""What must not end a row."""
