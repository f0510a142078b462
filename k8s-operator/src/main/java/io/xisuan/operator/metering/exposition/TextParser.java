package io.xisuan.operator.metering.exposition;

import java.util.Locale;

/** Prometheus text 0.0.4. The grammar is that of expfmt, which is stricter than the server's own scraper. */
final class TextParser extends LineScanner {
    private static final int NO_FAMILY = -1;
    private static final int MOST_TIME_DIGITS = 18;

    private final TextFamilies families = new TextFamilies(names, limits);
    private final TextRepeats repeats = new TextRepeats(this);
    private final Quoted quoted = new Quoted();
    private final boolean anyName;
    private int family = NO_FAMILY;
    private int familyOf = NO_FAMILY;
    private boolean named;

    TextParser(ReadLimits limits, NameScheme scheme, TextCache texts, boolean quickly) {
        super(limits, texts, quickly);
        this.anyName = scheme == NameScheme.UTF8;
    }

    @Override
    void start() {
        families.start();
        repeats.start();
        family = NO_FAMILY;
        familyOf = NO_FAMILY;
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
        boolean help = Utf8.is(data, from, pos, "HELP");
        if (!help && !Utf8.is(data, from, pos, "TYPE")) {
            return;
        }
        skipBlanks();
        if (pos == end) {
            return;
        }
        int described = metricName("metric name in the comment");
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
        int of = families.of(described);
        if (help) {
            help(of);
        } else {
            type(of);
        }
        if (sink.wantsMetadata()) {
            MetadataKind kind = help ? MetadataKind.HELP : MetadataKind.TYPE;
            sink.described(names.text(of), kind, Utf8.text(data, pos, end), line);
        }
    }

    private void help(int of) {
        boolean plain = Words.plain(data, pos, end);
        if (!plain && !Utf8.valid(data, pos, end)) {
            throw new LineFault("the HELP text of " + names.text(of) + " is no valid UTF-8");
        }
        for (int at = plain ? end : pos; at < end; at++) {
            if (data[at] == '\\') {
                at++;
                if (at >= end || (data[at] != 'n' && data[at] != '\\' && data[at] != '"')) {
                    throw new LineFault("the HELP text of " + names.text(of) + " has an invalid escape");
                }
            }
        }
        if (!families.help(of)) {
            throw new LineFault("second HELP line for metric " + names.text(of));
        }
    }

    private void type(int of) {
        if (families.typed(of)) {
            throw new LineFault("second TYPE line for metric " + names.text(of) + ", or TYPE after its samples");
        }
        families.type(of, typeAt());
    }

    private MetricType typeAt() {
        if (Utf8.is(data, pos, end, "gauge")) {
            return MetricType.GAUGE;
        }
        if (Utf8.is(data, pos, end, "counter")) {
            return MetricType.COUNTER;
        }
        return switch (token(pos, end).toUpperCase(Locale.ROOT)) {
            case "COUNTER" -> MetricType.COUNTER;
            case "GAUGE" -> MetricType.GAUGE;
            case "SUMMARY" -> MetricType.SUMMARY;
            case "UNTYPED" -> MetricType.UNKNOWN;
            case "HISTOGRAM" -> MetricType.HISTOGRAM;
            case "GAUGE_HISTOGRAM", "GAUGEHISTOGRAM" -> MetricType.GAUGE_HISTOGRAM;
            default -> throw new LineFault("unknown metric type \"" + token(pos, end) + "\"");
        };
    }

    /** Reads a name, plain or quoted, and returns its number; fails when there is none. */
    private int metricName(String what) {
        int from = pos;
        if (at('"')) {
            pos = quoted.end(data, from + 1, end, what, false) + 1;
            checkName(from + 1, pos - 1, true);
            return quotedName(from + 1, pos - 1);
        }
        skipName(true);
        if (pos == from) {
            throw new LineFault("invalid " + what);
        }
        return names.of(data, from, pos);
    }

    private void checkName(int from, int to, boolean colons) {
        if (from == to) {
            throw new LineFault("an empty name");
        }
        if (!anyName && !legacyName(data, from, to, colons)) {
            throw new LineFault("invalid name \"%s\"; without UTF-8 names it has letters, digits and underscores"
                    .formatted(token(from, to)));
        }
    }

    private void sampleLine() {
        named = false;
        block = LabelBlocks.EMPTY;
        if (data[pos] != '{') {
            int from = pos;
            skipName(true);
            if (pos == from) {
                throw new LineFault("invalid metric name");
            }
            become(from, pos);
            named = true;
            skipBlanks();
        }
        if (at('{')) {
            readLabels();
        }
        if (!named) {
            throw new LineFault("invalid metric name");
        }
        skipBlanks();
        valueFrom = pos;
        skipToken();
        valueTo = pos;
        if (!number.read(data, valueFrom, valueTo)) {
            pos = valueFrom;
            throw new LineFault("expected float as value, got \"" + token(valueFrom, valueTo) + "\"");
        }
        noTime();
        if (pos < end) {
            readTimestamp();
        }
        pos = valueFrom;
        accept();
    }

    private void readLabels() {
        boolean outside = named;
        blocks.open(pos);
        pos++;
        boolean more = true;
        while (more) {
            skipBlanks();
            if (at('}')) {
                pos++;
                more = false;
            } else {
                more = label(outside);
            }
        }
        block = blocks.close(pos, outside);
    }

    /** Reads one label, or the metric name that stands within the braces; returns whether more may follow. */
    private boolean label(boolean nameOutside) {
        boolean inQuotes = at('"');
        int from = inQuotes ? pos + 1 : pos;
        boolean escaped = false;
        if (inQuotes) {
            pos = quoted.end(data, from, end, "label name", false) + 1;
            escaped = quoted.escaped();
        } else {
            skipName(false);
        }
        int to = inQuotes ? pos - 1 : pos;
        if (to == from) {
            throw new LineFault(inQuotes ? "an empty name" : "invalid label name");
        }
        skipBlanks();
        if (!at('=')) {
            nameInside(nameOutside, from, to);
            return separator("unexpected end of metric name");
        }
        checkName(from, to, false);
        if (LabelNames.reserved(data, from, to)) {
            throw new LineFault("label name \"__name__\" is reserved");
        }
        if (!blocks.addName(from, to)) {
            throw new LineFault("duplicate label name " + token(from, to));
        }
        pos++;
        skipBlanks();
        if (!at('"')) {
            throw new LineFault("expected '\"' at start of label value");
        }
        int value = pos + 1;
        pos = quoted.end(data, value, end, "label value", false) + 1;
        blocks.setValue(value, pos - 1, escaped, quoted.escaped(), false);
        return separator("unexpected end of label value");
    }

    private void nameInside(boolean nameOutside, int from, int to) {
        if (nameOutside) {
            throw new LineFault("expected '=' after label name " + token(from, to));
        }
        if (named) {
            throw new LineFault("multiple metric names");
        }
        checkName(from, to, true);
        becomeQuoted(from, to);
        named = true;
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

    private void readTimestamp() {
        skipBlanks();
        int from = pos;
        skipToken();
        int to = quickTimestamp(from);
        if (to != pos) {
            try {
                sample.setTimestamp(Long.parseLong(Utf8.text(data, from, pos)));
            } catch (NumberFormatException e) {
                String token = token(from, pos);
                pos = from;
                throw new LineFault("expected integer as timestamp, got \"" + token + "\"");
            }
        }
        if (pos < end) {
            throw new LineFault("spurious text after the timestamp");
        }
    }

    @Override
    int quickTimestamp(int from) {
        int at = from;
        boolean negative = data[at] == '-';
        at += negative ? 1 : 0;
        int first = at;
        long millis = 0;
        int digit = data[at] - '0';
        while (digit >= 0 && digit <= 9) {
            millis = millis * 10 + digit;
            digit = data[++at] - '0';
        }
        if (data[at] != '\n' || at == first || at - first > MOST_TIME_DIGITS) {
            return -1;
        }
        sample.setTimestamp(negative ? -millis : millis);
        return at;
    }

    @Override
    void accept() {
        if (name != familyOf) {
            changeFamily();
        }
        if (families.is(family, MetricType.SUMMARY)) {
            checkBound(Bounds.QUANTILE);
        } else if (families.is(family, MetricType.HISTOGRAM)) {
            checkBound(Bounds.LE);
            checkCount();
        }
        sample.setRepeats(repeats.again());
        deliver();
    }

    private void changeFamily() {
        int of = families.of(name);
        boolean back = !families.sampled(of) && of != family;
        family = of;
        familyOf = name;
        if (back && findings.remarkable()) {
            findings.remark(line, 1, "the samples of %s are not in one piece".formatted(names.text(of)));
        }
    }

    private void checkBound(byte[] label) {
        int index = blocks.indexOf(block, label, 0, label.length);
        if (index >= 0 && !bound.read(data, blocks.valueFrom(block, index), blocks.valueTo(block, index))) {
            throw new LineFault("expected float as value for '" + Utf8.text(label, 0, label.length) + "' label");
        }
    }

    private void checkCount() {
        if (!number.belowZero()) {
            return;
        }
        byte[] bytes = names.bytes(name);
        boolean bucket = Utf8.endsWith(bytes, 0, bytes.length, "_bucket")
                && blocks.indexOf(block, Bounds.LE, 0, Bounds.LE.length) >= 0;
        if (bucket || Utf8.endsWith(bytes, 0, bytes.length, "_count")) {
            throw new LineFault("negative count for histogram " + names.text(name));
        }
    }
}
