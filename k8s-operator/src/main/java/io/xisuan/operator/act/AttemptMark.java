package io.xisuan.operator.act;

import io.xisuan.billing.usage.AttemptKey;
import java.util.Comparator;

/** An attempt as the labels of its pods name it: the job's uid and the attempt's number. */
public record AttemptMark(String jobUid, int attempt) implements Comparable<AttemptMark> {
    private static final Comparator<AttemptMark> ORDER =
            Comparator.comparing(AttemptMark::jobUid).thenComparingInt(AttemptMark::attempt);

    public static AttemptMark of(AttemptKey key) {
        return new AttemptMark(key.job().uid(), key.attempt());
    }

    @Override
    public int compareTo(AttemptMark other) {
        return ORDER.compare(this, other);
    }
}
