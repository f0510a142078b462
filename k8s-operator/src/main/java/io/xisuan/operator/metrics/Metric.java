package io.xisuan.operator.metrics;

import java.util.List;

/** Every metric of the operator; {@code docs/user/operator.md} lists the same. Dots become underscores, unit and {@code _total} are added. */
public enum Metric {
    LEADER(Kind.GAUGE, "xisuan.leader", "", "1 while this process may act, else 0"),
    LEADER_EPOCH(Kind.GAUGE, "xisuan.leader.epoch", "", "Epoch under which this process leads or last led; 0 before"),
    CYCLE(Kind.TIMER, "xisuan.cycle", "", "Time of one step of the loop"),
    DECISIONS(
            Kind.COUNTER,
            "xisuan.decisions",
            "",
            "Decisions on jobs that differ from the last one",
            "decision",
            "reason"),
    JOBS_QUEUED(Kind.GAUGE, "xisuan.jobs.queued", "", "Jobs that wait or pause before another attempt", "tenant"),
    QUEUE_OLDEST_AGE(
            Kind.GAUGE, "xisuan.queue.oldest.age", "seconds", "Time since the oldest queued job was created", "tenant"),
    JOBS_WAITING(Kind.GAUGE, "xisuan.jobs.waiting", "", "Jobs by why they do not start now", "reason"),
    JOBS_LIVE(Kind.GAUGE, "xisuan.jobs.live", "", "Attempts with a live intent", "state"),
    ETA_ERROR(
            Kind.TIMER,
            "xisuan.eta.error",
            "",
            "Between the start that was expected first and the start that was decided",
            "direction"),
    DEVICES(Kind.GAUGE, "xisuan.devices", "", "Devices of nodes that are seen", "site", "model", "state"),
    HOLDS_OPEN(Kind.GAUGE, "xisuan.holds.open", "", "Holds on vouchers, caps and pools that are not resolved"),
    HOLDS_OPEN_AMOUNT(
            Kind.GAUGE, "xisuan.holds.reserved", "yuan", "What open holds reserve of vouchers and was not used yet"),
    ACT_FAILURES(Kind.COUNTER, "xisuan.act.failures", "", "Acts on the cluster that were not done", "act", "reason"),
    STOP_ORDERS(Kind.COUNTER, "xisuan.stop.orders", "", "Attempts that were ordered to end", "reason"),
    STOP_ORDERS_OPEN(
            Kind.GAUGE, "xisuan.stop.orders.open", "", "Attempts that were ordered to end and have not", "reason"),
    RECLAIM(Kind.TIMER, "xisuan.reclaim", "", "From the order to give devices back to an owner until they were free"),
    INFORMER_SYNCED(Kind.GAUGE, "xisuan.informer.synced", "", "1 while everything is listed and watched, else 0"),
    INFORMER_LAG(
            Kind.GAUGE,
            "xisuan.informer.lag",
            "seconds",
            "For how long what is seen may be old; 0 while all is watched"),
    WATCH_RESTARTS(Kind.COUNTER, "xisuan.watch.restarts", "", "Lists and watches that failed and were begun again"),
    JOURNAL_RECORDS(Kind.GAUGE, "xisuan.journal.records", "", "Records of the usage journal"),
    JOURNAL_LAG(
            Kind.GAUGE,
            "xisuan.journal.lag.records",
            "",
            "Records of the usage journal that no document has taken in yet"),
    FINALIZERS_BLOCKED(
            Kind.GAUGE,
            "xisuan.finalizers.blocked",
            "",
            "Pods that ended fifteen minutes ago and whose time could not be closed"),
    EXPORTERS(Kind.GAUGE, "xisuan.exporters", "", "Agents and exporters that are asked, by their last answer", "state"),
    STATUS_WRITES(Kind.COUNTER, "xisuan.status.writes", "", "Statuses that were written", "kind"),
    STATUS_FAILURES(Kind.COUNTER, "xisuan.status.failures", "", "Status writes that were not done", "reason"),
    EVENTS(Kind.COUNTER, "xisuan.events", "", "Events by what became of them", "result"),
    NOTICES(Kind.COUNTER, "xisuan.notices", "", "Things that people are told of, by kind", "kind"),
    NOTICE_TRIES(Kind.COUNTER, "xisuan.notice.tries", "", "Messages that were tried", "channel", "result"),
    NOTICES_OPEN(Kind.GAUGE, "xisuan.notices.open", "", "Notices that wait for a channel", "channel"),
    NOTICE_OLDEST_AGE(
            Kind.GAUGE, "xisuan.notice.oldest.age", "seconds", "Age of the oldest notice that waits", "channel"),
    DATA_FREE(Kind.GAUGE, "xisuan.data.free", "bytes", "Room that is left on the volume of the data folder"),
    BACKUP_NEWEST(
            Kind.GAUGE,
            "xisuan.backup.newest.timestamp",
            "seconds",
            "Unix time at which the newest backup of the folder --backups was begun; 0 while there is none"),
    MEMORY(Kind.GAUGE, "process.resident.memory", "bytes", "Resident memory of the process"),
    PROCESSOR(Kind.COUNTER, "process.cpu", "seconds", "Processor time of the process, user and system");

    /** What a metric is for Prometheus. */
    public enum Kind {
        GAUGE("gauge"),
        COUNTER("counter"),
        /** A histogram of seconds. */
        TIMER("histogram");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** Returns the type as Prometheus writes it. */
        public String type() {
            return type;
        }
    }

    private final Kind kind;
    private final String dotted;
    private final String unit;
    private final String help;
    /** Joined by commas. */
    private final String labels;

    Metric(Kind kind, String dotted, String unit, String help, String... labels) {
        this.kind = kind;
        this.dotted = dotted;
        this.unit = unit;
        this.help = help;
        this.labels = String.join(",", labels);
    }

    /** Says whether it is an age: of several the oldest counts, never their sum. */
    public boolean isAge() {
        return this == QUEUE_OLDEST_AGE || this == NOTICE_OLDEST_AGE;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the name as Prometheus shows it, for a histogram without the endings of its parts. */
    public String exposed() {
        String name = dotted.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
        return switch (kind) {
            case GAUGE -> name;
            case COUNTER -> name + "_total";
            case TIMER -> name + "_seconds";
        };
    }

    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(","));
    }

    /** Returns the name as Micrometer takes it; it adds the endings of counters and histograms by itself. */
    String inner() {
        return unit.isEmpty() ? dotted : dotted + "." + unit;
    }

    public String help() {
        return help;
    }
}
