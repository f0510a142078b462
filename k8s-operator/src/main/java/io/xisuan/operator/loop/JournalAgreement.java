package io.xisuan.operator.loop;

import io.xisuan.billing.store.JournalPosition;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import java.util.Optional;

/**
 * Holds the journal against the store: what was billed must be in this journal, or one of the two is from another time.
 *
 * <p>Each is restored by itself after a loss, so they can disagree, and then nothing may be billed.
 */
final class JournalAgreement {
    private JournalAgreement() {}

    /**
     * @throws InputException with both positions and what to do when they disagree
     */
    static void require(JournalSource journal, Optional<JournalPosition> billed) {
        if (billed.isEmpty()) {
            return;
        }
        JournalPosition position = billed.get();
        String found = journal.find(position.seq()).map(JournalRecord::hash).orElse("");
        if (!position.hash().equals(found)) {
            JournalHead head = journal.head();
            throw InputException.of(
                    "the store billed the journal up to record %d (%s), and the journal in %s %s: restore the one that is older, then check both with journal verify and ledger verify"
                            .formatted(
                                    position.seq(),
                                    shortened(position.hash()),
                                    journal.place(),
                                    head.seq() < position.seq()
                                            ? "ends at record %d (%s)".formatted(head.seq(), shortened(head.hash()))
                                            : "has another record there (%s)".formatted(shortened(found))));
        }
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
