package io.xisuan.operator.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an exposition's series are called and which labels and values they have; queries are held against it.
 *
 * @param labels the values of each label, by series
 */
public record ExposedSeries(SortedMap<String, SortedMap<String, SortedSet<String>>> labels) {
    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What Prometheus adds by itself to what it scrapes. */
    private static final Set<String> ADDED = Set.of("job", "instance", "namespace", "le");

    /** Reads one or more texts as one. */
    public static ExposedSeries of(String... expositions) {
        SortedMap<String, SortedMap<String, SortedSet<String>>> labels = new TreeMap<>();
        for (String text : expositions) {
            Matcher samples = SAMPLE.matcher(text);
            while (samples.find()) {
                SortedMap<String, SortedSet<String>> of =
                        labels.computeIfAbsent(samples.group(1), name -> new TreeMap<>());
                Matcher pairs = LABEL.matcher(samples.group(2) == null ? "" : samples.group(2));
                while (pairs.find()) {
                    of.computeIfAbsent(pairs.group(1), name -> new TreeSet<>()).add(pairs.group(2));
                }
            }
        }
        return new ExposedSeries(labels);
    }

    /** Returns a copy that knows what the recording rules make, each with the labels of what it is made of. */
    public ExposedSeries withRecords() {
        TreeMap<String, SortedMap<String, SortedSet<String>>> all = new TreeMap<>(labels);
        MonitoringFiles.rules().stream().filter(rule -> rule.has("record")).forEach(rule -> {
            SortedMap<String, SortedSet<String>> of = new TreeMap<>();
            QueryNames.of(rule.path("expr").asText()).metrics().keySet().stream()
                    .filter(all::containsKey)
                    .forEach(metric -> of.putAll(all.get(metric)));
            all.put(rule.path("record").asText(), of);
        });
        return new ExposedSeries(all);
    }

    public boolean has(String metric) {
        return labels.containsKey(metric);
    }

    /**
     * Returns what a query names and is not there, in words; series that are not there at all are passed over when they
     * may be absent.
     */
    public List<String> wrong(MonitoringFiles.Query query, Predicate<String> absent) {
        List<String> wrong = new ArrayList<>();
        QueryNames names = QueryNames.of(query.text());
        SortedSet<String> known = new TreeSet<>(ADDED);
        names.metrics().forEach((metric, selectors) -> {
            if (!has(metric) && absent.test(metric)) {
                known.addAll(names.grouped());
            } else if (!has(metric)) {
                wrong.add("%s: there is no metric %s".formatted(query.where(), metric));
            } else {
                known.addAll(labels.getOrDefault(metric, new TreeMap<>()).keySet());
                wrong.addAll(wrongLabels(query.where(), metric, selectors.keySet()));
            }
        });
        names.grouped().stream()
                .filter(label -> !known.contains(label))
                .forEach(
                        label -> wrong.add("%s groups by %s, which nothing in it has".formatted(query.where(), label)));
        return wrong;
    }

    private List<String> wrongLabels(String where, String metric, Set<String> asked) {
        return asked.stream()
                .filter(label -> !ADDED.contains(label)
                        && !labels.getOrDefault(metric, new TreeMap<>()).containsKey(label))
                .map(label -> "%s: %s has no label %s".formatted(where, metric, label))
                .toList();
    }
}
