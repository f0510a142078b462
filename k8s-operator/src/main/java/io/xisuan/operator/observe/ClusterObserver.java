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
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
public final class ClusterObserver implements ClusterView, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterObserver.class);
    private static final String LEASES = "kube-node-lease";
    /** How soon what never succeeded is tried again. */
    private static final long FIRST_RETRY_MILLIS = 1_000;

    private final KubernetesClient client;
    private final ClusterId cluster;
    private final ObserveOptions options;
    private final Changes changes;
    private final OwnPods own;
    private final ForeignPods foreign;
    private final ClusterNodes nodes;
    private final ClaimedDevices claimed;
    private final Failures failures;
    private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();

    /** Whether it is known if claims are served; until then a node of a DRA driver would look as if it had no devices. */
    private volatile boolean soughtClaims;

    /** Whether leases were listed; until then a node that goes would leave no word of when it was last well. */
    private volatile boolean listedLeases;

    private Optional<SharedIndexInformer<Namespace>> namespaces = Optional.empty();
    private final ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("leases").factory());
    private volatile Optional<ScheduledFuture<?>> nextLeases = Optional.empty();
    private volatile Optional<ObservedCluster> last = Optional.empty();

    private ClusterObserver(KubernetesClient client, ClusterId cluster, ObserveOptions options, Runnable onChange) {
        this.client = client;
        this.cluster = cluster;
        this.options = options;
        this.changes = new Changes(onChange);
        this.foreign = new ForeignPods(changes);
        this.own = new OwnPods(changes, foreign, options.maxGone());
        this.nodes = new ClusterNodes(changes);
        this.claimed = new ClaimedDevices(changes);
        this.failures = new Failures(options.clock());
    }

    /**
     * Has a client read what it watches of pods and nodes by what is kept of them here. Else the client library reads each event as a whole
     * pod and makes the narrow one of that, at several times the cost. For a client with which nobody watches whole pods or nodes; what is
     * asked for by its type (get, list) stays whole.
     */
    public static void readNarrowly(KubernetesClient client) {
        KubernetesSerialization reading = client.getKubernetesSerialization();
        reading.registerKubernetesResource("v1", "Pod", NarrowPod.class);
        reading.registerKubernetesResource("v1", "Node", NarrowNode.class);
        reading.registerKubernetesResource("resource.k8s.io/v1", "ResourceClaim", NarrowClaim.class);
        reading.registerKubernetesResource("resource.k8s.io/v1", "ResourceSlice", NarrowSlice.class);
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
        leases.execute(this::askOften);
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

    private void askOften() {
        try {
            seekClaims();
            listLeases();
        } finally {
            askLater();
        }
    }

    private void askLater() {
        long period = options.leasePeriod().toMillis();
        long delay = soughtClaims && listedLeases ? period : Math.min(period, FIRST_RETRY_MILLIS);
        if (!leases.isShutdown()) {
            nextLeases = Optional.of(leases.schedule(this::askOften, delay, TimeUnit.MILLISECONDS));
        }
    }

    /** Watches slices and claims from when the API server serves them; it is asked again until it does. */
    private void seekClaims() {
        boolean watched = informers.stream().anyMatch(informer -> informer.getApiTypeClass() == NarrowSlice.class);
        if (watched) {
            return;
        }
        try {
            if (servesClaims()) {
                begin(client.resources(NarrowSlice.class, NarrowSliceList.class), claimed.slices());
                begin(client.resources(NarrowClaim.class, NarrowClaimList.class).inAnyNamespace(), claimed.claims());
            }
            soughtClaims = true;
            changes.happened();
        } catch (KubernetesClientException e) {
            failures.failed(e);
        }
    }

    private boolean servesClaims() {
        try {
            return client.raw("/apis/resource.k8s.io/v1") != null;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private void listLeases() {
        try {
            Map<String, NodeLease> renewals = new TreeMap<>();
            for (Lease lease : client.leases().inNamespace(LEASES).list().getItems()) {
                NodeLease.of(lease)
                        .ifPresent(known -> renewals.put(lease.getMetadata().getName(), known));
            }
            nodes.renewed(renewals);
            if (!listedLeases) {
                listedLeases = true;
                changes.happened();
            }
        } catch (KubernetesClientException e) {
            LOG.warn("the leases of {} cannot be listed: {}", cluster, e.getMessage());
            failures.failed(e);
        }
    }

    /** Whether everything was listed at least once and every watch is open. */
    public boolean synced() {
        return soughtClaims
                && listedLeases
                && informers.stream().allMatch(informer -> informer.hasSynced() && informer.isWatching());
    }

    @Override
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
                nodes.nodes(foreign, claimed, own::uids),
                own.pods().stream().map(claimed::resolved).toList(),
                own.gone().stream().map(claimed::resolved).toList(),
                own.unreadable(),
                foreign.waiting(),
                tenants(),
                foreign.wishes());
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

    @Override
    public void acknowledge(Set<String> uids) {
        own.acknowledge(uids);
    }

    @Override
    public ObserverHealth health() {
        boolean synced = synced();
        return new ObserverHealth(
                synced, failures.count(), failures.last(), synced ? OptionalLong.empty() : failures.sinceMillis());
    }

    @Override
    public void close() {
        nextLeases.ifPresent(next -> next.cancel(false));
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
