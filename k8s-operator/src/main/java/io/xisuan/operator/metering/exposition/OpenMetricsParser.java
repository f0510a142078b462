package io.xisuan.operator.metering.exposition;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** OpenMetrics 1.0: the form of its lines. What lines mean for each other is checked by {@link OpenMetricsRules}. */
final class OpenMetricsParser extends LineScanner {
    private static final int EXEMPLAR_CODE_POINTS = 128;
    private static final int MOST_SECOND_DIGITS = 15;
    private static final int NANO_DIGITS = 9;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE / 1000);

    private final OpenMetricsRules rules = new OpenMetricsRules(this, names, blocks, budget, limits);
    private final OpenMetricsPoint point = new OpenMetricsPoint();
    private final LabelBlocks exemplarBlocks = new LabelBlocks(budget, limits.labels());
    private final NumberReader other = new NumberReader();
    private final Quoted quoted = new Quoted();
    private boolean ended;

    OpenMetricsParser(ReadLimits limits, TextCache texts, boolean quickly) {
        super(limits, texts, quickly);
    }

    @Override
    void start() {
        rules.start(data, length);
        ended = false;
    }

    @Override
    int families() {
        return rules.families();
    }

    @Override
    void finish() {
        rules.finish();
        if (!ended) {
            findings.error(line, 1, "the text does not end with # EOF");
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
        if (Utf8.is(data, pos, end, "# EOF")) {
            ended = true;
            return;
        }
        boolean help = keyword("# HELP ");
        boolean unit = keyword("# UNIT ");
        if (!help && !unit && !keyword("# TYPE ")) {
            throw new LineFault("a line that begins with # is TYPE, UNIT, HELP or the final EOF");
        }
        if (!Words.plain(data, pos, end) && !Utf8.valid(data, pos, end)) {
            throw new LineFault("the line is no valid UTF-8");
        }
        pos += 7;
        int from = pos;
        skipName(true);
        if (pos == from || !at(' ')) {
            throw new LineFault("expected a metric name and one blank after " + token(lineStart + 2, lineStart + 6));
        }
        int described = names.of(data, from, pos);
        pos++;
        if (help) {
            rules.help(line, described);
        } else if (unit) {
            rules.unit(line, described, data, pos, end);
        } else {
            rules.type(line, described, typeAt());
        }
        if (sink.wantsMetadata()) {
            MetadataKind kind = help ? MetadataKind.HELP : unit ? MetadataKind.UNIT : MetadataKind.TYPE;
            sink.described(names.text(described), kind, Utf8.text(data, pos, end), line);
        }
    }

    private boolean keyword(String word) {
        int to = pos + word.length();
        return to <= end && Utf8.is(data, pos, to, word);
    }

    private MetricType typeAt() {
        return switch (token(pos, end)) {
            case "counter" -> MetricType.COUNTER;
            case "gauge" -> MetricType.GAUGE;
            case "summary" -> MetricType.SUMMARY;
            case "histogram" -> MetricType.HISTOGRAM;
            case "gaugehistogram" -> MetricType.GAUGE_HISTOGRAM;
            case "info" -> MetricType.INFO;
            case "stateset" -> MetricType.STATE_SET;
            case "unknown" -> MetricType.UNKNOWN;
            default -> throw new LineFault("unknown metric type \"%s\"".formatted(token(pos, end)));
        };
    }

    private void sampleLine() {
        int from = pos;
        skipName(true);
        if (pos == from) {
            throw new LineFault("invalid metric name");
        }
        become(from, pos);
        block = LabelBlocks.EMPTY;
        if (at('{')) {
            block = readLabels(blocks);
        }
        blank("the value");
        valueFrom = pos;
        readNumber(number, "value");
        valueTo = pos;
        noTime();
        if (pos < end) {
            blank("the timestamp");
            if (!at('#')) {
                timestamp();
            }
        }
        if (pos < end) {
            exemplar();
            point.exemplar = true;
        }
        pos = valueFrom;
        accept();
    }

    @Override
    void accept() {
        if (ended) {
            pos = lineStart;
            throw new LineFault("text after # EOF");
        }
        point.name = name;
        point.block = block;
        point.line = line;
        point.valueFrom = valueFrom;
        rules.sample(point);
        deliver();
    }

    @Override
    void noTime() {
        super.noTime();
        point.noTime();
    }

    private void timestamp() {
        int from = pos;
        real("timestamp");
        int to = usualTime(from);
        if (to != pos) {
            BigDecimal seconds = new BigDecimal(Utf8.text(data, from, pos));
            BigDecimal whole = seconds.abs().compareTo(LATEST) > 0
                    ? LATEST.multiply(BigDecimal.valueOf(seconds.signum()))
                    : seconds.setScale(0, RoundingMode.FLOOR);
            BigDecimal rest = seconds.abs().compareTo(LATEST) > 0 ? BigDecimal.ZERO : seconds.subtract(whole);
            time(whole.longValueExact(), rest.movePointRight(NANO_DIGITS).intValue());
        }
        if (pos < end) {
            blank("the exemplar");
        }
    }

    private void time(long seconds, int nanos) {
        point.at(seconds, nanos);
        sample.setTimestamp(seconds * 1000 + nanos / NANOS_PER_MILLI);
    }

    @Override
    int quickTimestamp(int from) {
        int at = usualTime(from);
        return at >= 0 && data[at] == '\n' ? at : -1;
    }

    /** Reads a time stamp of digits and perhaps a point and digits, and returns the place after it, or -1. */
    private int usualTime(int from) {
        int at = from;
        long seconds = 0;
        int digit = data[at] - '0';
        while (digit >= 0 && digit <= 9) {
            seconds = seconds * 10 + digit;
            digit = data[++at] - '0';
        }
        if (at == from || at - from > MOST_SECOND_DIGITS) {
            return -1;
        }
        int nanos = 0;
        if (data[at] == '.') {
            int point = at;
            digit = data[++at] - '0';
            while (digit >= 0 && digit <= 9) {
                nanos = at - point <= NANO_DIGITS ? nanos * 10 + digit : nanos;
                digit = data[++at] - '0';
            }
            for (int digits = at - point - 1; digits < NANO_DIGITS; digits++) {
                nanos *= 10;
            }
        }
        if (data[at] != '\n' && data[at] != ' ') {
            return -1;
        }
        time(seconds, nanos);
        return at;
    }

    private void real(String what) {
        int from = pos;
        readNumber(other, what);
        if (other.isNaN() || other.isInfinite()) {
            pos = from;
            throw new LineFault("a " + what + " is a finite number");
        }
    }

    private void readNumber(NumberReader reader, String what) {
        int from = pos;
        while (pos < end && data[pos] != ' ') {
            pos++;
        }
        if (!reader.read(data, from, pos)) {
            String token = token(from, pos);
            pos = from;
            throw new LineFault("expected a number as " + what + ", got \"" + token + "\"");
        }
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
        exemplarBlocks.start(data);
        int points = codePoints(readLabels(exemplarBlocks));
        if (points > EXEMPLAR_CODE_POINTS) {
            throw new LineFault("the labels of an exemplar have at most 128 characters, not " + points);
        }
        blank("the exemplar's value");
        readNumber(other, "exemplar");
        if (pos < end) {
            blank("the exemplar's timestamp");
            real("timestamp");
        }
        if (pos < end) {
            throw new LineFault("spurious text after the exemplar");
        }
    }

    private int codePoints(int labels) {
        int points = 0;
        for (int i = exemplarBlocks.labelCount(labels) - 1; i >= 0; i--) {
            points += exemplarBlocks.nameTo(labels, i) - exemplarBlocks.nameFrom(labels, i);
            points += Escapes.codePoints(data, exemplarBlocks.valueFrom(labels, i), exemplarBlocks.valueTo(labels, i));
        }
        return points;
    }

    private int readLabels(LabelBlocks target) {
        target.open(pos);
        pos++;
        boolean more = !at('}');
        while (more) {
            label(target);
            more = at(',');
            if (!more && !at('}')) {
                throw new LineFault("expected ',' or '}' after a label value");
            }
            pos += more ? 1 : 0;
        }
        pos++;
        return target.close(pos, true);
    }

    private void label(LabelBlocks target) {
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
        pos = quoted.end(data, from, end, "label value", true) + 1;
        target.setValue(from, pos - 1, false, quoted.escaped(), quoted.odd());
    }
}
