package io.xisuan.operator.metering.evidence;

import io.xisuan.operator.metering.exposition.Sample;
import java.util.List;
import java.util.Map;

/**
 * How one exporter in one range of versions names its devices, pods and metrics; the fields are explained in the table's file.
 *
 * @param node the label of the node, where one text speaks of several; empty otherwise, as all labels that do not exist
 */
record ExporterRow(
        Standing.Known standing,
        String source,
        Match match,
        List<String> device,
        Part part,
        List<String> slot,
        List<String> model,
        OwnerLabels owner,
        String tile,
        Prefer prefer,
        String node,
        Allocation allocation,
        boolean endsWithoutNewline,
        VersionMark version,
        Map<String, List<MetricRow>> metrics) {
    /** What tells the exporter. */
    record Match(
            List<String> families, boolean prefixed, List<String> plain, List<String> marks, List<String> without) {}

    /** How slices are told apart; {@code whole} is the profile that means an uncut device, {@code own} says that
     * the line of a slice does not name the whole device. */
    record Part(String label, String prefix, String profile, String whole, boolean own) {}

    /** The labels of the owning pod; {@code sharer} tells apart copies of one value for pods that share a device. */
    record OwnerLabels(
            List<String> namespace, List<String> pod, List<String> uid, List<String> container, String sharer) {}

    /** The value of a label whose lines go before others. */
    record Prefer(String label, String value) {}

    /** The labels of an allocation. */
    record Allocation(String parent, String share, String resource) {}

    /** Where the version stands, and how known ones begin. */
    record VersionMark(String family, String label, List<String> accepts) {}

    /** What a label gives when the sample does not have it; compared by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String ABSENT = new String("");

    ExporterRow {
        device = List.copyOf(device);
        slot = List.copyOf(slot);
        model = List.copyOf(model);
        metrics = Map.copyOf(metrics);
    }

    /** Returns a family's name without the prefix that the operator chose, or "" when the family is not this exporter's. */
    String familyOf(String name) {
        if (match.plain.contains(name)) {
            return name;
        }
        for (String start : match.families) {
            int at = match.prefixed ? name.indexOf(start) : 0;
            if (at == 0 ? name.startsWith(start) : at > 0 && name.charAt(at - 1) == '_') {
                return name.substring(at);
            }
        }
        return "";
    }

    /** Returns whether the sample has the labels of this range of versions. */
    boolean marks(Sample sample) {
        return has(sample, match.marks, true) && has(sample, match.without, false);
    }

    private static boolean has(Sample sample, List<String> labels, boolean expected) {
        for (String label : labels) {
            if (given(sample, label) != expected) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the sample has the label at all, be it empty. */
    @SuppressWarnings("ReferenceEquality")
    static boolean given(Sample sample, String label) {
        return sample.label(label, ABSENT) != ABSENT;
    }

    /** Returns the first of the labels that has a value, or "". */
    static String first(Sample sample, List<String> labels) {
        for (String label : labels) {
            String value = sample.label(label, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** Returns a label's value, or "" where the exporter has no such label. */
    static String text(Sample sample, String label) {
        return label.isEmpty() ? "" : sample.label(label, "");
    }
}
