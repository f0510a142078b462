package io.xisuan.operator.metering.exposition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** OpenMetrics 1.0: the form of its lines. What lines mean for each other is checked by {@link OpenMetricsRules}. */
final class OpenMetricsParser extends LineScanner {
    private static final int EXEMPLAR_CODE_POINTS = 128;
    private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final OpenMetricsRules rules = new OpenMetricsRules(this::error);
    private final LabelSet exemplarLabels = new LabelSet(data);
    private boolean ended;

    OpenMetricsParser(byte[] data, ExpositionSink sink) {
        super(data, sink);
    }

    @Override
    int families() {
        return rules.families();
    }

    @Override
    void finish() {
        rules.finish();
        if (!ended) {
            error(Math.max(line, 1), "the text does not end with # EOF");
        }
    }

    @Override
    void line(boolean terminated) {
        if (ended) {
            throw new LineFault("text after # EOF");
        }
        if (pos == end) {
            throw new LineFault("a blank line");
        }
        if (data[pos] == '#') {
            metadata();
            return;
        }
        if (!terminated) {
            throw new LineFault("unexpected end of input: the last line has no line feed");
        }
        sampleLine();
    }

    private void metadata() {
        String text = whole("line");
        if (text.equals("# EOF")) {
            ended = true;
            return;
        }
        if (!text.startsWith("# HELP ") && !text.startsWith("# TYPE ") && !text.startsWith("# UNIT ")) {
            throw new LineFault("a line that begins with # is TYPE, UNIT, HELP or the final EOF");
        }
        pos += 7;
        int from = pos;
        skipName(true);
        if (pos == from || !at(' ')) {
            throw new LineFault("expected a metric name and one blank after " + text.substring(2, 6));
        }
        String name = nameAt(from, pos);
        String rest = Utf8.text(data, pos + 1, end);
        switch (text.charAt(2)) {
            case 'H' -> rules.help(line, name);
            case 'T' -> rules.type(line, name, typeOf(rest));
            default -> rules.unit(line, name, rest);
        }
    }

    private String whole(String what) {
        if (!Utf8.valid(data, pos, end)) {
            throw new LineFault("the " + what + " is no valid UTF-8");
        }
        return Utf8.text(data, pos, end);
    }

    private static MetricType typeOf(String word) {
        return switch (word) {
            case "counter" -> MetricType.COUNTER;
            case "gauge" -> MetricType.GAUGE;
            case "summary" -> MetricType.SUMMARY;
            case "histogram" -> MetricType.HISTOGRAM;
            case "gaugehistogram" -> MetricType.GAUGE_HISTOGRAM;
            case "info" -> MetricType.INFO;
            case "stateset" -> MetricType.STATE_SET;
            case "unknown" -> MetricType.UNKNOWN;
            default -> throw new LineFault("unknown metric type \"%s\"".formatted(word.toLowerCase(Locale.ROOT)));
        };
    }

    private void sampleLine() {
        int from = pos;
        skipName(true);
        if (pos == from) {
            throw new LineFault("invalid metric name");
        }
        String name = nameAt(from, pos);
        labels.clear();
        if (at('{')) {
            readLabels(labels);
        }
        blank("the value");
        from = pos;
        sample.setName(name);
        double value = readNumber("value");
        sample.setValue(from, pos, value);
        OpenMetricsPoint point = new OpenMetricsPoint(name, labels, value);
        if (pos < end) {
            blank("the timestamp");
            if (!at('#')) {
                point = point.at(timestamp());
            }
        }
        if (pos < end) {
            exemplar();
            point = point.withExemplar();
        }
        rules.sample(line, point);
        deliver();
    }

    private BigDecimal timestamp() {
        int from = pos;
        BigDecimal seconds = real("timestamp", from);
        BigDecimal millis = seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR);
        sample.setTimestamp(millis.abs().compareTo(LATEST) > 0 ? Long.MAX_VALUE : millis.longValueExact());
        if (pos < end) {
            blank("the exemplar");
        }
        return seconds;
    }

    private BigDecimal real(String what, int from) {
        if (!Double.isFinite(readNumber(what))) {
            throw new LineFault("a " + what + " is a finite number");
        }
        return new BigDecimal(Utf8.text(data, from, pos));
    }

    private double readNumber(String what) {
        int from = pos;
        while (pos < end && data[pos] != ' ') {
            pos++;
        }
        if (!number.read(data, from, pos)) {
            throw new LineFault("expected a number as " + what + ", got \"" + token(from, pos) + "\"");
        }
        return number.value();
    }

    private void blank(String before) {
        if (!at(' ') || pos + 1 == end) {
            throw new LineFault("expected exactly one blank before " + before + ", and no blank at the end");
        }
        pos++;
    }

    private void exemplar() {
        if (!at('#')) {
            throw new LineFault("spurious text after the timestamp");
        }
        pos++;
        blank("the exemplar's labels");
        if (!at('{')) {
            throw new LineFault("an exemplar begins with its labels in braces");
        }
        exemplarLabels.clear();
        readLabels(exemplarLabels);
        int points = 0;
        for (int i = 0; i < exemplarLabels.count(); i++) {
            String name = exemplarLabels.name(i);
            String value = exemplarLabels.value(i);
            points += name.codePointCount(0, name.length()) + value.codePointCount(0, value.length());
        }
        if (points > EXEMPLAR_CODE_POINTS) {
            throw new LineFault("the labels of an exemplar have at most 128 characters, not " + points);
        }
        blank("the exemplar's value");
        readNumber("exemplar");
        if (pos < end) {
            blank("the exemplar's timestamp");
            real("timestamp", pos);
        }
        if (pos < end) {
            throw new LineFault("spurious text after the exemplar");
        }
    }

    private void readLabels(LabelSet target) {
        pos++;
        if (at('}')) {
            pos++;
            return;
        }
        while (true) {
            label(target);
            if (at('}')) {
                pos++;
                return;
            }
            if (!at(',')) {
                throw new LineFault("expected ',' or '}' after a label value");
            }
            pos++;
        }
    }

    private void label(LabelSet target) {
        int from = pos;
        skipName(false);
        if (pos == from) {
            throw new LineFault("invalid label name");
        }
        if (!target.addName(from, pos)) {
            throw new LineFault("duplicate label name " + token(from, pos));
        }
        if (!at('=')) {
            throw new LineFault("expected '=' after label name " + token(from, pos));
        }
        pos++;
        if (!at('"')) {
            throw new LineFault("expected '\"' at start of label value");
        }
        from = pos + 1;
        boolean escapes = skipQuoted("label value", true);
        target.setValue(from, pos - 1, escapes);
    }
}
