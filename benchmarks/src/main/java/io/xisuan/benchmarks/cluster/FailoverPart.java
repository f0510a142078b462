package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two operators on one PostgreSQL: the one that leads is killed, and the time until the other one decides. */
final class FailoverPart implements Part {
    private static final String TENANT = "bench";
    private static final int NODES = 4;
    private static final int DEVICES_OF_A_NODE = 8;

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public void measure(Bench bench) {
        int trials = bench.parameters().count("failovers", 1, 100);
        try (Lab lab = bench.lab(name(), "--no-audit")) {
            KubernetesClient admin = lab.admin();
            Ground ground = new Ground(lab, bench.program(), admin);
            String db = DebianPostgres.start(lab).url();
            List<Tenancy> tenants = List.of(Tenancy.free(TENANT));
            ground.install();
            ground.books(tenants, db);
            ground.resources(tenants);
            ground.nodes(NODES, DEVICES_OF_A_NODE);
            try (Sightings pods = Sightings.of(admin.pods().inNamespace(TENANT), OwnSide::jobOf)) {
                Replicas replicas = new Replicas(lab, bench.program(), admin, pods, db);
                List<Double> times = replicas.failovers(trials, bench);
                bench.found("failover-seconds", Percentile.of(times, 100), "s", Optional.of(Bar.atMost("25")));
                bench.found("failover-seconds-median", Percentile.median(times), "s", Optional.empty());
            }
        }
        bench.note(
                "Failover: two operators on one PostgreSQL and one API server; the leader is killed with SIGKILL %d times, a job is asked for at once; from the kill until its pod exists; the longest of all. A killed one is started again as the next to stand by."
                        .formatted(trials));
    }

    /** Two replicas, of which one leads. */
    private record Replicas(Lab lab, Program program, KubernetesClient admin, Sightings pods, String db) {
        List<Double> failovers(int trials, Bench bench) {
            Child leader = replica(0).lead();
            Child standby = standby(1);
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < trials; i++) {
                decided("before-" + i);
                long killed = System.nanoTime();
                leader.kill();
                times.add((decided("after-" + i) - killed) / 1e9);
                bench.say("failover %d: %.1f s".formatted(i + 1, times.getLast()));
                leader = standby;
                if (i + 1 < trials) {
                    standby = standby(i + 2);
                }
            }
            return times;
        }

        private Child standby(int number) {
            Child started = replica(number).start();
            started.awaitSaying(OperatorProcess.STANDS_BY, lab.limit());
            return started;
        }

        private OperatorProcess replica(int number) {
            return new OperatorProcess(
                    lab, program, "operator-" + number, "xisuan-operator", db, List.of("--no-install"));
        }

        /** Asks for a job and returns when its pod was first seen. */
        private long decided(String name) {
            JobWish wish = JobWish.one(TENANT, name);
            admin.resource(wish.trainingJob()).create();
            return pods.await(wish.key(), lab.limit());
        }
    }
}
