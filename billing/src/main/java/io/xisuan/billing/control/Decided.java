package io.xisuan.billing.control;

/**
 * What became of a proposal.
 *
 * @param reason why, in the words of the one who decided; may be empty for an approval
 * @param outcome what approval did, as {@code written off 12.00}; empty otherwise
 */
public record Decided(
        Proposal proposal, Verdict verdict, Principal decidedBy, long decidedAtMillis, String reason, String outcome) {
    /** How a proposal ends. */
    public enum Verdict {
        APPROVED,
        REJECTED,
        WITHDRAWN;

        /** Returns what is done to end it so. */
        public Action action() {
            return switch (this) {
                case APPROVED -> Action.APPROVE;
                case REJECTED -> Action.REJECT;
                case WITHDRAWN -> Action.WITHDRAW;
            };
        }
    }

    public Decided {
        if (verdict == Verdict.REJECTED && reason.isBlank()) {
            throw new IllegalArgumentException("%s is not rejected without a reason".formatted(proposal.name()));
        }
    }
}
