package io.xisuan.operator.loop;

import io.xisuan.billing.store.Store;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.Mandate;
import io.xisuan.operator.elect.Office;
import io.xisuan.operator.metrics.Health;
import io.xisuan.operator.metrics.Metric;
import io.xisuan.operator.metrics.NewestBackup;
import io.xisuan.operator.metrics.OperatorMetrics;
import io.xisuan.operator.metrics.OperatorPages;
import io.xisuan.operator.metrics.ProcessFigures;
import io.xisuan.operator.report.ResourceKind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What operations see of one process: its metrics, and whether it is alive and ready. */
final class Console implements Health {
    /** A loop that has done nothing for so long is stuck; a leader's first step may read a long journal. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    private static final double NANOS = 1e9;

    private final OperatorMetrics metrics = new OperatorMetrics();
    private final Figures figures = new Figures(metrics);
    private final Store store;
    private final Eyes eyes;
    private final Office office;
    private Optional<OperatorPages> pages = Optional.empty();
    private volatile long turnedNanos = System.nanoTime();
    private volatile long syncedNanos = System.nanoTime();
    private volatile boolean stepped;
    private volatile boolean standing;

    private Console(Store store, Eyes eyes, Office office) {
        this.store = store;
        this.eyes = eyes;
        this.office = office;
        follow();
    }

    static Console open(OperatorOptions options, Grounds own, Eyes eyes, Office office, Opened opened) {
        Console console = new Console(own.store(), eyes, office);
        console.metrics.follow(Metric.DATA_FREE, () -> ProcessFigures.freeBytes(options.data()));
        options.backups()
                .ifPresent(folder ->
                        console.metrics.follow(Metric.BACKUP_NEWEST, () -> NewestBackup.epochSeconds(folder)));
        console.pages =
                options.listen().map(listen -> opened.keep(OperatorPages.open(listen, console.metrics, console)));
        return console;
    }

    private void follow() {
        metrics.follow(Metric.LEADER, () -> office.held() && stepped ? 1 : 0);
        metrics.follow(Metric.LEADER_EPOCH, () -> office.minted().orElse(0));
        metrics.follow(Metric.INFORMER_SYNCED, () -> eyes.synced() ? 1 : 0);
        metrics.follow(Metric.INFORMER_LAG, () -> eyes.synced() ? 0 : (System.nanoTime() - syncedNanos) / NANOS);
        metrics.follow(Metric.WATCH_RESTARTS, () -> eyes.observer().health().errors());
        for (ResourceKind kind : ResourceKind.values()) {
            metrics.follow(Metric.STATUS_WRITES, () -> eyes.writer().counts().writes(kind), kind.name());
        }
        metrics.follow(Metric.STATUS_FAILURES, () -> eyes.writer().counts().conflicts(), "Conflict");
        metrics.follow(Metric.STATUS_FAILURES, () -> eyes.writer().counts().refusals(), "Refused");
        metrics.follow(Metric.STATUS_FAILURES, () -> eyes.writer().counts().failures(), "Unreachable");
        metrics.follow(Metric.EVENTS, () -> eyes.events().written(), "written");
        metrics.follow(Metric.EVENTS, () -> eyes.events().repeated(), "repeated");
        metrics.follow(Metric.EVENTS, () -> eyes.events().dropped(), "dropped");
        metrics.follow(Metric.MEMORY, ProcessFigures::residentBytes);
        metrics.follow(Metric.PROCESSOR, ProcessFigures::processorSeconds);
    }

    Figures figures() {
        return figures;
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    /** Returns where the pages are, if they are anywhere. */
    Optional<InetSocketAddress> address() {
        return pages.map(OperatorPages::address);
    }

    /** Returns the office as the cluster's actor asks for it; failed acts are counted. */
    Mandate mandate() {
        return new Mandate() {
            @Override
            public boolean held() {
                return office.held();
            }

            @Override
            public void answered(String act, ActAnswer answer) {
                switch (answer) {
                    case ActAnswer.Done done -> {}
                    case ActAnswer.Fenced fenced -> metrics.count(Metric.ACT_FAILURES, act, "Fenced");
                    case ActAnswer.Refused refused ->
                        metrics.count(Metric.ACT_FAILURES, act, refused.reason().name());
                    case ActAnswer.Unreachable lost -> metrics.count(Metric.ACT_FAILURES, act, "Unreachable");
                }
            }
        };
    }

    /** Notes that a step of the leader is done. */
    void stepped(long nanos) {
        stepped = true;
        metrics.time(Metric.CYCLE, Duration.ofNanos(nanos));
    }

    /** Notes that this process stands by with everything in sight. */
    void standing() {
        standing = true;
    }

    /** Notes that the loop has gone round once more, whatever it did. */
    void turned() {
        turnedNanos = System.nanoTime();
        if (eyes.synced()) {
            syncedNanos = turnedNanos;
        }
    }

    @Override
    public Word live() {
        Optional<String> lost = office.lost();
        if (lost.isPresent()) {
            return new Word(false, "leads no more: " + lost.get());
        }
        Duration still = Duration.ofNanos(System.nanoTime() - turnedNanos);
        return new Word(
                still.compareTo(STUCK) <= 0, "%s; the loop went round %d ms ago".formatted(role(), still.toMillis()));
    }

    @Override
    public Word ready() {
        List<String> wrong = new ArrayList<>();
        if (!eyes.synced()) {
            wrong.add(eyes.observer().health().lastError().orElse("not everything is listed yet"));
        }
        if (!stepped && !standing) {
            wrong.add("it neither leads nor stands by yet");
        }
        try {
            if (store.leaderSeen().isEmpty() && stepped) {
                wrong.add("the store knows no leader");
            }
        } catch (RuntimeException e) {
            wrong.add("the store does not answer: " + e.getMessage());
        }
        return new Word(wrong.isEmpty(), wrong.isEmpty() ? role() : String.join("; ", wrong));
    }

    private String role() {
        if (office.minted().isEmpty()) {
            return "standing by";
        }
        return office.held()
                ? "leading under epoch " + office.minted().getAsLong()
                : "not acting: the Lease of epoch %d is not renewed"
                        .formatted(office.minted().getAsLong());
    }
}
