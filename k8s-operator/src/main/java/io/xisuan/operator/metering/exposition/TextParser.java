package io.xisuan.operator.metering.exposition;

import java.util.Locale;
import java.util.Optional;

/** Prometheus text 0.0.4. The grammar is that of expfmt, which is stricter than the server's own scraper. */
final class TextParser extends LineScanner {
    private final TextFamilies families = new TextFamilies();
    private TextFamilies.Family family = new TextFamilies.Family();
    private String familyOf = "";
    private boolean named;

    TextParser(byte[] data, ExpositionSink sink) {
        super(data, sink);
    }

    @Override
    int families() {
        return families.count();
    }

    @Override
    void finish() {}

    @Override
    void line(boolean terminated) {
        skipBlanks();
        if (pos == end) {
            return;
        }
        if (!terminated) {
            throw new LineFault("unexpected end of input: the last line has no line feed");
        }
        if (data[pos] == '#') {
            comment();
        } else {
            sampleLine();
        }
    }

    private void skipBlanks() {
        while (blankHere()) {
            pos++;
        }
    }

    private void skipToken() {
        while (pos < end && data[pos] != ' ' && data[pos] != '\t') {
            pos++;
        }
    }

    private void comment() {
        pos++;
        skipBlanks();
        int from = pos;
        skipToken();
        boolean help = keyword(from, "HELP");
        if (!help && !keyword(from, "TYPE")) {
            return;
        }
        skipBlanks();
        if (pos == end) {
            return;
        }
        String name = metricName("metric name in the comment");
        if (pos == end) {
            return;
        }
        if (!blankHere()) {
            throw new LineFault("invalid metric name in comment");
        }
        skipBlanks();
        if (pos == end) {
            return;
        }
        become(name);
        if (help) {
            help(name);
        } else {
            type(name);
        }
    }

    private boolean keyword(int from, String word) {
        return pos - from == word.length() && token(from, pos).equals(word);
    }

    private void help(String name) {
        if (family.helped) {
            throw new LineFault("second HELP line for metric " + name);
        }
        if (!Utf8.valid(data, pos, end)) {
            throw new LineFault("the HELP text of " + name + " is no valid UTF-8");
        }
        for (int at = pos; at < end; at++) {
            if (data[at] == '\\') {
                at++;
                if (at >= end || (data[at] != 'n' && data[at] != '\\' && data[at] != '"')) {
                    throw new LineFault("the HELP text of " + name + " has an invalid escape");
                }
            }
        }
        family.helped = true;
    }

    private void type(String name) {
        if (family.type.isPresent()) {
            throw new LineFault("second TYPE line for metric " + name + ", or TYPE after its samples");
        }
        String word = Utf8.text(data, pos, end).toUpperCase(Locale.ROOT);
        family.type = Optional.of(
                switch (word) {
                    case "COUNTER" -> MetricType.COUNTER;
                    case "GAUGE" -> MetricType.GAUGE;
                    case "SUMMARY" -> MetricType.SUMMARY;
                    case "UNTYPED" -> MetricType.UNKNOWN;
                    case "HISTOGRAM" -> MetricType.HISTOGRAM;
                    case "GAUGE_HISTOGRAM", "GAUGEHISTOGRAM" -> MetricType.GAUGE_HISTOGRAM;
                    default -> throw new LineFault("unknown metric type \"" + token(pos, end) + "\"");
                });
    }

    /** Reads a name, plain or quoted, and returns it; fails when there is none. */
    private String metricName(String what) {
        if (at('"')) {
            int from = pos + 1;
            skipQuoted(what, false);
            return nameAt(from, pos - 1);
        }
        int from = pos;
        skipName(true);
        if (pos == from) {
            throw new LineFault("invalid " + what);
        }
        return nameAt(from, pos);
    }

    private void become(String name) {
        if (!name.equals(familyOf)) {
            family = families.of(name);
            familyOf = name;
        }
    }

    private void begin(String name) {
        become(name);
        if (family.type.isEmpty()) {
            family.type = Optional.of(MetricType.UNKNOWN);
        }
        sample.setName(name);
        named = true;
    }

    private void sampleLine() {
        labels.clear();
        named = false;
        if (data[pos] != '{') {
            begin(metricName("metric name"));
            skipBlanks();
        }
        if (at('{')) {
            readLabels();
        }
        if (!named) {
            throw new LineFault("invalid metric name");
        }
        checkBounds();
        skipBlanks();
        readValue();
        if (pos < end) {
            readTimestamp();
        }
        deliver();
    }

    private void readLabels() {
        boolean outside = named;
        pos++;
        while (true) {
            skipBlanks();
            if (at('}')) {
                pos++;
                return;
            }
            boolean more = (at('"') || labelStart()) ? label(outside) : fail("invalid label name");
            if (!more) {
                return;
            }
        }
    }

    private boolean labelStart() {
        int from = pos;
        skipName(false);
        boolean found = pos > from;
        pos = from;
        return found;
    }

    private static boolean fail(String problem) {
        throw new LineFault(problem);
    }

    /** Reads one label, or the metric name that stands within the braces; returns whether more may follow. */
    private boolean label(boolean nameOutside) {
        boolean quoted = at('"');
        int from = quoted ? pos + 1 : pos;
        if (quoted) {
            skipQuoted("label name", false);
        } else {
            skipName(false);
        }
        int to = quoted ? pos - 1 : pos;
        skipBlanks();
        if (!at('=')) {
            if (nameOutside) {
                throw new LineFault("expected '=' after label name " + token(from, to));
            }
            if (named) {
                throw new LineFault("multiple metric names");
            }
            begin(nameAt(from, to));
            return separator("unexpected end of metric name");
        }
        if (!labels.addName(from, to)) {
            throw new LineFault("duplicate label name " + token(from, to));
        }
        if (to - from == 8 && token(from, to).equals("__name__")) {
            throw new LineFault("label name \"__name__\" is reserved");
        }
        pos++;
        skipBlanks();
        labelValue();
        return separator("unexpected end of label value");
    }

    private void labelValue() {
        if (!at('"')) {
            throw new LineFault("expected '\"' at start of label value");
        }
        int from = pos + 1;
        boolean escapes = skipQuoted("label value", false);
        labels.setValue(from, pos - 1, escapes);
    }

    private boolean separator(String problem) {
        skipBlanks();
        if (at(',')) {
            pos++;
            return true;
        }
        if (at('}')) {
            pos++;
            return false;
        }
        throw new LineFault(problem);
    }

    private void checkBounds() {
        if (family.is(MetricType.SUMMARY)) {
            checkNumber("quantile");
        } else if (family.is(MetricType.HISTOGRAM)) {
            checkNumber("le");
        }
    }

    private void checkNumber(String label) {
        int index = labels.indexOf(label);
        if (index >= 0 && !number.read(data, labels.valueFrom(index), labels.valueTo(index))) {
            throw new LineFault("expected float as value for '" + label + "' label");
        }
    }

    private void readValue() {
        int from = pos;
        skipToken();
        if (!number.read(data, from, pos)) {
            throw new LineFault("expected float as value, got \"" + token(from, pos) + "\"");
        }
        if (family.is(MetricType.HISTOGRAM) && number.value() < 0) {
            String name = sample.name();
            if (name.endsWith("_count") || (name.endsWith("_bucket") && labels.indexOf("le") >= 0)) {
                throw new LineFault("negative count for histogram " + name);
            }
        }
        sample.setValue(from, pos, number.value());
    }

    private void readTimestamp() {
        skipBlanks();
        int from = pos;
        skipToken();
        try {
            sample.setTimestamp(Long.parseLong(Utf8.text(data, from, pos)));
        } catch (NumberFormatException e) {
            throw new LineFault("expected integer as timestamp, got \"" + token(from, pos) + "\"");
        }
        if (pos < end) {
            throw new LineFault("spurious text after the timestamp");
        }
    }
}
