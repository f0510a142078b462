package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Makes the proofs of records from a journal: each hour is read once. */
public final class Proofs {
    private final JournalSource journal;

    public Proofs(JournalSource journal) {
        this.journal = journal;
    }

    /**
     * Returns the proofs of these records, in their order.
     *
     * @throws InputException when one is not there, or its hour is not sealed yet
     */
    public List<InclusionProof> of(SortedSet<Long> seqs) {
        SortedMap<Long, HourSeal> hours = new TreeMap<>();
        journal.seals().forEach(seal -> hours.put(seal.lastSeq(), seal));
        List<InclusionProof> proofs = new ArrayList<>();
        SortedMap<Long, List<JournalRecord>> wanted = new TreeMap<>();
        for (long seq : seqs) {
            HourSeal seal = hours.tailMap(seq).values().stream()
                    .findFirst()
                    .filter(found -> seq >= found.firstSeq())
                    .orElseThrow(() -> notSealed(seq));
            wanted.computeIfAbsent(seal.lastSeq(), last -> new ArrayList<>())
                    .add(journal.find(seq).orElseThrow(() -> notSealed(seq)));
        }
        wanted.forEach((last, records) -> {
            InclusionProof.Hour hour =
                    hour(journal, hours.tailMap(last).values().iterator().next());
            records.forEach(record -> proofs.add(InclusionProof.of(record, hour)));
        });
        return proofs;
    }

    private static InputException notSealed(long seq) {
        return InputException.of(
                "record %d is in no sealed hour: an hour is sealed when it is over, or there is no such record"
                        .formatted(seq));
    }

    private static InclusionProof.Hour hour(JournalSource journal, HourSeal seal) {
        List<byte[]> hashes = new ArrayList<>();
        journal.readBetween(
                seal.firstSeq(),
                seal.lastSeq(),
                record -> hashes.add(HexFormat.of().parseHex(record.hash())));
        if (hashes.size() != seal.records()) {
            throw InputException.of("the journal has not all records of the hour %s".formatted(seal.hour()));
        }
        String before = seal.firstSeq() == 1
                ? JournalHead.EMPTY.hash()
                : journal.find(seal.firstSeq() - 1)
                        .map(JournalRecord::hash)
                        .orElseThrow(() -> notSealed(seal.firstSeq() - 1));
        return new InclusionProof.Hour(seal, hashes, before);
    }
}
