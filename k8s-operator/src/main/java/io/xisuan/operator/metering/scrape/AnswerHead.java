package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The head of an answer, as far as it matters.
 *
 * @param length how many bytes follow, where the head says so
 * @param reusable whether the connection may be used for the next question
 */
record AnswerHead(
        int status,
        String reason,
        OptionalLong length,
        boolean chunked,
        boolean gzip,
        boolean reusable,
        ExpositionFormat format,
        String location) {
    private static final int MOST_FIELDS = 100;
    private static final int MOST_INTERIM = 4;

    /** Reads the head; interim answers (100 to 199) are passed over. */
    static AnswerHead read(WireInput in) throws IOException, FetchFailure {
        for (int i = 0; i <= MOST_INTERIM; i++) {
            String first = in.line();
            AnswerHead head = new Reading(first).fields(in);
            if (head.status >= 200) {
                return head;
            }
        }
        throw notHttp("interim answers without an end");
    }

    private static FetchFailure notHttp(String what) {
        return new FetchFailure(GapCause.PARSE_ERROR, "not HTTP: " + what);
    }

    /** A head while it is read. */
    private static final class Reading {
        private static final Pattern FIRST = Pattern.compile("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?");

        private final int status;
        private final String reason;
        private OptionalLong length = OptionalLong.empty();
        private boolean chunked;
        private boolean gzip;
        private boolean reusable;
        private ExpositionFormat format = ExpositionFormat.TEXT;
        private String location = "";

        Reading(String first) throws FetchFailure {
            if (!FIRST.matcher(first).matches()) {
                throw notHttp("it begins with \"%s\"".formatted(printable(first)));
            }
            status = Integer.parseInt(first.substring(9, 12));
            reason = printable(first.substring(Math.min(13, first.length())));
            reusable = first.startsWith("HTTP/1.1");
        }

        AnswerHead fields(WireInput in) throws IOException, FetchFailure {
            int count = 0;
            for (String line = in.line(); !line.isEmpty(); line = in.line()) {
                int colon = line.indexOf(':');
                if (colon < 1 || ++count > MOST_FIELDS) {
                    throw notHttp("the head has the line \"%s\"".formatted(printable(line)));
                }
                field(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            boolean both = chunked && length.isPresent();
            boolean delimited = chunked || length.isPresent();
            return new AnswerHead(
                    status, reason, length, chunked, gzip, reusable && delimited && !both, format, location);
        }

        private void field(String name, String value) throws FetchFailure {
            switch (name) {
                case "content-length" -> length(value);
                case "transfer-encoding" -> {
                    if (!value.equalsIgnoreCase("chunked")) {
                        throw notHttp("the transfer encoding \"%s\"".formatted(printable(value)));
                    }
                    chunked = true;
                }
                case "content-encoding" -> encoding(value.toLowerCase(Locale.ROOT));
                case "connection" -> reusable &= !value.toLowerCase(Locale.ROOT).contains("close");
                case "content-type" -> format = formatOf(value.toLowerCase(Locale.ROOT));
                case "location" -> location = printable(value);
                default -> {
                    // nothing that matters here
                }
            }
        }

        private void length(String value) throws FetchFailure {
            if (!value.matches("[0-9]{1,18}") || (length.isPresent() && length.getAsLong() != Long.parseLong(value))) {
                throw notHttp("the content length \"%s\"".formatted(printable(value)));
            }
            length = OptionalLong.of(Long.parseLong(value));
        }

        private void encoding(String value) throws FetchFailure {
            gzip = value.equals("gzip") || value.equals("x-gzip");
            if (!gzip && !value.isEmpty() && !value.equals("identity")) {
                throw new FetchFailure(
                        GapCause.PARSE_ERROR, "the content encoding \"%s\" is not read".formatted(printable(value)));
            }
        }

        private static ExpositionFormat formatOf(String type) throws FetchFailure {
            if (type.startsWith("application/vnd.google.protobuf")) {
                throw new FetchFailure(GapCause.PARSE_ERROR, "the content type is protobuf, which was not asked for");
            }
            return type.startsWith("application/openmetrics-text")
                    ? ExpositionFormat.OPENMETRICS
                    : ExpositionFormat.TEXT;
        }

        private static String printable(String text) {
            String plain = text.replaceAll("[^ -~]", "?");
            return plain.length() > 80 ? plain.substring(0, 80) + "..." : plain;
        }
    }
}
