package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all kinds share: a change of what is wished is signalled once, and the resource's status is brought up to what the
 * board says. Deletions arrive here too, without a finalizer, because the controller triggers on all events.
 *
 * @param <P> the kind
 */
abstract class WishReconciler<P extends HasMetadata> implements Reconciler<P> {
    private static final Comparator<HasMetadata> ORDER = Comparator.comparing((HasMetadata resource) ->
                    ResourceID.fromResource(resource).getNamespace().orElse(""))
            .thenComparing(resource -> resource.getMetadata().getName());

    private final Runnable changed;
    private final SimpleInboundEventSource<P> verdicts = new SimpleInboundEventSource<>("verdicts");
    private final Map<ResourceID, String> seen = new ConcurrentHashMap<>();
    private volatile Optional<IndexedResourceCache<P>> cache = Optional.empty();

    WishReconciler(Runnable changed) {
        this.changed = changed;
    }

    @Override
    public List<EventSource<?, P>> prepareEventSources(EventSourceContext<P> context) {
        cache = Optional.of(context.getPrimaryCache());
        return List.of(verdicts);
    }

    @Override
    public UpdateControl<P> reconcile(P resource, Context<P> context) {
        ResourceID id = ResourceID.fromResource(resource);
        if (context.isPrimaryResourceDeleted()) {
            seen.remove(id);
            changed.run();
            deleted(resource);
            return UpdateControl.noUpdate();
        }
        String stamp = stamp(resource);
        if (!stamp.equals(seen.put(id, stamp))) {
            changed.run();
        }
        return report(resource, context);
    }

    /** Brings the status up to date; kinds that are not ours have none to write. */
    abstract UpdateControl<P> report(P resource, Context<P> context);

    /** Forgets what is known of a deleted resource. */
    abstract void deleted(P resource);

    /** Has the resource reconciled again because something new is said of it. */
    final void trigger(String namespace, String name) {
        verdicts.propagateEvent(namespace.isEmpty() ? new ResourceID(name) : new ResourceID(name, namespace));
    }

    /** Returns all resources of the kind, sorted by namespace and name. */
    final List<P> all() {
        return cache.map(resources -> resources.list().sorted(ORDER).toList()).orElse(List.of());
    }

    private static String stamp(HasMetadata resource) {
        Long generation = resource.getMetadata().getGeneration();
        String version = generation == null ? resource.getMetadata().getResourceVersion() : generation.toString();
        return resource.getMetadata().getUid() + "/" + version;
    }
}
