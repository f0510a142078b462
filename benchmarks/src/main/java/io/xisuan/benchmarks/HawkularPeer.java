package io.xisuan.benchmarks;

import java.io.ByteArrayInputStream;
import org.hawkular.agent.prometheus.text.TextPrometheusMetricsProcessor;
import org.hawkular.agent.prometheus.types.Counter;
import org.hawkular.agent.prometheus.types.Gauge;
import org.hawkular.agent.prometheus.types.Histogram;
import org.hawkular.agent.prometheus.types.MetricFamily;
import org.hawkular.agent.prometheus.types.Summary;
import org.hawkular.agent.prometheus.walkers.PrometheusMetricsWalker;

/** The parser of the only Java library on Maven Central that reads the text format, called as its users call it. */
final class HawkularPeer implements PrometheusMetricsWalker {
    private long metrics;
    private double sum;

    /** Parses a text and returns how many metrics it saw. */
    long parse(byte[] body) {
        metrics = 0;
        new TextPrometheusMetricsProcessor(new ByteArrayInputStream(body), this).walk();
        return sum == Double.MAX_VALUE ? 0 : metrics;
    }

    @Override
    public void walkStart() {}

    @Override
    public void walkFinish(int families, int metricCount) {}

    @Override
    public void walkMetricFamily(MetricFamily family, int index) {}

    @Override
    public void walkCounterMetric(MetricFamily family, Counter counter, int index) {
        take(counter.getValue());
    }

    @Override
    public void walkGaugeMetric(MetricFamily family, Gauge gauge, int index) {
        take(gauge.getValue());
    }

    @Override
    public void walkSummaryMetric(MetricFamily family, Summary summary, int index) {
        take(summary.getSampleSum());
    }

    @Override
    public void walkHistogramMetric(MetricFamily family, Histogram histogram, int index) {
        take(histogram.getSampleSum());
    }

    private void take(double value) {
        metrics++;
        if (Double.isFinite(value)) {
            sum += value;
        }
    }
}
