package io.xisuan.billing.claim;

import io.xisuan.billing.party.RejectionCause;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happens to a claim after it was opened. Its steps in order make it what it is. */
public sealed interface ClaimStep {
    /** It is given up. */
    record Withdraw() implements ClaimStep {}

    /**
     * Its lines and its evidence are fixed.
     *
     * @param root the Merkle root over both, SHA-256 in hex
     */
    record Freeze(String root) implements ClaimStep {
        public Freeze {
            if (!root.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("\"%s\" is no root".formatted(root));
            }
        }
    }

    /**
     * It is handed in.
     *
     * @param receipt what the authority gave for it, as a number or a name
     */
    record Submit(LocalDate day, String receipt) implements ClaimStep {}

    /**
     * The authority answers.
     *
     * @param accepted what it accepts in all
     * @param named what it accepts of single lines, by their number; empty when it names none, so that what it accepts is spread over all
     * @param rest what becomes of what it does not accept; empty when it accepts all
     */
    record Answer(LocalDate day, Money accepted, SortedMap<Integer, Money> named, Optional<Rest> rest)
            implements ClaimStep {
        public Answer {
            named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        }
    }

    /**
     * What becomes of what is not accepted.
     *
     * @param cause why it is not
     * @param appeal whether it can be claimed again; else the one who bears the cause pays
     */
    record Rest(RejectionCause cause, boolean appeal) {}

    /**
     * A level of government pays.
     *
     * @param reference the bank's, recorded once
     * @param bankLine the line of a bank statement that it is; 0 for none
     */
    record Pay(String level, Money amount, LocalDate day, String reference, long bankLine) implements ClaimStep {
        /** A payment that came with no statement. */
        public Pay(String level, Money amount, LocalDate day, String reference) {
            this(level, amount, day, reference, 0);
        }
    }

    /** Claimed, accepted and paid are compared, and agree. */
    record Reconcile() implements ClaimStep {}

    /**
     * The authority wants paid money back; the one who bears the cause owes it.
     *
     * @param reference the authority's letter, recorded once
     */
    record ClawBack(Money amount, RejectionCause cause, LocalDate day, String reference) implements ClaimStep {}

    /**
     * What was clawed back is repaid to the authority.
     *
     * @param reference the bank's, recorded once
     */
    record Repay(Money amount, LocalDate day, String reference) implements ClaimStep {}
}
