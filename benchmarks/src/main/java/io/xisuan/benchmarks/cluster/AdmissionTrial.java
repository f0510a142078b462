package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.cluster.AdmissionLoad.Arrival;
import io.xisuan.benchmarks.cluster.AdmissionLoad.JobClass;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The admission load once through one system. */
record AdmissionTrial(Lab lab, KubernetesClient client, AdmissionSide side, List<Arrival> arrivals) {
    private static final int CLIENTS = 16;

    AdmissionTrial {
        arrivals = List.copyOf(arrivals);
    }

    /**
     * What came of it.
     *
     * @param seconds from the beginning to the last admission
     * @param wholeSeconds to the end of the last job
     * @param cpuMillisEach of the API server over the whole run, a job
     */
    record Outcome(double seconds, double wholeSeconds, double cpuMillisEach, List<Wait> waits) {
        Outcome {
            waits = List.copyOf(waits);
        }

        /** How long one job waited, from the answer to its creation, for its admission and for its pod. */
        record Wait(JobClass jobClass, double admittedSeconds, double podSeconds) {}

        double perSecond() {
            return waits.size() / seconds;
        }

        double meanAdmitted(JobClass jobClass) {
            return Percentile.mean(waits.stream()
                    .filter(wait -> wait.jobClass().equals(jobClass))
                    .map(Wait::admittedSeconds)
                    .toList());
        }

        double meanPod(JobClass jobClass) {
            return Percentile.mean(waits.stream()
                    .filter(wait -> wait.jobClass().equals(jobClass))
                    .map(Wait::podSeconds)
                    .toList());
        }
    }

    Outcome run() {
        try (Sightings admitted = side.admitted();
                Sightings pods = side.pods();
                Sightings done = side.done()) {
            long cpu = lab.apiServer().cpuMillis();
            long began = System.nanoTime();
            ConcurrentHashMap<String, Long> created = new ConcurrentHashMap<>();
            createAll(created);
            done.await("finished jobs" + side.suffix(), arrivals.size(), lab.limit());
            pods.await("pods" + side.suffix(), arrivals.size(), lab.limit());
            admitted.await("admitted jobs" + side.suffix(), arrivals.size(), lab.limit());
            double spent = lab.apiServer().cpuMillis() - cpu;
            return new Outcome(
                    (admitted.lastNanos() - began) / 1e9,
                    (done.lastNanos() - began) / 1e9,
                    spent / arrivals.size(),
                    waits(created, admitted, pods));
        }
    }

    private List<Outcome.Wait> waits(ConcurrentHashMap<String, Long> created, Sightings admitted, Sightings pods) {
        List<Outcome.Wait> waits = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            String key = key(arrival);
            long from = created.getOrDefault(key, 0L);
            waits.add(new Outcome.Wait(
                    arrival.jobClass(),
                    seconds(from, admitted.first(key).orElseThrow()),
                    seconds(from, pods.first(key).orElseThrow())));
        }
        return waits;
    }

    /** A watch may be faster than the answer to the creation. */
    private static double seconds(long from, long to) {
        return Math.max(0, to - from) / 1e9;
    }

    private String key(Arrival arrival) {
        return arrival.queue().name(side.prefix()) + "/" + arrival.name();
    }

    /** Creates each at its time, or as soon after it as the API server lets these clients. */
    private void createAll(ConcurrentHashMap<String, Long> created) {
        try (ScheduledExecutorService clock = Executors.newScheduledThreadPool(CLIENTS)) {
            List<ScheduledFuture<?>> all = new ArrayList<>();
            for (Arrival arrival : arrivals) {
                all.add(clock.schedule(() -> create(arrival, created), arrival.atMillis(), TimeUnit.MILLISECONDS));
            }
            Crew.await(all);
        }
    }

    private void create(Arrival arrival, ConcurrentHashMap<String, Long> created) {
        client.resource(side.wish(arrival)).create();
        created.put(key(arrival), System.nanoTime());
    }
}
