package io.xisuan.operator.loop;

import io.xisuan.billing.store.JournalPosition;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import java.util.Optional;

/**
 * Holds the journal against the store: what was billed must be in this journal, or one of the two is from another time.
 *
 * <p>Each is restored by itself after a loss, so they can disagree, and then nothing may be billed.
 */
public final class JournalAgreement {
    private JournalAgreement() {}

    /**
     * @throws CannotRun with both positions and what to do when they disagree
     */
    static void require(JournalSource journal, Optional<JournalPosition> billed) {
        disagreement(journal, billed).ifPresent(said -> {
            throw new CannotRun(CannotRun.Cause.OUT_OF_STEP, said);
        });
    }

    /** Returns both positions and what to do when they disagree; nothing when they tell one story. */
    public static Optional<String> disagreement(JournalSource journal, Optional<JournalPosition> billed) {
        if (billed.isEmpty()) {
            return Optional.empty();
        }
        JournalPosition position = billed.get();
        String found = journal.find(position.seq()).map(JournalRecord::hash).orElse("");
        if (position.hash().equals(found)) {
            return Optional.empty();
        }
        JournalHead head = journal.head();
        boolean ends = head.seq() < position.seq();
        return Optional.of(
                "the store billed the journal up to record %d (%s), and the journal in %s %s. %s; then check with \"xisuan journal verify\" and \"xisuan ledger verify\", and start again"
                        .formatted(
                                position.seq(),
                                shortened(position.hash()),
                                journal.place(),
                                ends
                                        ? "ends at record %d (%s)".formatted(head.seq(), shortened(head.hash()))
                                        : "has another record there (%s)".formatted(shortened(found)),
                                repair(ends)));
    }

    /** What brings the two together: the journal is never made shorter or other, so it is the later one that counts. */
    private static String repair(boolean journalIsShort) {
        return journalIsShort
                ? "Put back the journal of the later time, from its backup or from the operator's --copy folder (a folder beside a server: \"xisuan journal adopt --from DIR --db URL\"), or go back with the store: \"xisuan ledger restore --from FILE --db URL\" of a backup from before that record"
                : "They are of two histories: put back the journal that this store was billed from, or the store that belongs to this journal with \"xisuan ledger restore --from FILE --db URL\"";
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
