package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.operator.metering.journal.HourSeal;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.MerkleTree;
import io.xisuan.operator.metering.journal.SealSigner;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The hour whose records have no seal yet: all that were appended since the last seal lie in one hour. */
final class OpenHour {
    private final Optional<SealSigner> signer;
    private Optional<HourSeal> last;
    private MerkleTree tree = new MerkleTree(SealSigner.DIGEST);

    OpenHour(Optional<HourSeal> last, Optional<SealSigner> signer) {
        this.last = last;
        this.signer = signer;
    }

    /** Returns the number of the first record that has no seal, whether it is there or not. */
    long firstSeq() {
        return last.map(HourSeal::lastSeq).orElse(0L) + 1;
    }

    /** Returns the earliest instant at which something can still be recorded: what is sealed gets no more records. */
    long opensAtMillis() {
        return last.map(HourSeal::hourEndMillis).orElse(Long.MIN_VALUE);
    }

    void add(JournalRecord stored) {
        tree.add(HexFormat.of().parseHex(stored.hash()));
    }

    void add(List<JournalRecord> records) {
        records.forEach(this::add);
    }

    /** Returns the seal that is due when an hour begins, given when the last record was recorded. */
    Optional<HourSeal> due(long recordedAtMillis, long nowMillis) {
        long hour = HourSeal.hourOf(recordedAtMillis);
        if (tree.leaves() == 0 || hour >= HourSeal.hourOf(nowMillis)) {
            return Optional.empty();
        }
        long end = firstSeq() + tree.leaves() - 1;
        return Optional.of(SealSigner.seal(new SealSigner.HourRoot(hour, firstSeq(), end, tree.root()), last, signer));
    }

    /** Goes on after a seal that is stored. */
    void sealed(HourSeal seal) {
        last = Optional.of(seal);
        tree = new MerkleTree(SealSigner.DIGEST);
    }
}
