package io.xisuan.operator.metering.exposition;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What OpenMetrics asks of lines together: metadata first, no interleaving, no clashing names, and the rules of each type. */
final class OpenMetricsRules {
    private final BiConsumer<Integer, String> errors;
    private final Map<String, OpenMetricsFamily> families = new HashMap<>();
    private final Map<String, String> ownerOfName = new HashMap<>();
    private Optional<OpenMetricsFamily> current = Optional.empty();
    private int lastLine = 1;

    OpenMetricsRules(BiConsumer<Integer, String> errors) {
        this.errors = errors;
    }

    int families() {
        return families.size();
    }

    void help(int line, String name) {
        OpenMetricsFamily family = described(line, name);
        once(!family.helped, "HELP", name);
        family.helped = true;
    }

    void type(int line, String name, MetricType type) {
        OpenMetricsFamily family = described(line, name);
        once(!family.typed, "TYPE", name);
        family.typed = true;
        family.type = type;
    }

    void unit(int line, String name, String unit) {
        OpenMetricsFamily family = described(line, name);
        once(!family.unitGiven, "UNIT", name);
        family.unitGiven = true;
        if (!unit.isEmpty()) {
            if (!name.endsWith("_" + unit)) {
                throw new LineFault("the unit %s is no suffix of the name %s".formatted(unit, name));
            }
            family.unit = Optional.of(unit);
        }
    }

    private static void once(boolean first, String what, String name) {
        if (!first) {
            throw new LineFault("second %s line for metric %s".formatted(what, name));
        }
    }

    private OpenMetricsFamily described(int line, String name) {
        OpenMetricsFamily family =
                current.filter(known -> known.name.equals(name)).orElseGet(() -> begin(name));
        lastLine = line;
        if (family.frozen) {
            throw new LineFault("metadata of %s after its samples".formatted(name));
        }
        return family;
    }

    private OpenMetricsFamily begin(String name) {
        closeFamily();
        OpenMetricsFamily fresh = new OpenMetricsFamily(name);
        if (families.putIfAbsent(name, fresh) != null) {
            throw new LineFault("the family %s is not in one piece".formatted(name));
        }
        current = Optional.of(fresh);
        return fresh;
    }

    void sample(int line, OpenMetricsPoint sample) {
        OpenMetricsFamily family = current.filter(
                        known -> known.suffixOf(sample.name()).isPresent())
                .orElseGet(() -> begin(sample.name()));
        lastLine = line;
        freeze(family);
        String suffix = family.suffixOf(sample.name()).orElse("");
        String label = family.specialLabel(suffix);
        String special = label.isEmpty() ? "" : sample.label(label).orElse("");
        if (!label.isEmpty() && special.isEmpty()) {
            throw new LineFault("a sample of %s needs the label %s".formatted(family.name, label));
        }
        OpenMetricsValues.check(family.type, suffix, special, sample);
        groupOf(family, sample.without(label)).add(sample, suffix, special);
    }

    /** Takes the names of the family's samples; from now on its metadata are fixed. */
    private void freeze(OpenMetricsFamily family) {
        if (family.frozen) {
            return;
        }
        family.frozen = true;
        if (family.unit.isPresent() && (family.type == MetricType.INFO || family.type == MetricType.STATE_SET)) {
            throw new LineFault("info and stateset metrics have no unit");
        }
        for (String suffix : OpenMetricsFamily.suffixes(family.type)) {
            String owner = ownerOfName.putIfAbsent(family.name + suffix, family.name);
            if (owner != null && !owner.equals(family.name)) {
                throw new LineFault("%s%s is a name of the family %s too".formatted(family.name, suffix, owner));
            }
        }
    }

    private static OpenMetricsGroup groupOf(OpenMetricsFamily family, String key) {
        Optional<OpenMetricsGroup> open = family.group.filter(group -> group.key.equals(key));
        if (open.isPresent()) {
            return open.get();
        }
        family.group.ifPresent(OpenMetricsGroup::closePoint);
        if (!family.groups.add(key)) {
            throw new LineFault("the samples of one metric of %s are not in one piece".formatted(family.name));
        }
        OpenMetricsGroup fresh = new OpenMetricsGroup(key, family.type);
        family.group = Optional.of(fresh);
        return fresh;
    }

    private void closeFamily() {
        Optional<OpenMetricsFamily> closing = current;
        current = Optional.empty();
        if (closing.isPresent()) {
            try {
                freeze(closing.get());
                closing.get().group.ifPresent(OpenMetricsGroup::closePoint);
            } catch (LineFault fault) {
                errors.accept(lastLine, fault.problem());
            }
        }
    }

    void finish() {
        closeFamily();
    }
}
