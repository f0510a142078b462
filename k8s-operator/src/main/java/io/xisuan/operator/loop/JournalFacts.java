package io.xisuan.operator.loop;

import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalRecord;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the usage journal says that a plan goes by: when attempts ran, who used how much, and what went wrong with devices lately. For one thread. */
public final class JournalFacts {
    private final long sinceMillis;
    private final AttemptTimes times = new AttemptTimes();
    private final SortedMap<NodeName, List<JournalEntry.Found>> found = new TreeMap<>();
    private final SortedMap<NodeName, NodeSpan> last = new TreeMap<>();

    private JournalFacts(long sinceMillis) {
        this.sinceMillis = sinceMillis;
    }

    /** Returns what is known where there is no journal to read. */
    public static JournalFacts none() {
        return new JournalFacts(Long.MAX_VALUE);
    }

    /**
     * Reads a whole journal.
     *
     * @param sinceMillis faults before it are left out
     */
    public static JournalFacts read(JournalSource journal, long sinceMillis) {
        JournalFacts facts = new JournalFacts(sinceMillis);
        journal.read(facts::take);
        return facts;
    }

    private void take(JournalRecord record) {
        switch (EntryCodec.decode(record)) {
            case JournalEntry.Usage entry -> {
                times.add(List.of(entry.usage()));
                times.used(List.of(entry.usage()));
            }
            case JournalEntry.Found entry -> {
                if (entry.span().endMillis() >= sinceMillis) {
                    found.computeIfAbsent(entry.node(), first -> new ArrayList<>())
                            .add(entry);
                }
            }
            case JournalEntry.Node entry -> last.put(entry.span().node(), entry.span());
            case JournalEntry.Correction correction -> {}
            case JournalEntry.Remark remark -> {}
            case JournalEntry.Closed closed -> {}
            case JournalEntry.PodLost lost -> {}
        }
    }

    AttemptTimes times() {
        return times;
    }

    /** Returns what devices of the node said that changed a bill, oldest first. */
    List<JournalEntry.Found> found(NodeName node) {
        return Collections.unmodifiableList(found.getOrDefault(node, List.of()));
    }

    /** Returns what the node's devices were when it was last written down. */
    Optional<NodeSpan> last(NodeName node) {
        return Optional.ofNullable(last.get(node));
    }
}
