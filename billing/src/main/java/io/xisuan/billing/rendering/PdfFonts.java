package io.xisuan.billing.rendering;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The parsed fonts of one worker: Noto Sans SC cut down to GB 2312 and Latin, and the full font, which is parsed only
 * when a character asks for it (rare characters of names and places). Not for two threads at once.
 */
final class PdfFonts implements AutoCloseable {
    private static final String COMMON = "NotoSansSC-GB2312.ttf";
    private static final String FULL = "NotoSansSC-Regular.ttf";

    private final TrueTypeFont common;
    private final CmapLookup commonGlyphs;
    private @Nullable TrueTypeFont full;

    PdfFonts() throws IOException {
        common = parse(COMMON);
        commonGlyphs = common.getUnicodeCmapLookup();
    }

    TrueTypeFont common() {
        return common;
    }

    TrueTypeFont full() throws IOException {
        TrueTypeFont parsed = full;
        if (parsed == null) {
            parsed = parse(FULL);
            full = parsed;
        }
        return parsed;
    }

    boolean commonHas(int codePoint) {
        return commonGlyphs.getGlyphId(codePoint) != 0;
    }

    boolean fullHas(int codePoint) throws IOException {
        return full().getUnicodeCmapLookup().getGlyphId(codePoint) != 0;
    }

    @Override
    public void close() throws IOException {
        common.close();
        if (full != null) {
            full.close();
        }
    }

    private static TrueTypeFont parse(String resource) throws IOException {
        try (InputStream bytes = PdfFonts.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("The font %s is missing from the billing archive".formatted(resource));
            }
            return new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(bytes));
        }
    }
}
