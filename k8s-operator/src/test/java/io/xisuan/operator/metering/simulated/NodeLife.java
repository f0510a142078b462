package io.xisuan.operator.metering.simulated;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kubelet of one simulated node: it gives devices to the pods that are bound to it, runs them, and reports. For one thread.
 *
 * <p>A pod starts within a second, or {@code testbed.xisuan.io/start-after}; it runs for {@code testbed.xisuan.io/run-for} and a
 * part of a second more, or until it is deleted.
 */
final class NodeLife {
    /** Does something later on the kubelets' thread. */
    interface Later {
        void after(long millis, Runnable deed);
    }

    private static final int MOST_TRIES = 20;
    private static final String ANNOTATIONS = "testbed.xisuan.io/";

    /** What the kubelet knows of one pod. */
    private static final class Life {
        private final PodRef pod;
        private long startedMillis;
        private long endedMillis;
        private int exitCode;
        private boolean deleting;

        Life(PodRef pod) {
            this.pod = pod;
        }
    }

    private final KubernetesClient client;
    private final DeviceWorld world;
    private final Later later;
    private final long clockAheadMillis;
    private final LinkedHashMap<String, Life> lives = new LinkedHashMap<>();
    private final SplittableRandom random;
    private boolean silent;

    NodeLife(KubernetesClient client, DeviceWorld world, Later later, long clockAheadMillis) {
        this.client = client;
        this.world = world;
        this.later = later;
        this.clockAheadMillis = clockAheadMillis;
        this.random = new SplittableRandom(world.node().hashCode());
    }

    /** Returns what the node's clock shows. */
    long clockMillis() {
        return System.currentTimeMillis() + clockAheadMillis;
    }

    boolean silent() {
        return silent;
    }

    void silence() {
        silent = true;
    }

    void hear() {
        silent = false;
        lives.values().forEach(this::report);
    }

    /** Takes note of a pod of this node as the API server has it. */
    void seen(Pod pod) {
        Life life = lives.get(pod.getMetadata().getUid());
        if (life == null) {
            if ("Pending".equals(pod.getStatus().getPhase()) && !silent) {
                admit(pod);
            }
        } else if (pod.getMetadata().getDeletionTimestamp() != null && !life.deleting && !silent) {
            life.deleting = true;
            end(life, 143);
        }
    }

    void gone(Pod pod) {
        Life life = lives.remove(pod.getMetadata().getUid());
        if (life != null && life.endedMillis == 0) {
            life.endedMillis = System.currentTimeMillis();
            world.end(life.pod, life.endedMillis);
        }
    }

    private void admit(Pod pod) {
        Container container = pod.getSpec().getContainers().getFirst();
        int devices = devices(container);
        PodRef ref = new PodRef(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                container.getName());
        if (world.allocate(ref, devices, System.currentTimeMillis()).isEmpty()) {
            throw new IllegalStateException("%s has no %d free devices for %s".formatted(world.node(), devices, ref));
        }
        Life life = new Life(ref);
        lives.put(ref.uid(), life);
        long after = annotation(pod, "start-after")
                .orElse(Duration.ofMillis(50 + random.nextInt(900)))
                .toMillis();
        Optional<Duration> runFor = annotation(pod, "run-for");
        later.after(after, () -> start(life, runFor));
    }

    private int devices(Container container) {
        return Optional.ofNullable(container.getResources())
                .map(resources -> resources.getLimits())
                .map(limits -> limits.get(world.make().resource()))
                .map(quantity -> Integer.parseInt(quantity.getAmount()))
                .orElse(0);
    }

    private static Optional<Duration> annotation(Pod pod, String name) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(ANNOTATIONS + name))
                .map(text -> Duration.parse("PT" + text.toUpperCase(Locale.ROOT)));
    }

    private void start(Life life, Optional<Duration> runFor) {
        if (life.endedMillis == 0) {
            life.startedMillis = System.currentTimeMillis();
            world.start(life.pod, life.startedMillis);
            runFor.ifPresent(duration -> later.after(duration.toMillis() + random.nextInt(1000), () -> end(life, 0)));
            report(life);
        }
    }

    private void end(Life life, int exitCode) {
        if (life.endedMillis == 0) {
            life.endedMillis = System.currentTimeMillis();
            life.exitCode = exitCode;
            world.end(life.pod, life.endedMillis);
        }
        report(life);
    }

    /** Tells the API server how the pod is; a node that is silent tells it when it is heard again. */
    private void report(Life life) {
        if (silent || (life.startedMillis == 0 && life.endedMillis == 0)) {
            return;
        }
        var object = client.pods().inNamespace(life.pod.namespace()).withName(life.pod.name());
        Pod known = object.get();
        if (known == null || !known.getMetadata().getUid().equals(life.pod.uid())) {
            return;
        }
        if (!"Failed".equals(known.getStatus().getPhase())
                && !"Succeeded".equals(known.getStatus().getPhase())) {
            insist(() -> object.editStatus(pod -> {
                pod.setStatus(status(life, pod));
                return pod;
            }));
        }
        if (life.deleting) {
            object.withGracePeriod(0).delete();
        }
    }

    /** Writes what others write too until nobody has come between. */
    static void insist(Supplier<?> write) {
        for (int tries = 1; ; tries++) {
            try {
                var unused = write.get();
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private PodStatus status(Life life, Pod pod) {
        boolean ended = life.endedMillis != 0;
        String phase = !ended ? "Running" : life.exitCode == 0 ? "Succeeded" : "Failed";
        Container container = pod.getSpec().getContainers().getFirst();
        PodStatusBuilder status = new PodStatusBuilder(pod.getStatus())
                .withPhase(phase)
                .withContainerStatuses(container(life, container));
        if (status.getStartTime() == null) {
            status.withStartTime(stated(System.currentTimeMillis()));
        }
        status.removeMatchingFromConditions(condition -> "Ready".equals(condition.getType()));
        return status.addNewCondition()
                .withType("Ready")
                .withStatus(ended ? "False" : "True")
                .withLastTransitionTime(stated(System.currentTimeMillis()))
                .endCondition()
                .build();
    }

    private ContainerStatus container(Life life, Container container) {
        ContainerStatus status = new ContainerStatus();
        status.setName(container.getName());
        status.setImage(container.getImage());
        status.setImageID("");
        status.setRestartCount(0);
        status.setContainerID("containerd://" + life.pod.uid());
        status.setReady(life.endedMillis == 0);
        status.setState(state(life));
        return status;
    }

    private ContainerState state(Life life) {
        var state = new ContainerStateBuilder();
        @Nullable String started = life.startedMillis == 0 ? null : stated(life.startedMillis);
        if (life.endedMillis == 0) {
            return state.withNewRunning(started).build();
        }
        return state.withNewTerminated()
                .withExitCode(life.exitCode)
                .withReason(life.exitCode == 0 ? "Completed" : "Error")
                .withStartedAt(started)
                .withFinishedAt(stated(life.endedMillis))
                .endTerminated()
                .build();
    }

    private String stated(long trueMillis) {
        return second(trueMillis + clockAheadMillis);
    }

    /** Writes an instant as the API server keeps it: in whole seconds, rounded down. */
    static String second(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
