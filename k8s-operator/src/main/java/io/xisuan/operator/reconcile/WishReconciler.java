package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * What all kinds share: a change of what is wished is signalled once, and the resource's status is brought up to what the
 * board says. Deletions arrive here too, without a finalizer, because the controller triggers on all events.
 *
 * @param <P> the kind
 */
abstract class WishReconciler<P extends HasMetadata> implements Reconciler<P> {
    private final SimpleInboundEventSource<P> verdicts = new SimpleInboundEventSource<>("verdicts");
    private final WishStore<P> store;

    WishReconciler(Runnable changed) {
        this.store = new WishStore<>(changed);
    }

    /** Registers the reconciler with a store of its own. */
    final void register(Operator operator, Consumer<ControllerConfigurationOverrider<P>> more) {
        operator.register(this, settings -> more.accept(settings.withItemStore(store)));
    }

    @Override
    public List<EventSource<?, P>> prepareEventSources(EventSourceContext<P> context) {
        return List.of(verdicts);
    }

    @Override
    public UpdateControl<P> reconcile(P resource, Context<P> context) {
        if (context.isPrimaryResourceDeleted()) {
            deleted(resource);
            return UpdateControl.noUpdate();
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

    /** Returns all resources of the kind, sorted by namespace and name; the same list as before when the same is wished. */
    final List<P> all() {
        return store.all();
    }
}
