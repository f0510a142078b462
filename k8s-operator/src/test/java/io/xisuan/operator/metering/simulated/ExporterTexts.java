package io.xisuan.operator.metering.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What an exporter of a shape says of a world at an instant, under faults; pure. */
public final class ExporterTexts {
    /** How far a clock that is wrong is ahead. */
    public static final long CLOCK_AHEAD_MILLIS = 300_000;

    /** The first sample of a family that tells how busy a device is: its labels, and its time if it has one. */
    private static final Pattern USE = Pattern.compile(
            "(?m)^(\\w*(?:GPU_UTIL|GR_ENGINE_ACTIVE|utilization|utilizationrate"
                    + "|utilization_ratio|gfx_activity|engine_ratio|core_allocated_ratio)\\{[^}]*\\}) \\S+((?: \\d+)?)$");

    private ExporterTexts() {}

    /** Returns the body of the answer. */
    public static String text(ExporterShape shape, DeviceWorld world, long atMillis, Set<ExporterFault> faults) {
        if (faults.contains(ExporterFault.EMPTY_BODY)) {
            return "";
        }
        List<DeviceReading> readings = world.readings(atMillis).stream()
                .map(reading -> reading.ownedBy(owners(reading, faults)))
                .toList();
        long clock = faults.contains(ExporterFault.CLOCK_AHEAD) ? atMillis + CLOCK_AHEAD_MILLIS : atMillis;
        return spoilt(shape.text(new Scene(shape.make(), world.node(), readings, clock)), faults);
    }

    private static List<PodRef> owners(DeviceReading reading, Set<ExporterFault> faults) {
        if (faults.contains(ExporterFault.LABELS_LOST)) {
            return List.of();
        }
        List<PodRef> owners = new ArrayList<>(reading.owners());
        boolean stale = owners.isEmpty()
                ? faults.contains(ExporterFault.FINISHED_POD_NAMED)
                : faults.contains(ExporterFault.STALE_SECOND_OWNER);
        if (stale) {
            reading.lastOwner().ifPresent(last -> owners.addFirst(last));
        }
        return owners;
    }

    private static String spoilt(String text, Set<ExporterFault> faults) {
        String spoilt = text;
        for (ExporterFault fault : ExporterFault.values()) {
            if (faults.contains(fault)) {
                spoilt = spoilt(spoilt, fault);
            }
        }
        return spoilt;
    }

    private static String spoilt(String text, ExporterFault fault) {
        return switch (fault) {
            case DUPLICATE_SERIES -> twice(text);
            case RENAMED_LABEL ->
                text.contains("Hostname=")
                        ? text.replace("Hostname=", "hostname=")
                        : text.replace("hostname=", "Hostname=");
            case FEDERATED -> text.replace("pod=\"", "pod=\"exporter-x7k2p\",exported_pod=\"");
            case BAD_VALUE -> use(text, "$1 ERROR - FAILED TO CONVERT TO STRING");
            case LABELS_LOST,
                    FINISHED_POD_NAMED,
                    STALE_SECOND_OWNER,
                    EMPTY_BODY,
                    DOWN,
                    HANGING,
                    STATUS_500,
                    FROZEN,
                    CLOCK_AHEAD -> text;
        };
    }

    /** Repeats the first sample of use with another value. */
    private static String twice(String text) {
        return use(text, "$0\n$1 1$2");
    }

    private static String use(String text, String replacement) {
        return USE.matcher(text).replaceFirst(replacement);
    }
}
