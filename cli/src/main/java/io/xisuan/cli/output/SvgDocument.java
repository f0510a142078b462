package io.xisuan.cli.output;

import java.util.Locale;

/**
 * An SVG document as it is written: escaped texts, whole coordinates, and nothing that depends on machine or moment, so that
 * the same drawing is the same text everywhere.
 */
final class SvgDocument {
    static final String DARK = "#1c2129";
    static final String GREY = "#5a6470";
    static final String BLUE = "#1d5fa6";
    private static final String FONTS = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif";

    private final StringBuilder svg = new StringBuilder();

    /** Begins a white page with a title for those who cannot see it. */
    SvgDocument(int width, int height, String title) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .append(attributes("viewBox", "0 0 " + width + " " + height, "width", width, "height", height))
                .append(attributes("role", "img", "font-family", FONTS))
                .append(">\n");
        svg.append("<title>").append(escaped(title)).append("</title>\n");
        shape("rect", "width", width, "height", height, "fill", "#ffffff");
    }

    /** Draws a shape; names and values of its attributes in turn. */
    void shape(String name, Object... attributes) {
        svg.append('<').append(name).append(attributes(attributes)).append("/>\n");
    }

    void text(Object words, Object... attributes) {
        svg.append("<text")
                .append(attributes(attributes))
                .append('>')
                .append(escaped(words))
                .append("</text>\n");
    }

    /** Writes grey words that end at a place. */
    void right(Object words, int x, int y, int size) {
        text(words, "x", x, "y", y, "font-size", size, "text-anchor", "end", "fill", GREY);
    }

    /** Begins a group of shapes, to be ended. */
    void group(Object... attributes) {
        svg.append("<g").append(attributes(attributes)).append(">\n");
    }

    void endGroup() {
        svg.append("</g>\n");
    }

    /** Ends the page and returns its text. */
    String end() {
        return svg.append("</svg>\n").toString();
    }

    /** Returns a factor as a decimal with six places, by whole arithmetic. */
    static String ratio(int numerator, int denominator) {
        long millionths = 1_000_000L * numerator / denominator;
        return String.format(Locale.ROOT, "%d.%06d", millionths / 1_000_000, millionths % 1_000_000);
    }

    private static String attributes(Object... namesAndValues) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(' ').append(namesAndValues[i]).append("=\"");
            text.append(escaped(namesAndValues[i + 1])).append('"');
        }
        return text.toString();
    }

    private static String escaped(Object words) {
        return words.toString()
                .replaceAll("\\p{Cntrl}", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
