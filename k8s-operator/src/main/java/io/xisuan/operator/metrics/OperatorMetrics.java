package io.xisuan.operator.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * The operator's metrics. Safe for many threads; whoever counts waits for nobody.
 *
 * <p>A metric that is registered with other labels than it has is a defect and thrown at once.
 *
 * <p>On Micrometer's registry over the simple client, which Micrometer marks as deprecated and still maintains; see decision 102.
 */
@SuppressWarnings("deprecation") // io.micrometer.prometheus
public final class OperatorMetrics {
    /** So many tenants, sites or reasons are told apart; what is beyond is counted as {@code other}. */
    static final int LABEL_VALUES = 100;

    static final String OTHER = "other";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(30),
        Duration.ofMillis(100),
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(130),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6)
    };

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new CollectorRegistry(), Clock.SYSTEM);
    private final Map<Metric, MultiGauge> shown = new EnumMap<>(Metric.class);

    /** The registry holds what it follows weakly; these do not go away. */
    private final List<DoubleSupplier> followed = new CopyOnWriteArrayList<>();

    public OperatorMetrics() {
        registry.throwExceptionOnRegistrationFailure();
    }

    /** Counts one more. */
    public void count(Metric metric, String... labelValues) {
        Counter.builder(metric.inner())
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .register(registry)
                .increment();
    }

    /** Takes a duration into a histogram. */
    public void time(Metric metric, Duration took, String... labelValues) {
        Timer.builder(metric.inner())
                .description(metric.help())
                .tags(tags(metric, labelValues))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took);
    }

    /** Has a gauge, or a counter that somebody else counts, ask for its value whenever it is scraped. */
    public void follow(Metric metric, DoubleSupplier value, String... labelValues) {
        followed.add(value);
        if (metric.kind() == Metric.Kind.COUNTER) {
            FunctionCounter.builder(metric.inner(), value, DoubleSupplier::getAsDouble)
                    .description(metric.help())
                    .tags(tags(metric, labelValues))
                    .register(registry);
        } else {
            Gauge.builder(metric.inner(), value, DoubleSupplier::getAsDouble)
                    .description(metric.help())
                    .tags(tags(metric, labelValues))
                    .register(registry);
        }
    }

    /**
     * Shows a gauge's values and takes those away that it had before. Beyond {@value #LABEL_VALUES} values of the first label the rest is
     * summed as {@code other}; of ages it is the oldest.
     *
     * @param values by the values of the labels
     */
    public synchronized void show(Metric metric, SortedMap<Labels, Double> values) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        Labels.bounded(values, LABEL_VALUES, OTHER, metric.isAge() ? Double::max : Double::sum)
                .forEach((labels, value) ->
                        rows.add(MultiGauge.Row.of(tags(metric, labels.values().toArray(String[]::new)), value)));
        shown.computeIfAbsent(
                        metric,
                        added -> MultiGauge.builder(added.inner())
                                .description(added.help())
                                .register(registry))
                .register(rows, true);
    }

    /** Returns everything as Prometheus text 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    private static Tags tags(Metric metric, String... values) {
        if (values.length != metric.labels().size()) {
            throw new IllegalArgumentException(
                    "%s has the labels %s, not %d".formatted(metric, metric.labels(), values.length));
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(metric.labels().get(i), values[i]);
        }
        return tags;
    }
}
