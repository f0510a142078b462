/**
 * Observes one cluster: its nodes, our pods with every edge of their lives, and what the pods of others hold.
 *
 * <p>What is seen here is truth for metering, so it is copied from the API server's objects and never completed by a guess
 * or by our own clock. It keeps a few numbers of another's pod and not the pod; it decides nothing, acts on nothing, and
 * knows no custom resource and no money. Start reading at {@link io.xisuan.operator.observe.ClusterObserver}; what it
 * gives is an {@link io.xisuan.operator.observe.ObservedCluster}.
 */
@NullMarked
package io.xisuan.operator.observe;

import org.jspecify.annotations.NullMarked;
