package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.LostWorkCredit;
import io.xisuan.billing.tariff.PriceSpan;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The approved findings about lost work, by attempt; where two cover the same time the first one in order counts. */
public final class LostWorkFindings {
    /** No work was lost. */
    public static final LostWorkFindings NONE = new LostWorkFindings(List.of());

    private record Attempt(String jobUid, int number) {}

    private final List<LostWorkFinding> all;
    private final Map<Attempt, List<LostWorkFinding>> byAttempt = new HashMap<>();

    /** Repetitions count once. */
    public LostWorkFindings(List<LostWorkFinding> findings) {
        all = List.copyOf(new TreeSet<>(findings));
        for (LostWorkFinding finding : all) {
            byAttempt
                    .computeIfAbsent(new Attempt(finding.jobUid(), finding.attempt()), attempt -> new ArrayList<>())
                    .add(finding);
        }
    }

    /** Returns all findings in order. */
    public List<LostWorkFinding> all() {
        return all;
    }

    List<LostWorkFinding> of(AttemptKey attempt) {
        return byAttempt.isEmpty()
                ? List.of()
                : byAttempt.getOrDefault(new Attempt(attempt.job().uid(), attempt.attempt()), List.of());
    }

    /**
     * Returns the span in pieces: what the version credits costs nothing and stands in a tier of its own.
     *
     * @param findings those of the attempt
     */
    static List<PriceSpan> credited(PriceSpan span, TariffVersion version, List<LostWorkFinding> findings) {
        List<PriceSpan> pieces = new ArrayList<>();
        long from = span.interval().startMillis();
        while (from < span.interval().endMillis()) {
            long until = span.interval().endMillis();
            String tier = "";
            for (LostWorkFinding finding : findings) {
                Interval credit = credit(finding, version);
                if (credit.contains(from) && tier.isEmpty()) {
                    tier = finding.tier();
                    until = Math.min(until, credit.endMillis());
                } else if (tier.isEmpty() && credit.startMillis() > from) {
                    until = Math.min(until, credit.startMillis());
                }
            }
            Interval piece = new Interval(from, until);
            pieces.add(tier.isEmpty() ? span.over(piece) : span.free(piece, tier));
            from = until;
        }
        return pieces;
    }

    /** Returns the time that a version credits for a finding; without length where it credits nothing. */
    private static Interval credit(LostWorkFinding finding, TariffVersion version) {
        LostWorkCredit credit = version.terms().lostWork().creditFor(finding.cause());
        return switch (credit) {
            case NONE -> new Interval(0, 0);
            case SINCE_CHECKPOINT -> finding.lost();
            case ALL -> new Interval(0, finding.lost().endMillis());
        };
    }
}
