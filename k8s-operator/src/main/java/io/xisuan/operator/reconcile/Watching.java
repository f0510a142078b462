package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One go at watching every kind: the framework's informers and reconcilers, which cannot be begun again once one of them ended. */
final class Watching implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final int THREADS = 8;

    /** Who hears of a change, and that the watch of a kind ended with an error. */
    record Ears(Runnable changed, Runnable ended) {}

    /** Which kind's watch ended first, and by what. */
    record Ended(Class<?> kind, Throwable error) {}

    /** Gives reconcilers the resources as they are in the store. */
    private static final class Same implements Cloner {
        @Override
        public <R extends HasMetadata> R clone(R resource) {
            return resource;
        }
    }

    private Optional<Ended> ended = Optional.empty();
    private final Kinds kinds;
    private final Operator operator;

    private Watching(KubernetesClient client, StatusBoard board, StatusWriter writer, Ears ears, Duration syncTimeout) {
        Kinds.known(client.getKubernetesSerialization());
        this.kinds = new Kinds(ears.changed(), board, writer);
        this.operator = new Operator(settings -> settings.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                // Nobody changes what was read: a copy for each look would be as dear as reading it again.
                .withResourceCloner(new Same())
                .withCacheSyncTimeout(syncTimeout)
                .withReconciliationTerminationTimeout(STOP_TIMEOUT)
                .withInformerStoppedHandler((informer, error) -> {
                    if (error != null) {
                        note(new Ended(informer.getApiTypeClass(), error));
                        ears.ended().run();
                    }
                }));
        kinds.ofOurs().values().forEach(kind -> kind.register(operator, settings -> {}));
        kinds.namespaces().register(operator, settings -> settings.withLabelSelector(Marks.TENANT));
    }

    /**
     * Returns once every kind is known.
     *
     * @throws OperatorException when one cannot be listed in time; nothing is watched then
     */
    static Watching start(
            KubernetesClient client, StatusBoard board, StatusWriter writer, Ears ears, Duration syncTimeout) {
        Watching watching = new Watching(client, board, writer, ears, syncTimeout);
        try {
            watching.operator.start();
            return watching;
        } catch (OperatorException e) {
            watching.close();
            throw e;
        }
    }

    Wishes read(long generation) {
        SortedMap<String, String> tenants = new TreeMap<>();
        kinds.namespaces()
                .all()
                .forEach(namespace -> tenants.put(
                        namespace.getMetadata().getName(),
                        namespace.getMetadata().getLabels().get(Marks.TENANT)));
        return new Wishes(
                generation,
                kinds.sites().all(),
                kinds.tenants().all(),
                kinds.tariffs().all(),
                kinds.programmes().all(),
                kinds.vouchers().all(),
                kinds.jobs().all(),
                kinds.inquiries().all(),
                tenants);
    }

    /** Returns the end of a kind's watch, after which nothing but another go sees all. */
    synchronized Optional<Ended> ended() {
        return ended;
    }

    private synchronized void note(Ended end) {
        ended = ended.or(() -> Optional.of(end));
    }

    void trigger(ResourceRef resource) {
        Map<?, ? extends WishReconciler<?>> ours = kinds.ofOurs();
        WishReconciler<?> reconciler = ours.get(resource.kind());
        if (reconciler != null) {
            reconciler.trigger(resource.namespace(), resource.name());
        }
    }

    @Override
    public void close() {
        operator.stop();
    }
}
