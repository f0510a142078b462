package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.NodeMarks;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a meter needs to remember of what is in the journal: which attempts are closed, which pods lost, what was remarked. */
final class JournalMemory {
    private final TreeSet<AttemptKey> closed = new TreeSet<>();
    private final TreeSet<AttemptKey> unclosed = new TreeSet<>();
    private final TreeMap<String, Long> lostLeases = new TreeMap<>();
    private final TreeMap<String, Long> faults = new TreeMap<>();
    private final TreeMap<String, List<JournalEntry.Found>> disputes = new TreeMap<>();
    private final TreeSet<String> remarks = new TreeSet<>();

    /** Reads the journal; usage goes to the given reader. */
    static JournalMemory read(UsageJournal journal, NodeBook nodes, ClockBook clocks, Consumer<UsageInterval> usage) {
        JournalMemory memory = new JournalMemory();
        journal.read(record -> {
            switch (EntryCodec.decode(record)) {
                case JournalEntry.Usage entry -> {
                    memory.unclosed.add(AttemptKey.of(entry.usage()));
                    usage.accept(entry.usage());
                }
                case JournalEntry.Closed entry -> memory.close(entry.attempt());
                case JournalEntry.PodLost entry -> memory.lostLeases.put(entry.podUid(), entry.lastLeaseMillis());
                case JournalEntry.Remark entry -> {
                    nodes.recorded(entry);
                    clocks.recorded(entry);
                    memory.remember(entry);
                }
                case JournalEntry.Node entry -> nodes.recorded(entry);
                case JournalEntry.Found entry -> memory.remember(entry);
                case JournalEntry.Correction entry -> {}
            }
        });
        return memory;
    }

    /** Marks of looking come for ever and are never repeated. */
    private void remember(JournalEntry.Remark entry) {
        if (NodeMarks.looked(entry).isEmpty()
                && NodeMarks.gone(entry).isEmpty()
                && NodeMarks.closed(entry).isEmpty()) {
            remarks.add(key(entry));
        }
    }

    private boolean remember(JournalEntry.Found entry) {
        if (entry.cause() == JournalEntry.Found.Cause.DEVICE_FAULT) {
            faults.merge(entry.podUid(), entry.span().startMillis(), Math::min);
        }
        if (entry.cause() == JournalEntry.Found.Cause.TWO_OWNERS) {
            disputes.computeIfAbsent(entry.podUid(), pod -> new ArrayList<>()).add(entry);
        }
        long upTo = entry.cause() == JournalEntry.Found.Cause.DEVICE_FAULT
                ? 0
                : entry.span().endMillis();
        return remarks.add("%s %s %s %d %d"
                .formatted(
                        entry.cause(),
                        entry.podUid(),
                        entry.device(),
                        entry.span().startMillis(),
                        upTo));
    }

    /** Returns what two owners were found for a pod's devices. */
    List<JournalEntry.Found> disputes(String podUid) {
        return disputes.getOrDefault(podUid, List.of());
    }

    /** Returns the last good sample of a device of the pod that failed. */
    OptionalLong fault(String podUid) {
        Long at = faults.get(podUid);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    private void close(AttemptKey attempt) {
        unclosed.remove(attempt);
        closed.add(attempt);
    }

    /** Returns whether the journal had anything of the attempt when it was read, as far as that is still remembered. */
    boolean mentions(AttemptKey attempt) {
        return unclosed.contains(attempt) || closed.contains(attempt);
    }

    boolean closed(AttemptKey attempt) {
        return closed.contains(attempt);
    }

    SortedSet<AttemptKey> closed() {
        return new TreeSet<>(closed);
    }

    /** Keeps of the closed attempts only these. */
    void keepClosed(Predicate<AttemptKey> wanted) {
        closed.removeIf(wanted.negate());
    }

    OptionalLong lostLease(String podUid) {
        Long at = lostLeases.get(podUid);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** Returns what the journal does not say yet, all but repeated remarks, and takes note of it. */
    List<JournalEntry> unwritten(List<JournalEntry> wanted) {
        List<JournalEntry> entries = new ArrayList<>();
        for (JournalEntry entry : wanted) {
            if (isNew(entry)) {
                entries.add(entry);
            }
            if (entry instanceof JournalEntry.Closed over) {
                close(over.attempt());
            }
            if (entry instanceof JournalEntry.PodLost lost) {
                lostLeases.put(lost.podUid(), lost.lastLeaseMillis());
            }
        }
        return entries;
    }

    private boolean isNew(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Remark remark -> remarks.add(key(remark));
            case JournalEntry.Found found -> remember(found);
            case JournalEntry.Usage usage -> true;
            case JournalEntry.Correction correction -> true;
            case JournalEntry.Node node -> true;
            case JournalEntry.Closed over -> true;
            case JournalEntry.PodLost lost -> true;
        };
    }

    private static String key(JournalEntry.Remark remark) {
        return remark.kind() + " " + remark.subject() + " " + remark.text();
    }
}
