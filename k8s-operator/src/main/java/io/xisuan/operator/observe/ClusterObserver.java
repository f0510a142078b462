package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches one cluster: our pods of all phases, what the pods of others hold, the nodes, and (by listing) their leases.
 *
 * <p>Safe for many threads. What is lost while a watch is broken is found by the listing that follows it; an API server that does
 * not answer is asked again for ever, and until it answers the snapshot says that it is not synced.
 */
public final class ClusterObserver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterObserver.class);
    private static final String LEASES = "kube-node-lease";

    private final KubernetesClient client;
    private final ClusterId cluster;
    private final ObserveOptions options;
    private final Changes changes;
    private final OwnPods own;
    private final ForeignPods foreign;
    private final ClusterNodes nodes;
    private final Failures failures;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private Optional<SharedIndexInformer<Namespace>> namespaces = Optional.empty();
    private final ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("leases").factory());
    private Optional<ScheduledFuture<?>> leaseLists = Optional.empty();
    private volatile Optional<ObservedCluster> last = Optional.empty();

    private ClusterObserver(KubernetesClient client, ClusterId cluster, ObserveOptions options, Runnable onChange) {
        this.client = client;
        this.cluster = cluster;
        this.options = options;
        this.changes = new Changes(onChange);
        this.foreign = new ForeignPods(changes);
        this.own = new OwnPods(changes, foreign, options.maxGone());
        this.nodes = new ClusterNodes(changes);
        this.failures = new Failures(options.clock());
    }

    /**
     * Starts to watch and returns at once; {@link #synced} says when everything is known.
     *
     * @param onChange called after every change, in a thread of the watch; it must be quick and is best a wake-up call
     */
    public static ClusterObserver start(
            KubernetesClient client, ClusterId cluster, ObserveOptions options, Runnable onChange) {
        ClusterObserver observer = new ClusterObserver(client, cluster, options, onChange);
        observer.watch();
        return observer;
    }

    private void watch() {
        begin(
                client.resources(NarrowPod.class, NarrowPodList.class)
                        .inAnyNamespace()
                        .withLabel(Marks.JOB),
                own);
        begin(
                client.resources(NarrowPod.class, NarrowPodList.class)
                        .inAnyNamespace()
                        .withoutLabel(Marks.JOB)
                        .withoutField("status.phase", "Succeeded")
                        .withoutField("status.phase", "Failed"),
                foreign);
        begin(client.resources(NarrowNode.class, NarrowNodeList.class), nodes);
        if (options.namespaceTenants()) {
            namespaces = Optional.of(start(client.namespaces()
                    .withLabel(Marks.TENANT)
                    .runnableInformer(0)
                    .addEventHandler(new Told(changes))));
        }
        leaseLists = Optional.of(leases.scheduleWithFixedDelay(
                this::listLeases, 0, options.leasePeriod().toMillis(), TimeUnit.MILLISECONDS));
    }

    private <T extends HasMetadata> void begin(Informable<T> watched, ItemStore<T> store) {
        start(watched.withLimit((long) options.pageSize())
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(store));
    }

    private <T extends HasMetadata> SharedIndexInformer<T> start(SharedIndexInformer<T> informer) {
        informers.add(informer);
        informer.exceptionHandler((started, failure) -> {
            failures.failed(failure);
            return true;
        });
        // The stage fails only when the informer is stopped before it knew everything.
        informer.start().whenComplete((done, failure) -> changes.happened());
        return informer;
    }

    private void listLeases() {
        try {
            Map<String, Long> renewals = new TreeMap<>();
            for (Lease lease : client.leases().inNamespace(LEASES).list().getItems()) {
                if (lease.getSpec() != null && lease.getSpec().getRenewTime() != null) {
                    renewals.put(
                            lease.getMetadata().getName(),
                            lease.getSpec().getRenewTime().toInstant().toEpochMilli());
                }
            }
            nodes.renewed(renewals);
        } catch (KubernetesClientException e) {
            LOG.warn("the leases of {} cannot be listed: {}", cluster, e.getMessage());
            failures.failed(e);
        }
    }

    /** Whether everything was listed at least once and every watch is open. */
    public boolean synced() {
        return informers.stream().allMatch(informer -> informer.hasSynced() && informer.isWatching());
    }

    /** Returns what is known now. */
    public ObservedCluster snapshot() {
        long generation = changes.count();
        boolean synced = synced();
        Optional<ObservedCluster> known =
                last.filter(before -> before.generation() == generation && before.synced() == synced);
        if (known.isPresent()) {
            return known.get();
        }
        ObservedCluster seen = new ObservedCluster(
                cluster,
                generation,
                synced,
                nodes.nodes(foreign),
                own.pods(),
                own.gone(),
                own.unreadable(),
                foreign.waiting(),
                tenants());
        last = Optional.of(seen);
        return seen;
    }

    private SortedMap<String, String> tenants() {
        SortedMap<String, String> tenants = new TreeMap<>();
        namespaces.ifPresent(informer -> informer.getStore()
                .list()
                .forEach(namespace -> tenants.put(
                        namespace.getMetadata().getName(),
                        String.valueOf(namespace.getMetadata().getLabels().get(Marks.TENANT)))));
        return tenants;
    }

    /** Forgets pods that are gone, by uid, once their time is accounted for. */
    public void acknowledge(Set<String> uids) {
        own.acknowledge(uids);
    }

    /** Returns how the watches get on. */
    public ObserverHealth health() {
        boolean synced = synced();
        return new ObserverHealth(
                synced, failures.count(), failures.last(), synced ? OptionalLong.empty() : failures.sinceMillis());
    }

    @Override
    public void close() {
        leaseLists.ifPresent(lists -> lists.cancel(false));
        leases.shutdownNow();
        informers.forEach(SharedIndexInformer::stop);
    }

    /** Passes on that a namespace changed. */
    private record Told(Changes changes) implements ResourceEventHandler<Namespace> {
        @Override
        public void onAdd(Namespace added) {
            changes.happened();
        }

        @Override
        public void onUpdate(Namespace before, Namespace after) {
            changes.happened();
        }

        @Override
        public void onDelete(Namespace deleted, boolean finalStateUnknown) {
            changes.happened();
        }
    }
}
