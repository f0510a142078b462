package io.xisuan.operator.metering.simulated;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Simulated nodes on a real API server: their objects, their leases, and a kubelet each. What truly happened stands in each
 * node's world; what the API server is told of it is in whole seconds.
 *
 * <p>The leases are held from before the nodes exist, so that kwok leaves nodes and pods alone.
 */
public final class LiveNodes implements AutoCloseable {
    /** What a node says of the exporters that run on it. */
    public static final String EXPORTERS = "xisuan.io/exporters";

    private static final String LEASES = "kube-node-lease";
    private static final String HOLDER = "simulated-kubelet";

    private final KubernetesClient client;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kubelets").factory());
    private final TreeMap<String, NodeLife> nodes = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final SharedIndexInformer<Pod> pods;

    /** Begins to watch pods. Leases are renewed every so many milliseconds. */
    public LiveNodes(KubernetesClient client, long renewMillis) {
        this.client = client;
        this.pods = client.pods().inAnyNamespace().inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                soon(() -> of(pod, life -> life.seen(pod)));
            }

            @Override
            public void onUpdate(Pod old, Pod pod) {
                soon(() -> of(pod, life -> life.seen(pod)));
            }

            @Override
            public void onDelete(Pod pod, boolean unknown) {
                soon(() -> of(pod, life -> life.gone(pod)));
            }
        });
        var unused = thread.scheduleWithFixedDelay(
                () -> guarded(this::renewAll), renewMillis, renewMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * Creates the node with these labels and makes it ready.
     *
     * @param clockAheadMillis how far the node's clock is ahead of the true one
     */
    public void join(SimulatedNode node, SortedMap<String, String> labels, long clockAheadMillis) {
        NodeLife life = new NodeLife(client, node.world(), this::later, clockAheadMillis);
        client.leases()
                .inNamespace(LEASES)
                .resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withName(node.name())
                        .endMetadata()
                        .withNewSpec()
                        .withHolderIdentity(HOLDER)
                        .withLeaseDurationSeconds(86_400)
                        .withRenewTime(nowOf(life))
                        .endSpec()
                        .build())
                .create();
        client.nodes().resource(object(node, labels)).create();
        synchronized (nodes) {
            nodes.put(node.name(), life);
        }
        soon(() -> pods.getStore().list().forEach(pod -> of(pod, known -> known.seen(pod))));
    }

    private void ready(String node) {
        NodeLife.insist(() -> client.nodes()
                .withName(node)
                .editStatus(created -> new NodeBuilder(created)
                        .editOrNewStatus()
                        .removeMatchingFromConditions(condition -> "Ready".equals(condition.getType()))
                        .addToConditions(readyNow())
                        .endStatus()
                        .build()));
    }

    private static NodeCondition readyNow() {
        return new NodeConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .withLastHeartbeatTime(NodeLife.second(System.currentTimeMillis()))
                .withLastTransitionTime(NodeLife.second(System.currentTimeMillis()))
                .build();
    }

    private static Node object(SimulatedNode node, SortedMap<String, String> labels) {
        Map<String, Quantity> capacity = new LinkedHashMap<>();
        capacity.put("cpu", new Quantity("128"));
        capacity.put("memory", new Quantity("1024Gi"));
        capacity.put("pods", new Quantity("110"));
        capacity.put(
                node.world().make().resource(),
                new Quantity(Integer.toString(
                        node.world().readings(System.currentTimeMillis()).size())));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(node.name())
                .withLabels(labels)
                .addToAnnotations(EXPORTERS, node.announcement())
                .endMetadata()
                .withNewStatus()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .addToConditions(readyNow())
                .endStatus()
                .build();
    }

    /** The node loses power or network: its lease is not renewed and nothing is reported, while its containers go on. */
    public void silence(SimulatedNode node) {
        soon(() -> life(node.name()).silence());
    }

    /** The node is heard again and reports what happened meanwhile. */
    public void hear(SimulatedNode node) {
        soon(() -> {
            life(node.name()).hear();
            pods.getStore().list().forEach(pod -> of(pod, known -> known.seen(pod)));
            renew(node.name(), life(node.name()));
            ready(node.name());
        });
    }

    /** Returns what went wrong on the kubelets' side; a test is worth nothing while there is any. */
    public List<String> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    private void of(Pod pod, Consumer<NodeLife> deed) {
        String name = pod.getSpec().getNodeName();
        NodeLife life;
        synchronized (nodes) {
            life = name == null ? null : nodes.get(name);
        }
        if (life != null) {
            deed.accept(life);
        }
    }

    private NodeLife life(String node) {
        synchronized (nodes) {
            NodeLife life = nodes.get(node);
            if (life == null) {
                throw new IllegalStateException("No node %s has joined".formatted(node));
            }
            return life;
        }
    }

    private void renewAll() {
        Map<String, NodeLife> all;
        synchronized (nodes) {
            all = new TreeMap<>(nodes);
        }
        all.forEach(this::renew);
    }

    private void renew(String node, NodeLife life) {
        if (!life.silent()) {
            NodeLife.insist(() -> client.leases()
                    .inNamespace(LEASES)
                    .withName(node)
                    .edit(lease -> new LeaseBuilder(lease)
                            .editSpec()
                            .withRenewTime(nowOf(life))
                            .endSpec()
                            .build()));
        }
    }

    private static ZonedDateTime nowOf(NodeLife life) {
        return Instant.ofEpochMilli(life.clockMillis())
                .truncatedTo(ChronoUnit.MILLIS)
                .atZone(ZoneOffset.UTC);
    }

    private void soon(Runnable deed) {
        later(0, deed);
    }

    private void later(long millis, Runnable deed) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(() -> guarded(deed), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void guarded(Runnable deed) {
        try {
            deed.run();
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) {
                synchronized (problems) {
                    problems.add(e.toString());
                }
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        pods.close();
    }
}
