package io.xisuan.operator.metering.journal;

import java.util.ArrayList;
import java.util.List;

/**
 * The text form of one segment file: a first line that names the hash it continues, then a line for each record: number,
 * format, hash and body, separated by tabs.
 */
final class Segment {
    static final String PREFIX = "usage-";
    static final String SUFFIX = ".journal";
    private static final String MAGIC = "xisuan-journal 1 after ";

    private Segment() {}

    static String firstLine(JournalHead after) {
        return MAGIC + after.seq() + " " + after.hash() + "\n";
    }

    static String line(JournalRecord stored) {
        return stored.seq() + "\t" + stored.format() + "\t" + stored.hash() + "\t" + stored.body() + "\n";
    }

    static boolean continues(String firstLine, JournalHead head) {
        return firstLine.equals(firstLine(head).stripTrailing());
    }

    /**
     * Reads one line and checks that it continues the chain.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static JournalRecord parse(String line, JournalHead head) {
        List<String> fields = fields(line);
        long seq = Long.parseLong(fields.get(0));
        if (seq != head.seq() + 1) {
            throw new IllegalArgumentException("record %d follows record %d".formatted(seq, head.seq()));
        }
        if (fields.get(1).length() != 1) {
            throw new IllegalArgumentException("record %d has no format".formatted(seq));
        }
        JournalRecord stored = new JournalRecord(seq, fields.get(1).charAt(0), fields.get(3), fields.get(2));
        if (!RecordHash.chained(head.hash(), seq, stored.format(), stored.body())
                .equals(stored.hash())) {
            throw new IllegalArgumentException("the hash of record %d does not match its content".formatted(seq));
        }
        return stored;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>(4);
        int from = 0;
        for (int i = 0; i < 3; i++) {
            int tab = line.indexOf('\t', from);
            if (tab < 0) {
                throw new IllegalArgumentException("a line is no record: number, format, hash, body");
            }
            fields.add(line.substring(from, tab));
            from = tab + 1;
        }
        fields.add(line.substring(from));
        return fields;
    }
}
