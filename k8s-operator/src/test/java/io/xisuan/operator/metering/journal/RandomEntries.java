package io.xisuan.operator.metering.journal;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageClass;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.GapCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Entries of all kinds with everything in their texts that a store could trip over. */
public final class RandomEntries {
    private static final List<String> TEXTS = List.of(
            "plain",
            "训练任务 \"甲\"",
            "C:\\new\\table",
            "a\tb",
            "two\nlines\r\n",
            "\\N",
            "\\.",
            "\u0000\u0001",
            "emoji \uD83D\uDE80",
            "half \uD83D",
            "é\u2028\u2029",
            "it's 100 % {json}");

    private final SplittableRandom random;
    private int count;

    public RandomEntries(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Returns so many entries that nobody saw before. */
    public List<JournalEntry> next(int entries) {
        List<JournalEntry> made = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            made.add(next());
        }
        return made;
    }

    private JournalEntry next() {
        count++;
        return switch (random.nextInt(5)) {
            case 0 -> new JournalEntry.Remark("LATE", text(), text());
            case 1 -> new JournalEntry.Closed(attempt());
            case 2 -> new JournalEntry.PodLost(attempt(), "pod-" + count, new NodeName("node-1"), random.nextLong());
            case 3 -> new JournalEntry.Correction(usage(), "f".repeat(64), text(), "li", "王");
            default -> new JournalEntry.Usage(usage(), evidence(), confirmation());
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size())) + count;
    }

    private AttemptKey attempt() {
        return new AttemptKey(new JobId("team", "训练 \"甲\" \\N", "uid-" + count), 1 + random.nextInt(3));
    }

    private UsageInterval usage() {
        boolean billed = random.nextBoolean();
        long start = 1_790_000_000_000L + random.nextInt(1_000_000);
        return new UsageInterval(
                "%064x".formatted(count),
                attempt().job(),
                1,
                new TenantId("acme"),
                new ContractId("c-1"),
                new SiteId("zhongwei"),
                new NodeName("node-1"),
                "nvidia.com/gpu/" + count,
                AcceleratorModel.NVIDIA_H800,
                new AcceleratorShare(1, 2),
                new Interval(start, start + 5_000),
                new DeviceMillis(2_500),
                billed ? UsageClass.BILLED : UsageClass.HELD_UNBILLED,
                billed ? Optional.empty() : Optional.of(UnbilledReason.TEARDOWN),
                "f".repeat(64));
    }

    private Optional<EvidenceSummary> evidence() {
        return random.nextBoolean()
                ? Optional.of(new EvidenceSummary(3, 1, 970, 970, Map.of(GapCause.NO_SCRAPE, 2), "e".repeat(64)))
                : Optional.empty();
    }

    private Optional<Confirmation> confirmation() {
        return random.nextBoolean()
                ? Optional.of(new Confirmation(
                        Confirmation.Basis.AGENT,
                        Optional.of(new DeviceKey("GPU-" + count)),
                        4,
                        0,
                        1,
                        2,
                        new TreeSet<>(List.of(text()))))
                : Optional.empty();
    }
}
