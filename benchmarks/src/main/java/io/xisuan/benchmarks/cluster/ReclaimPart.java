package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.Bar;
import io.xisuan.benchmarks.Parameters;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How soon the owner of a site that is full of guests has its devices: pods of the owner appear, and the time until each is bound. */
final class ReclaimPart implements Part {
    private static final String TENANT = "bench";
    private static final String OWNER = "default";
    private static final int DEVICES_OF_A_NODE = 8;
    private static final int GANG = 2;
    private static final int GANG_DEVICES = 4;

    /** How long a guest's containers take to stop: a checkpoint is written. */
    private static final String STOPS_AFTER = "5s";

    @Override
    public String name() {
        return "reclaim";
    }

    @Override
    public void measure(Bench bench) {
        Parameters parameters = bench.parameters();
        int nodes = parameters.count("reclaim-nodes", 1, 1_000);
        int pods = parameters.count("owner-pods", 1, nodes);
        try (Lab lab = bench.lab(name(), "--no-audit")) {
            KubernetesClient admin = lab.admin();
            Ground ground = new Ground(lab, bench.program(), admin);
            ground.prepare(List.of(Tenancy.free(TENANT)));
            ground.nodes(nodes, DEVICES_OF_A_NODE);
            OperatorProcess.usual(lab, bench.program()).lead();
            fill(lab, admin, nodes * DEVICES_OF_A_NODE / (GANG * GANG_DEVICES));
            bench.say("the site is full of guests");
            List<Double> times =
                    reclaimed(lab, admin, pods, Duration.ofMillis(parameters.number("owner-every-millis", 1, 600_000)));
            bench.found("reclaim-seconds-p99", Percentile.of(times, 99), "s", Optional.of(Bar.atMost("130")));
            bench.found("reclaim-seconds-median", Percentile.median(times), "s", Optional.empty());
        }
        bench.note(
                "Reclaim: %d nodes of %d devices full of gangs of %d workers with %d devices whose containers take %s to stop; %d pods of the owner, each a whole node, one after the other; from the answer to the creation until a watch shows the pod bound. The bar is the site's reclaimWithin of 120 s and 10 s."
                        .formatted(nodes, DEVICES_OF_A_NODE, GANG, GANG_DEVICES, STOPS_AFTER, pods));
    }

    private static void fill(Lab lab, KubernetesClient admin, int gangs) {
        try (Sightings running =
                Sightings.of(admin.resources(TrainingJob.class).inNamespace(TENANT), ReclaimPart::runningJob)) {
            for (int i = 0; i < gangs; i++) {
                JobWish wish = new JobWish(TENANT, "guest-" + i, GANG, GANG_DEVICES, Optional.empty(), 50);
                TrainingJob job = wish.trainingJob();
                job.getMetadata().getAnnotations().put(Marks.TESTBED_PREFIX + "stop-after", STOPS_AFTER);
                admin.resource(job).create();
            }
            running.await("running guests", gangs, lab.limit());
        }
    }

    private static List<Double> reclaimed(Lab lab, KubernetesClient admin, int pods, Duration every) {
        List<Double> times = new ArrayList<>();
        List<Long> asked = new ArrayList<>();
        try (Sightings bound =
                Sightings.of(admin.pods().inNamespace(OWNER).withLabel(JobWish.LABEL), ReclaimPart::boundPod)) {
            for (int i = 0; i < pods; i++) {
                admin.resource(owner(i)).create();
                asked.add(System.nanoTime());
                Wait.pause(every);
            }
            for (int i = 0; i < pods; i++) {
                times.add((bound.await(name(i), lab.limit().plusSeconds(180)) - asked.get(i)) / 1e9);
            }
        }
        return times;
    }

    private static String name(int number) {
        return "owner-" + number;
    }

    /** A pod of the owner has the priority of any pod that states none, which is above every guest's. */
    private static Pod owner(int number) {
        return new JobWish(OWNER, name(number), 1, DEVICES_OF_A_NODE, Optional.empty(), 0).barePod();
    }

    private static Optional<String> boundPod(Pod pod) {
        return pod.getSpec().getNodeName() == null
                ? Optional.empty()
                : Optional.of(pod.getMetadata().getName());
    }

    private static Optional<String> runningJob(TrainingJob job) {
        return job.getStatus() != null && job.getStatus().phase() == JobPhase.RUNNING
                ? Optional.of(job.getMetadata().getName())
                : Optional.empty();
    }
}
