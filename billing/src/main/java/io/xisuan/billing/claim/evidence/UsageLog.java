package io.xisuan.billing.claim.evidence;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was metered of the attempts that are claimed: when which device was used, and which devices these were. */
public final class UsageLog {
    private final List<UsageInterval> usage;

    private UsageLog(List<UsageInterval> usage) {
        this.usage = usage;
    }

    /** Returns the log of these attempts in a span of time, out of all usage. */
    public static UsageLog of(List<UsageInterval> all, SortedSet<AttemptKey> attempts, Interval within) {
        return new UsageLog(all.stream()
                .filter(one -> attempts.contains(new AttemptKey(one.job(), one.attempt())))
                .filter(one -> one.interval().intersection(within).isPresent())
                .sorted(UsageInterval.ORDER)
                .toList());
    }

    /** Returns the attempts that something was metered of, as {@code uid/attempt}. */
    public SortedSet<String> attempts() {
        SortedSet<String> attempts = new TreeSet<>();
        usage.forEach(one -> attempts.add(one.job().uid() + "/" + one.attempt()));
        return attempts;
    }

    /** Returns the log as a file, or none when nothing was metered. */
    public List<EvidenceFile> files() {
        return usage.isEmpty()
                ? List.of()
                : List.of(EvidenceFile.text("usage/journal.csv", ProofKind.USAGE, intervals()));
    }

    /** Adds the devices of billed time to a list. */
    public void addDevices(DeviceList devices) {
        usage.stream()
                .filter(UsageInterval::billed)
                .forEach(one -> devices.add(
                        one.site().value(),
                        one.node().value(),
                        one.lane(),
                        one.model().id(),
                        one.quantity()));
    }

    private String intervals() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "job",
                "jobUid",
                "attempt",
                "site",
                "node",
                "lane",
                "model",
                "from",
                "to",
                "deviceMillis",
                "class",
                "evidence"));
        for (UsageInterval one : usage) {
            rows.add(List.of(
                    one.job().namespace() + "/" + one.job().name(),
                    one.job().uid(),
                    Integer.toString(one.attempt()),
                    one.site().value(),
                    one.node().value(),
                    one.lane(),
                    one.model().id(),
                    Instant.ofEpochMilli(one.interval().startMillis()).toString(),
                    Instant.ofEpochMilli(one.interval().endMillis()).toString(),
                    Long.toString(one.quantity().value()),
                    one.usageClass().name(),
                    one.evidenceDigest()));
        }
        return CsvText.of(rows);
    }
}
