package io.xisuan.scheduler.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** Figures that others published for public traces come out of the same traces here. */
class PublishedTracesTest {
    private static final String HELIOS = "helios/helios_venus_2vc_sept.csv.gz";

    private static String meanCompletionSeconds(Trace trace, Options options) {
        long millis =
                Simulation.run(trace, options).summary().completionMillis().mean();
        return BigDecimal.valueOf(millis, 3).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    @Test
    void helios_strict_fifo_completes_in_16534_27_seconds_on_average() {
        Trace helios = Fixtures.published(HELIOS, HELIOS);
        assertThat(helios.jobs()).hasSize(1867);
        assertThat(meanCompletionSeconds(helios, Options.of(Policy.FIFO))).isEqualTo("16534.27");
    }

    @Test
    void helios_shortest_first_completes_in_6272_79_seconds_on_average() {
        Trace helios = Fixtures.published(HELIOS, HELIOS);
        assertThat(meanCompletionSeconds(helios, Options.of(Policy.SJF))).isEqualTo("6272.79");
    }

    @Test
    void helios_waits_less_under_the_own_scheduler_than_under_either() {
        Trace helios = Fixtures.published(HELIOS, HELIOS);
        Summary own = Simulation.run(helios, Options.of(Policy.XISUAN)).summary();
        Summary sjf = Simulation.run(helios, Options.of(Policy.SJF)).summary();
        assertThat(own.never()).isZero();
        assertThat(own.waitMillis().mean()).isLessThan(sjf.waitMillis().mean());
    }

    @Test
    void muri_without_overhead_gives_the_figures_of_its_simulator() {
        Trace muri = Fixtures.published("muri/n8g8.csv", "muri/trace3.csv.gz");
        assertThat(meanCompletionSeconds(muri, Options.of(Policy.SRTF))).isEqualTo("190377.38");
        assertThat(meanCompletionSeconds(muri, Options.of(Policy.SRSF))).isEqualTo("183965.98");
    }

    @Test
    void muri_with_overhead_gives_the_published_figures() {
        Trace muri = Fixtures.published("muri/n8g8.csv", "muri/trace3.csv.gz");
        assertThat(meanCompletionSeconds(muri, new Options(Policy.SRTF, 0, true, jobs -> {})))
                .isEqualTo("193081.80");
        assertThat(meanCompletionSeconds(muri, new Options(Policy.SRSF, 0, true, jobs -> {})))
                .isEqualTo("185021.88");
    }

    @Test
    void philly_runs_whole_but_for_the_jobs_without_a_virtual_cluster() {
        Trace philly = Fixtures.published("philly/philly_vc_nodes.csv", "philly/philly.csv.gz");
        Result result = Simulation.run(philly, Options.of(Policy.XISUAN));
        assertThat(result.summary().jobs()).isEqualTo(82_247);
        assertThat(result.never()).hasSize(18).allMatch(job -> job.reason() == Never.NO_SUCH_SITE);
        assertThat(result.finished()).hasSize(82_229);
    }

    @Test
    void openb_runs_whole_with_shared_devices() {
        Trace openb = Fixtures.published("openb/openb_node_list_gpu_node.csv", "openb/openb_pod_list_default.csv");
        Summary summary = Simulation.run(openb, Options.of(Policy.BACKFILL)).summary();
        assertThat(summary.jobs()).isEqualTo(8152);
        assertThat(summary.never()).isZero();
    }
}
