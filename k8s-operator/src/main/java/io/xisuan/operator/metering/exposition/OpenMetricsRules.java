package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/** What OpenMetrics asks of lines together: metadata first, no interleaving, no clashing names, and the rules of each type. */
final class OpenMetricsRules {
    private final NameTable names;
    private final LabelBlocks blocks;
    private final ReadLimits limits;
    private final Findings findings;
    private final NumberReader number;
    private final NumberReader bound;
    private final OpenMetricsFamily current;
    private final OpenMetricsGroup group;
    private final SeriesTable groups;
    private int text;
    private int count;
    private int lastLine = 1;
    private int[] seen = {};
    private int[] owned = {};
    private int[] owner = {};
    private byte[] scratch = new byte[64];
    private byte[] data = {};

    OpenMetricsRules(LineScanner scanner, NameTable names, LabelBlocks blocks, ProbeBudget budget, ReadLimits limits) {
        this.names = names;
        this.blocks = blocks;
        this.limits = limits;
        this.findings = scanner.findings;
        this.number = scanner.number;
        this.bound = scanner.bound;
        this.current = new OpenMetricsFamily(names);
        this.group = new OpenMetricsGroup(blocks, budget, number, bound);
        this.groups = new SeriesTable(blocks, budget);
    }

    void start(byte[] bytes, int length) {
        data = bytes;
        text++;
        count = 0;
        lastLine = 1;
        current.become(OpenMetricsFamily.NOBODY);
        group.start(length);
        groups.start(length);
    }

    int families() {
        return count;
    }

    void help(int line, int name) {
        described(line, name);
        once(!current.helped, "HELP", name);
        current.helped = true;
    }

    void type(int line, int name, MetricType type) {
        described(line, name);
        once(!current.typed, "TYPE", name);
        current.typed = true;
        current.type = type;
    }

    void unit(int line, int name, byte[] source, int from, int to) {
        described(line, name);
        once(!current.unitGiven, "UNIT", name);
        current.unitGiven = true;
        if (from < to) {
            byte[] full = names.bytes(name);
            int start = full.length - (to - from);
            if (start < 1 || full[start - 1] != '_' || !Arrays.equals(full, start, full.length, source, from, to)) {
                throw new LineFault("the unit %s is no suffix of the name %s"
                        .formatted(Utf8.text(source, from, to), names.text(name)));
            }
            current.hasUnit = true;
        }
    }

    private void once(boolean first, String what, int name) {
        if (!first) {
            throw new LineFault("second %s line for metric %s".formatted(what, names.text(name)));
        }
    }

    private void described(int line, int name) {
        if (current.name != name) {
            begin(name);
        }
        lastLine = line;
        if (current.frozen) {
            throw new LineFault("metadata of %s after its samples".formatted(names.text(name)));
        }
    }

    private void begin(int name) {
        closeFamily();
        makeRoom(name);
        if (seen[name] == text) {
            throw new LineFault("the family %s is not in one piece".formatted(names.text(name)));
        }
        seen[name] = text;
        if (++count > limits.families()) {
            throw new TextRefused("there are more than %d families".formatted(limits.families()));
        }
        current.become(name);
    }

    private void makeRoom(int name) {
        if (name >= seen.length) {
            int size = Math.max(64, Integer.highestOneBit(name) * 2);
            seen = Arrays.copyOf(seen, size);
            owned = Arrays.copyOf(owned, size);
            owner = Arrays.copyOf(owner, size);
        }
    }

    /** Takes a sample whose value the number reader holds. */
    void sample(OpenMetricsPoint sample) {
        if (!current.owns(sample.name)) {
            begin(sample.name);
            current.owns(sample.name);
        }
        lastLine = sample.line;
        freeze();
        sample.suffix = current.suffix();
        long hash = blocks.hash(sample.block) - special(sample);
        OpenMetricsValues.check(current.type, sample, number, bound);
        enter(sample, hash);
        group.add(sample);
    }

    /** Finds the label that tells apart the samples of one metric, reads it where it is a number, and returns its hash. */
    private long special(OpenMetricsPoint sample) {
        byte[] label = current.specialLabel(sample.suffix);
        sample.special = label.length == 0 ? LabelBlocks.NONE : blocks.indexOf(sample.block, label, 0, label.length);
        if (label.length == 0) {
            return 0;
        }
        int from = sample.special < 0 ? 0 : blocks.valueFrom(sample.block, sample.special);
        int to = sample.special < 0 ? 0 : blocks.valueTo(sample.block, sample.special);
        if (from == to) {
            throw new LineFault("a sample of %s needs the label %s"
                    .formatted(names.text(current.name), Utf8.text(label, 0, label.length)));
        }
        if (current.type != MetricType.STATE_SET && !bound.read(data, from, to)) {
            throw new LineFault("expected a number as value of label " + Utf8.text(label, 0, label.length));
        }
        return blocks.hash(sample.block, sample.special);
    }

    private void enter(OpenMetricsPoint sample, long hash) {
        if (group.is(sample, hash)) {
            return;
        }
        if (group.isOpen()) {
            group.closePoint();
        }
        int before = groups.add(current.name, sample.block, sample.special, 0, hash, sample.line, sample.valueFrom);
        if (before != SeriesTable.NONE) {
            throw new LineFault("the samples of one metric of %s are not in one piece; the first is on line %d"
                    .formatted(names.text(current.name), groups.line(before)));
        }
        group.become(sample, hash, current.type);
    }

    /** Takes the names of the family's samples; from now on its metadata are fixed. */
    private void freeze() {
        if (current.frozen) {
            return;
        }
        current.frozen = true;
        if (current.hasUnit && (current.type == MetricType.INFO || current.type == MetricType.STATE_SET)) {
            throw new LineFault("info and stateset metrics have no unit");
        }
        for (Suffix suffix : Suffix.of(current.type)) {
            int full = named(names.bytes(current.name), suffix.bytes());
            makeRoom(full);
            if (owned[full] == text && owner[full] != current.name) {
                throw new LineFault(
                        "%s is a name of the family %s too".formatted(names.text(full), names.text(owner[full])));
            }
            owned[full] = text;
            owner[full] = current.name;
        }
    }

    private int named(byte[] family, byte[] suffix) {
        int size = family.length + suffix.length;
        if (size > scratch.length) {
            scratch = new byte[size * 2];
        }
        System.arraycopy(family, 0, scratch, 0, family.length);
        System.arraycopy(suffix, 0, scratch, family.length, suffix.length);
        return names.of(scratch, 0, size);
    }

    private void closeFamily() {
        if (current.name == OpenMetricsFamily.NOBODY) {
            return;
        }
        try {
            freeze();
            if (group.isOpen()) {
                group.closePoint();
            }
        } catch (LineFault fault) {
            findings.error(lastLine, 1, fault.problem());
        } finally {
            group.leave();
            current.become(OpenMetricsFamily.NOBODY);
        }
    }

    void finish() {
        closeFamily();
    }
}
