package io.xisuan.operator.agent;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The agent of one node: reads the kubelet, then asks the API server for the pods that hold devices, and keeps the last result. One
 * read at a time; whoever asks while one is under way gets its result.
 */
public final class NodeAgent {
    /** How often the kubelet is read. */
    public static final Duration PERIOD = Duration.ofSeconds(10);

    /** After how long without a result nothing is claimed any more: two reads that ran into their deadline. */
    static final Duration STALE = Duration.ofSeconds(40);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final NodeFacts facts;
    private final KubeletClient kubelet;
    private final PodDirectory directory;
    private final InstantSource clock;
    private PodMemory memory = PodMemory.EMPTY;
    private boolean polled;
    private volatile NodeOwners latest;
    private volatile long doneMillis;

    public NodeAgent(NodeFacts facts, KubeletClient kubelet, PodDirectory directory, InstantSource clock) {
        this.facts = facts;
        this.kubelet = kubelet;
        this.directory = directory;
        this.clock = clock;
        this.latest = unread("not read yet", Optional.empty());
        this.doneMillis = clock.millis();
    }

    public NodeFacts facts() {
        return facts;
    }

    /** Reads the kubelet now and returns what is known then. */
    public synchronized NodeOwners poll() {
        NodeOwners result = switch (kubelet.read()) {
            case KubeletView.Read read -> joined(read);
            case KubeletView.Failed failed -> failed(failed);
        };
        latest = result;
        doneMillis = clock.millis();
        polled = true;
        return result;
    }

    /** What was known of uids is forgotten too: nobody saw what the kubelet did meanwhile. */
    private NodeOwners failed(KubeletView.Failed failed) {
        memory = PodMemory.EMPTY;
        return new NodeOwners(failed, latest.lastReadMillis(), List.of(), List.of(), List.of(), "");
    }

    private NodeOwners joined(KubeletView.Read read) {
        PodDirectory.Answer answer = directory.find(OwnersJoin.names(read));
        OwnersJoin join = new OwnersJoin(facts.node(), read, answer, memory);
        memory = join.memory();
        return join.owners();
    }

    /** Reads the kubelet unless it was read within the last second, and returns what is known then. */
    public NodeOwners fresh() {
        synchronized (this) {
            if (!polled || clock.millis() - doneMillis >= SHORTEST.toMillis()) {
                return poll();
            }
        }
        return latest();
    }

    /** Returns what is known; it claims nothing when the reads stopped coming. */
    public NodeOwners latest() {
        NodeOwners known = latest;
        long age = clock.millis() - doneMillis;
        return known.kubeletUp() && age > STALE.toMillis()
                ? unread("no read has ended for %d s".formatted(age / 1000), known.lastReadMillis())
                : known;
    }

    /** Returns for how long no read has ended. */
    public Duration idle() {
        return Duration.ofMillis(Math.max(0, clock.millis() - doneMillis));
    }

    private NodeOwners unread(String detail, Optional<Long> lastRead) {
        KubeletView.Failed failed = new KubeletView.Failed(clock.millis(), KubeletFault.DEADLINE_EXCEEDED, detail);
        return new NodeOwners(failed, lastRead, List.of(), List.of(), List.of(), "");
    }
}
