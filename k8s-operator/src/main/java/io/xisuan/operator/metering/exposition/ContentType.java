package io.xisuan.operator.metering.exposition;

import java.util.Locale;

/**
 * What an exporter says its answer is, and what it is read as.
 *
 * @param format what the text is read as
 * @param known false where the header is missing or names something else, and the text is read as Prometheus 0.0.4 or as
 *     OpenMetrics 1.0 all the same; worth a remark, as the answer may come from something that is no exporter
 */
public record ContentType(ExpositionFormat format, boolean known) {
    /**
     * The value of the header {@code Accept} to send for a look at any text. OpenMetrics comes first because its {@code # EOF} tells a whole answer
     * from one that was cut off.
     */
    public static final String ACCEPT =
            "application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.7,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private static final ContentType FALLBACK = new ContentType(ExpositionFormat.TEXT, false);

    /** Reads the header's value, as {@code text/plain; version=0.0.4; charset=utf-8}; blank means that there was none. */
    public static ContentType of(String header) {
        String[] parts = header.split(";", -1);
        String version = "";
        boolean utf8 = true;
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String name = equals < 0 ? "" : lower(parts[i].substring(0, equals));
            String value = equals < 0
                    ? ""
                    : lower(unquoted(parts[i].substring(equals + 1).strip()));
            switch (name) {
                case "version" -> version = value;
                case "charset" -> utf8 = value.equals("utf-8") || value.equals("utf8") || value.equals("us-ascii");
                default -> {}
            }
        }
        return of(lower(parts[0]), version, utf8);
    }

    private static ContentType of(String media, String version, boolean utf8) {
        return switch (media) {
            case "application/openmetrics-text" ->
                new ContentType(
                        ExpositionFormat.OPENMETRICS,
                        utf8 && (version.isEmpty() || version.equals("1.0.0") || version.equals("0.0.1")));
            case "text/plain" ->
                new ContentType(
                        ExpositionFormat.TEXT,
                        utf8 && (version.isEmpty() || version.equals("0.0.4") || version.equals("1.0.0")));
            default -> FALLBACK;
        };
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
