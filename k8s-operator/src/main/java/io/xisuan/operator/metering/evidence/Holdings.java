package io.xisuan.operator.metering.evidence;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.exposition.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who holds what, while one text is read. */
final class Holdings {
    private record Key(DeviceKey device, PodOwner owner) {}

    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::device).thenComparing(Key::owner);

    private final TreeMap<Key, Holding> held = new TreeMap<>(ORDER);

    /** Takes a line that names an owner; the first line of a device and owner tells the rest. */
    void holds(ExporterRow row, SeenDevice seen, PodOwner owner, Sample sample) {
        held.computeIfAbsent(new Key(seen.key(), owner), key -> {
            ExporterRow.Allocation labels = row.allocation();
            String parent = ExporterRow.text(sample, labels.parent());
            return new Holding(
                    seen.key(),
                    parent.isBlank() ? seen.parent() : Optional.of(new DeviceKey(parent.strip())),
                    owner,
                    ExporterRow.text(sample, labels.resource()),
                    share(ExporterRow.text(sample, labels.share())),
                    !ExporterRow.text(sample, row.owner().sharer()).isEmpty(),
                    0,
                    ExporterRow.text(sample, row.node()));
        });
    }

    /** Takes what a scheduler gave to a pod that {@link #holds} knows. */
    void gives(SeenDevice seen, PodOwner owner, MetricRow.Meaning.Held meaning, long amount) {
        held.computeIfPresent(
                new Key(seen.key(), owner), (key, old) -> meaning.memory() ? memory(old, amount) : core(old, amount));
    }

    private static Holding memory(Holding old, long mebibytes) {
        return new Holding(
                old.device(), old.parent(), old.owner(), old.resource(), old.share(), true, mebibytes, old.node());
    }

    private static Holding core(Holding old, long perMille) {
        Optional<AcceleratorShare> share = perMille > 0 && perMille <= 1000
                ? Optional.of(new AcceleratorShare((int) perMille, 1000))
                : Optional.empty();
        return new Holding(
                old.device(), old.parent(), old.owner(), old.resource(), share, true, old.memoryMib(), old.node());
    }

    /** Reads {@code 1/4} or {@code 1}; anything else is no share. */
    private static Optional<AcceleratorShare> share(String text) {
        if (!text.matches("[1-9][0-9]{0,4}(/[1-9][0-9]{0,4})?")) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        int numerator = Integer.parseInt(slash < 0 ? text : text.substring(0, slash));
        int denominator = slash < 0 ? 1 : Integer.parseInt(text.substring(slash + 1));
        return numerator > denominator ? Optional.empty() : Optional.of(new AcceleratorShare(numerator, denominator));
    }

    /** Returns the holdings in order; an owner without a uid is the same as one that has it. */
    List<Holding> list() {
        List<Holding> list = new ArrayList<>();
        for (Holding holding : held.values()) {
            PodOwner owner = holding.owner();
            boolean known = owner.uid().isEmpty()
                    && held.keySet().stream()
                            .anyMatch(other -> other.device().equals(holding.device())
                                    && !other.owner().uid().isEmpty()
                                    && other.owner().name().equals(owner.name())
                                    && other.owner().namespace().equals(owner.namespace()));
            if (!known) {
                list.add(holding);
            }
        }
        return list;
    }

    /** Returns the owner of each device that has exactly one. */
    static Map<DeviceKey, Optional<PodOwner>> sole(List<Holding> holdings) {
        Map<DeviceKey, Optional<PodOwner>> sole = new TreeMap<>();
        for (Holding holding : holdings) {
            sole.merge(holding.device(), Optional.of(holding.owner()), (one, other) -> Optional.empty());
        }
        return sole;
    }
}
