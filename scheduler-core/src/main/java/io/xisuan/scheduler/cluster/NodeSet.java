package io.xisuan.scheduler.cluster;

/** A set of nodes of one pool: the next node after a given one is found without walking through those between. */
final class NodeSet {
    private static final int WORD = 6;

    private final int first;
    private final long[] words;
    /** One bit for each word that has any. */
    private final long[] summary;

    NodeSet(int first, int end) {
        this.first = first;
        this.words = new long[(end - first + 63) >> WORD];
        this.summary = new long[(words.length + 63) >> WORD];
    }

    void add(int node) {
        int i = node - first;
        words[i >> WORD] |= 1L << i;
        summary[i >> (2 * WORD)] |= 1L << (i >> WORD);
    }

    void remove(int node) {
        int i = node - first;
        words[i >> WORD] &= ~(1L << i);
        if (words[i >> WORD] == 0) {
            summary[i >> (2 * WORD)] &= ~(1L << (i >> WORD));
        }
    }

    /** Returns the first node at or after {@code from}, or -1. */
    int next(int from) {
        int i = Math.max(0, from - first);
        int word = i >> WORD;
        if (word >= words.length) {
            return -1;
        }
        long rest = words[word] & -1L << i;
        if (rest != 0) {
            return first + (word << WORD) + Long.numberOfTrailingZeros(rest);
        }
        word = nextWord(word + 1);
        return word < 0 ? -1 : first + (word << WORD) + Long.numberOfTrailingZeros(words[word]);
    }

    private int nextWord(int from) {
        int at = from >> WORD;
        if (at >= summary.length) {
            return -1;
        }
        long rest = summary[at] & -1L << from;
        while (rest == 0 && ++at < summary.length) {
            rest = summary[at];
        }
        return rest == 0 ? -1 : (at << WORD) + Long.numberOfTrailingZeros(rest);
    }
}
