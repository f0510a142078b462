package io.xisuan.billing.store;

import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.payment.MoneyMovement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Whether each movement of money, line of a bank statement and step of a dispute has the one entry in the ledger that says the same, and no
 * entry is without its row. The entry's reference ends in the row's digest, so a row that was changed has no entry any more.
 */
final class MoneyVerification {
    private static final String KINDS = "kind LIKE 'money-%' OR kind = 'bank-line' OR kind LIKE 'dispute-%'";

    private MoneyVerification() {}

    /** Returns the first row without its entry, or the first entry without its row. */
    static Optional<String> firstMismatch(Handle handle) {
        List<PostingSet> expected = new ArrayList<>();
        long unposted = MoneyOpening.unposted(handle);
        MovementRows.all(handle, Optional.empty()).stream()
                .filter(movement -> movement.id() > unposted)
                .map(MoneyMovement::postings)
                .forEach(expected::add);
        BankRows.all(handle).stream().map(BankLine::postings).forEach(expected::add);
        expected.addAll(DisputeRows.postings(handle));
        for (PostingSet set : expected) {
            Optional<Long> seq = LedgerRows.seqOf(handle, set);
            if (seq.isEmpty() || !LedgerRows.postings(handle, seq.get()).equals(set.postings())) {
                return Optional.of(
                        "%s %s is not in the ledger as its row has it".formatted(set.kind(), set.reference()));
            }
        }
        long entries = handle.createQuery("SELECT count(*) FROM ledger_entry WHERE " + KINDS)
                .mapTo(Long.class)
                .one();
        return entries == expected.size()
                ? Optional.empty()
                : Optional.of("the ledger has %d entries of money, but there are %d rows: one was removed"
                        .formatted(entries, expected.size()));
    }
}
