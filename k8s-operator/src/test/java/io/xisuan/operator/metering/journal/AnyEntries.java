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
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Entries of every kind, with text of every kind. */
final class AnyEntries {
    private static final String[] PIECES = {
        "train", "团队", "\"", "\\", "/", "\t", "\u0001", "é", "\uD83D\uDE80", "\u007F", "\u2028", "=x", "{", "null"
    };

    private final SplittableRandom random;

    AnyEntries(long seed) {
        this.random = new SplittableRandom(seed);
    }

    JournalEntry next() {
        return switch (random.nextInt(9)) {
            case 0 -> new JournalEntry.Node(new SiteId(name()), span());
            case 1 -> new JournalEntry.Correction(usage(), text(), text(), "a" + name(), "b" + name());
            case 2 -> new JournalEntry.Remark(text(), text(), text());
            case 3 -> new JournalEntry.Closed(attempt());
            case 4 -> new JournalEntry.PodLost(attempt(), text(), new NodeName(name()), number());
            case 5 ->
                new JournalEntry.Found(
                        attempt(),
                        text(),
                        new NodeName(name()),
                        new DeviceKey("GPU-" + random.nextInt(9)),
                        random.nextBoolean()
                                ? JournalEntry.Found.Cause.DEVICE_FAULT
                                : JournalEntry.Found.Cause.TWO_OWNERS,
                        interval(),
                        text());
            default -> new JournalEntry.Usage(usage(), evidence(), confirmation());
        };
    }

    /** Returns a plain usage record with this number as its id. */
    static JournalEntry.Usage usage(int number) {
        return new JournalEntry.Usage(
                new UsageInterval(
                        "%064d".formatted(number),
                        new JobId("team", "train-" + number, "uid-" + number),
                        1,
                        new TenantId("acme"),
                        new ContractId("c-1"),
                        new SiteId("zhongwei"),
                        new NodeName("node-1"),
                        "nvidia.com/gpu/" + number % 8,
                        AcceleratorModel.NVIDIA_H800,
                        new AcceleratorShare(1, 1),
                        new Interval(number * 1000L, number * 1000L + 5000),
                        new DeviceMillis(5000),
                        UsageClass.BILLED,
                        Optional.empty(),
                        "f".repeat(64)),
                Optional.empty());
    }

    private UsageInterval usage() {
        Interval interval = interval();
        boolean billed = random.nextBoolean();
        AttemptKey attempt = attempt();
        return new UsageInterval(
                "%016x".formatted(random.nextLong()).repeat(4),
                attempt.job(),
                attempt.attempt(),
                new TenantId(name()),
                new ContractId(name()),
                new SiteId(name()),
                new NodeName(name()),
                text(),
                AcceleratorModel.NVIDIA_H800,
                new AcceleratorShare(1, 1 + random.nextInt(7)),
                interval,
                new DeviceMillis(random.nextLong(interval.lengthMillis() + 1)),
                billed ? UsageClass.BILLED : UsageClass.HELD_UNBILLED,
                billed ? Optional.empty() : Optional.of(UnbilledReason.TEARDOWN),
                text());
    }

    private Optional<EvidenceSummary> evidence() {
        if (random.nextBoolean()) {
            return Optional.empty();
        }
        Map<GapCause, Integer> gaps = new EnumMap<>(GapCause.class);
        int missing = 0;
        for (GapCause cause : GapCause.values()) {
            if (random.nextInt(3) == 0) {
                int count = 1 + random.nextInt(1000);
                gaps.put(cause, count);
                missing += count;
            }
        }
        int seen = random.nextInt(100_000);
        return Optional.of(new EvidenceSummary(
                seen + missing,
                seen,
                random.nextInt(1001),
                random.nextInt(1001),
                gaps,
                random.nextBoolean() ? 0 : random.nextInt(seen + 1),
                random.nextBoolean() ? Optional.empty() : Optional.of(number()),
                "e".repeat(64)));
    }

    private Optional<Confirmation> confirmation() {
        if (random.nextBoolean()) {
            return Optional.empty();
        }
        TreeSet<String> flags = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            flags.add(text());
        }
        return Optional.of(new Confirmation(
                Confirmation.Basis.AGENT,
                Optional.of(new DeviceKey("GPU-" + random.nextInt(9))),
                random.nextInt(100),
                random.nextInt(100),
                number(),
                number(),
                flags));
    }

    private NodeSpan span() {
        return new NodeSpan(
                new NodeName(name()),
                "nvidia.com/gpu",
                AcceleratorModel.NVIDIA_H800,
                new AcceleratorShare(1, 1),
                8,
                random.nextInt(9),
                random.nextInt(3),
                random.nextBoolean() ? firstState() : lastState(),
                interval());
    }

    private static NodeState firstState() {
        return NodeState.valueOf(new TreeSet<>(java.util.Arrays.stream(NodeState.values())
                        .map(NodeState::name)
                        .toList())
                .first());
    }

    private static NodeState lastState() {
        return NodeState.valueOf(new TreeSet<>(java.util.Arrays.stream(NodeState.values())
                        .map(NodeState::name)
                        .toList())
                .last());
    }

    private AttemptKey attempt() {
        return new AttemptKey(new JobId(name(), name(), name()), 1 + random.nextInt(1000));
    }

    private Interval interval() {
        long start = random.nextLong(2_000_000_000_000L);
        return new Interval(start, start + 1 + random.nextLong(86_400_000));
    }

    private long number() {
        return random.nextInt(4) == 0 ? 0 : random.nextLong(1L << random.nextInt(1, 62));
    }

    /** Returns a name as identities allow it: no control characters, no blanks at its ends. */
    private String name() {
        return "n" + text().replaceAll("[\\p{Cntrl}\u2028]", "") + random.nextInt(1000);
    }

    private String text() {
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
