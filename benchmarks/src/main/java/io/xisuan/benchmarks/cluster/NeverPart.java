package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.Bar;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How soon a gang of ten that no site could ever take reads so in its status: when nothing else happens, and under load. */
final class NeverPart implements Part {
    private static final String TENANT = "bench";
    private static final int NODES = 8;
    private static final int DEVICES_OF_A_NODE = 8;
    private static final int GANG = 10;

    /** With fewer there is no 99th percentile to speak of. */
    private static final int COMPARABLE_TRIALS = 20;

    private static final String LOAD_RUNS = "2s";

    @Override
    public String name() {
        return "never";
    }

    @Override
    public void measure(Bench bench) {
        int trials = bench.parameters().count("never-trials", 1, 10_000);
        int load = bench.parameters().count("load-per-second", 1, 1_000);
        try (Lab lab = bench.lab(name(), "--no-audit")) {
            KubernetesClient admin = lab.admin();
            Ground ground = new Ground(lab, bench.program(), admin);
            ground.prepare(List.of(Tenancy.free(TENANT)));
            ground.nodes(NODES, DEVICES_OF_A_NODE);
            OperatorProcess.usual(lab, bench.program()).lead();
            try (Sightings said =
                    Sightings.of(admin.resources(TrainingJob.class).inNamespace(TENANT), NeverPart::saysNever)) {
                Trials idle = new Trials(lab, admin, said);
                idle.one("warm");
                bench.found(
                        "never-verdict-millis",
                        Percentile.of(idle.times("idle", trials), 99),
                        "ms",
                        Bench.barWhere(trials >= COMPARABLE_TRIALS, Bar.atMost("1000")));
                List<Double> loaded;
                try (Load running = Load.start(admin, TENANT, load, LOAD_RUNS)) {
                    loaded = idle.times("busy", trials);
                    bench.note("Never: load was %d one-pod jobs of %s, asked for at %d a second."
                            .formatted(running.asked(), LOAD_RUNS, load));
                }
                bench.found(
                        "never-verdict-millis-under-load",
                        Percentile.of(loaded, 99),
                        "ms",
                        Bench.barWhere(trials >= COMPARABLE_TRIALS, Bar.atMost("3000")));
            }
        }
        bench.note(
                "Never: %d gangs of %d workers with %d devices on %d nodes, one after the other, from the answer to the creation until a watch shows the phase Never; 99th percentile (of fewer than 100 the slowest)."
                        .formatted(trials, GANG, DEVICES_OF_A_NODE, NODES));
    }

    private static Optional<String> saysNever(TrainingJob job) {
        return job.getStatus() != null && job.getStatus().phase() == JobPhase.NEVER
                ? Optional.of(job.getMetadata().getName())
                : Optional.empty();
    }

    /** One gang after the other. */
    private record Trials(Lab lab, KubernetesClient admin, Sightings said) {
        private static final Duration BETWEEN = Duration.ofMillis(500);

        List<Double> times(String purpose, int trials) {
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < trials; i++) {
                times.add(one(purpose + "-" + i));
                Wait.pause(BETWEEN);
            }
            return times;
        }

        double one(String name) {
            JobWish gang = new JobWish(TENANT, name, GANG, DEVICES_OF_A_NODE, Optional.empty(), 50);
            admin.resource(gang.trainingJob()).create();
            long asked = System.nanoTime();
            return (said.await(name, lab.limit()) - asked) / 1e6;
        }
    }
}
