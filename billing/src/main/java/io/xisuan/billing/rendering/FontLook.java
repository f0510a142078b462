package io.xisuan.billing.rendering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Whether the fonts that documents are printed with are in the program and have the characters that names need. */
public final class FontLook {
    private FontLook() {}

    /**
     * Returns the characters of a text that no font of the program has, each once and in their order.
     *
     * @throws IllegalStateException when a font is not in the program
     */
    public static List<String> missing(String text) {
        try (PdfFonts fonts = new PdfFonts()) {
            return text.codePoints()
                    .distinct()
                    .filter(codePoint -> !has(fonts, codePoint))
                    .mapToObj(Character::toString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean has(PdfFonts fonts, int codePoint) {
        try {
            return fonts.commonHas(codePoint) || fonts.fullHas(codePoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
