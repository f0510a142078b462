package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.model.Interval;
import java.util.Comparator;
import java.util.Locale;

/**
 * What two people found about lost work: from the last confirmed checkpoint to the end, the work of an attempt was lost for this cause.
 *
 * <p>What it is worth says the tariff: device time is credited as far as the version that prices it credits the cause.
 *
 * @param lost from the last confirmed checkpoint to the instant at which the work was lost
 * @param evidence what shows it, as a document's name or digest
 * @param proposedBy who found it
 * @param approvedBy who approved it; never the same person
 */
public record LostWorkFinding(
        String jobUid,
        int attempt,
        LostWorkCause cause,
        Interval lost,
        String evidence,
        String proposedBy,
        String approvedBy)
        implements Comparable<LostWorkFinding> {
    private static final Comparator<LostWorkFinding> ORDER = Comparator.comparing(LostWorkFinding::jobUid)
            .thenComparingInt(LostWorkFinding::attempt)
            .thenComparing(LostWorkFinding::lost)
            .thenComparing(LostWorkFinding::cause)
            .thenComparing(LostWorkFinding::evidence)
            .thenComparing(LostWorkFinding::proposedBy)
            .thenComparing(LostWorkFinding::approvedBy);

    public LostWorkFinding {
        if (attempt < 1) {
            throw new IllegalArgumentException("Attempts count from 1, not %d (job %s)".formatted(attempt, jobUid));
        }
        if (lost.isEmpty()) {
            throw new IllegalArgumentException("The lost work of job %s has no length".formatted(jobUid));
        }
        if (evidence.isBlank()) {
            throw new IllegalArgumentException("Lost work of job %s needs evidence".formatted(jobUid));
        }
        if (proposedBy.equals(approvedBy)) {
            throw new IllegalArgumentException(
                    "%s both found and approved the lost work of job %s: two people are needed"
                            .formatted(proposedBy, jobUid));
        }
    }

    /** Returns {@code credited:owner-reclaim}, the tier of what is credited. */
    String tier() {
        return TIER + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the tiers of credited lines begin with. */
    public static final String TIER = "credited:";

    @Override
    public int compareTo(LostWorkFinding other) {
        return ORDER.compare(this, other);
    }
}
