package io.xisuan.operator.metering.owners;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionParser;
import io.xisuan.operator.metering.exposition.ParseError;
import io.xisuan.operator.metering.exposition.ParseSummary;
import io.xisuan.operator.metering.exposition.Sample;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the samples of one agent's text and remembers the first that is not as it must be. */
final class OwnersText {
    private final List<OwnedDevice> owners = new ArrayList<>();
    private final SortedMap<String, SortedSet<String>> allocatable = new TreeMap<>();
    private Optional<String> node = Optional.empty();
    private String bootId = "";
    private Optional<Boolean> up = Optional.empty();
    private OptionalLong readMillis = OptionalLong.empty();
    private Optional<String> wrong = Optional.empty();

    OwnersReading.Outcome read(byte[] body, boolean open) {
        ParseSummary summary =
                ExpositionParser.parse(body, open ? ExpositionFormat.OPENMETRICS : ExpositionFormat.TEXT, this::take);
        if (!summary.accepted()) {
            String first = summary.errors().stream()
                    .findFirst()
                    .map(ParseError::toString)
                    .orElse("it is no exposition text");
            return new OwnersReading.Refused(first);
        }
        if (node.isEmpty() || up.isEmpty()) {
            wrong = wrong.or(() -> Optional.of("xisuan_agent_info or xisuan_agent_kubelet_up is missing"));
        }
        try {
            return wrong.<OwnersReading.Outcome>map(OwnersReading.Refused::new)
                    .orElseGet(() -> new OwnersReading.Understood(reading()));
        } catch (IllegalArgumentException contradiction) {
            return new OwnersReading.Refused(String.valueOf(contradiction.getMessage()));
        }
    }

    private OwnersReading reading() {
        return new OwnersReading(
                node.orElse(""),
                bootId,
                up.orElse(false),
                readMillis,
                owners.stream().sorted().toList(),
                allocatable);
    }

    private void take(Sample sample) {
        try {
            switch (sample.name()) {
                case "xisuan_agent_info" -> {
                    node = Optional.of(sample.label("node", ""));
                    bootId = sample.label("boot_id", "");
                }
                case "xisuan_agent_kubelet_up" -> up = Optional.of(truth(sample));
                case "xisuan_agent_kubelet_read_timestamp_seconds" ->
                    readMillis = OptionalLong.of(
                            new BigDecimal(sample.rawValue()).movePointRight(3).longValueExact());
                case "xisuan_agent_device_allocated" -> allocated(sample);
                case "xisuan_agent_device_allocatable" -> {
                    if (truth(sample)) {
                        allocatable
                                .computeIfAbsent(sample.label("resource", ""), resource -> new TreeSet<>())
                                .add(sample.label("device", ""));
                    }
                }
                default -> {} // families of later versions
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            wrong = wrong.or(() -> Optional.of("line %d: %s".formatted(sample.line(), e.getMessage())));
        }
    }

    private void allocated(Sample sample) {
        if (!truth(sample)) {
            return;
        }
        owners.add(new OwnedDevice(
                sample.label("resource", ""),
                sample.label("device", ""),
                said(sample.label("parent", "")),
                said(sample.label("share", "")).map(OwnersText::share),
                sample.label("namespace", ""),
                sample.label("pod", ""),
                said(sample.label("pod_uid", "")),
                sample.label("container", "")));
    }

    private static Optional<String> said(String label) {
        return label.isEmpty() ? Optional.empty() : Optional.of(label);
    }

    private static AcceleratorShare share(String written) {
        if (!written.matches("[1-9]\\d{0,8}/[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException("\"%s\" is no share".formatted(written));
        }
        int slash = written.indexOf('/');
        return new AcceleratorShare(
                Integer.parseInt(written.substring(0, slash)), Integer.parseInt(written.substring(slash + 1)));
    }

    private static boolean truth(Sample sample) {
        return switch (sample.rawValue()) {
            case "1", "1.0" -> true;
            case "0", "0.0" -> false;
            default -> throw new IllegalArgumentException("\"%s\" is neither 0 nor 1".formatted(sample.rawValue()));
        };
    }
}
