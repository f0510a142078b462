package io.xisuan.billing.programme;

import java.util.List;
import java.util.Optional;

/**
 * Whether other programmes may pay for the same contract.
 *
 * @param group the best-only group, for {@link Kind#BEST_OF_GROUP} alone
 * @param basis what the rate is applied to when others pay too
 * @param totalAtMost the most that all programmes together may pay, as a share of the base; the first tier that holds; empty
 *     where the text says none
 */
public record Stacking(Kind kind, Optional<String> group, Basis basis, List<RateTier> totalAtMost) {
    /** What the text says of other subsidies. */
    public enum Kind {
        ALLOWED,
        NO_OTHER_SUBSIDY,
        BEST_OF_GROUP
    }

    /** What a stacked rate is applied to. */
    public enum Basis {
        /** The whole base, whatever others pay. */
        GROSS,
        /** What others leave of the base. */
        REST
    }

    public Stacking {
        totalAtMost = List.copyOf(totalAtMost);
        if ((kind == Kind.BEST_OF_GROUP) != group.isPresent()) {
            throw new IllegalArgumentException("A best-only group is named for BEST_OF_GROUP and for nothing else");
        }
        if (!totalAtMost.isEmpty() && !totalAtMost.getLast().when().isEmpty()) {
            throw new IllegalArgumentException("The last of the totals has no condition, so that one always applies");
        }
        if (totalAtMost.stream().anyMatch(tier -> tier.fixed().isPresent())) {
            throw new IllegalArgumentException("A total of all programmes is a share of the base, not an amount");
        }
    }

    /** Returns the rule that others may pay too, each on the whole base, without a total. */
    public static Stacking allowed() {
        return new Stacking(Kind.ALLOWED, Optional.empty(), Basis.GROSS, List.of());
    }
}
