package io.xisuan.billing.programme;

import java.util.Optional;

/**
 * Whether other programmes may pay for the same contract.
 *
 * @param group the best-only group, for {@link Kind#BEST_OF_GROUP} alone
 */
public record Stacking(Kind kind, Optional<String> group) {
    /** What the text says of other subsidies. */
    public enum Kind {
        ALLOWED,
        NO_OTHER_SUBSIDY,
        BEST_OF_GROUP
    }

    public Stacking {
        if ((kind == Kind.BEST_OF_GROUP) != group.isPresent()) {
            throw new IllegalArgumentException("A best-only group is named for BEST_OF_GROUP and for nothing else");
        }
    }
}
