#!/bin/sh
# Makes the two fonts of the invoice renderings again. Not part of the build: the results are committed.
# Needs npm, python3 and fonttools (pip install fonttools==4.68.0). See docs/decisions/0010-fonts.md.
set -eu
version=0.4.3
here=$(cd "$(dirname "$0")" && pwd)
target="$here/../../billing/src/main/resources/io/xisuan/billing/rendering"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "@expo-google-fonts/noto-sans-sc@$version" >/dev/null
tar xzf "expo-google-fonts-noto-sans-sc-$version.tgz"

# Every character of GB 2312, Latin-1 and Latin Extended-A, general punctuation, currency signs, arrows, full-width forms.
python3 - >characters.txt <<'PYTHON'
characters = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x2010, 0x2028)) | set(range(0x2030, 0x2040))
characters |= set(range(0x20A0, 0x20C0)) | set(range(0x2190, 0x2194)) | set(range(0x3000, 0x3020)) | set(range(0xFF01, 0xFF5F))
characters |= {0x2103, 0x2116, 0x2122, 0x2212, 0x2260, 0x2264, 0x2265, 0xFFE5, 0x3007, 0x5713}
for row in range(0xA1, 0xF8):
    for cell in range(0xA1, 0xFF):
        try:
            characters.add(ord(bytes([row, cell]).decode("gb2312")))
        except UnicodeDecodeError:
            pass
print("".join(chr(c) for c in sorted(characters)))
PYTHON

SOURCE_DATE_EPOCH=0 python3 -m fontTools.subset package/400Regular/NotoSansSC_400Regular.ttf \
    --text-file=characters.txt --output-file=subset.ttf \
    --layout-features='' --no-hinting --notdef-outline --name-IDs='0,1,2,3,4,5,6,13,14' --no-recalc-timestamp

# Variation sequences (cmap format 14) are of no use to PDFBox, which warns about them at every start.
python3 - subset.ttf "$target/NotoSansSC-GB2312.ttf" package/400Regular/NotoSansSC_400Regular.ttf "$target/NotoSansSC-Regular.ttf" <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
for source, result in zip(sys.argv[1::2], sys.argv[2::2]):
    font = TTFont(source, recalcTimestamp=False)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    font.save(result)
PYTHON
cp package/LICENSE_FONT "$target/NotoSansSC-OFL.txt"
sha256sum "$target"/NotoSansSC-*
