package io.xisuan.operator.metering.lint;

import io.xisuan.operator.metering.exposition.Sample;

/** What is noted of one family while its text is read. */
final class FamilyNotes {
    private static final String LE = "le";

    final String name;
    final int line;
    String type = "";
    String unit = "";
    String help = "";
    boolean helped;
    long samples;
    long withoutDevice;
    int firstWithoutDevice;
    private String metric = "";
    private double bound;
    private double count;

    FamilyNotes(String name, int line) {
        this.name = name;
        this.line = line;
    }

    FamilyView view() {
        return new FamilyView(name, type.isEmpty() ? "untyped" : type, unit, help, samples, line);
    }

    /** Returns whether a bucket has a lower bound or a lower count than the bucket before it. */
    boolean falls(Sample sample) {
        int le = sample.indexOf(LE);
        if (le < 0 || !sample.name().endsWith("_bucket")) {
            return false;
        }
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < sample.labelCount(); i++) {
            if (i != le) {
                others.append(sample.labelName(i))
                        .append('=')
                        .append(sample.labelValue(i))
                        .append('\n');
            }
        }
        double upper = upper(sample.labelValue(le));
        boolean same = metric.contentEquals(others);
        boolean falls = same && (upper <= bound || sample.value() < count);
        metric = others.toString();
        bound = upper;
        count = sample.value();
        return falls;
    }

    private static double upper(String le) {
        try {
            return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
