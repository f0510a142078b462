/**
 * Watches the custom resources of one cluster and hands what they say to the loop.
 *
 * <p>One reconciler a kind, on the Java Operator SDK: its informers are the cache, its reconcile calls are the signal that
 * something changed and the moment at which a resource's status may be written. Reconcilers never decide, price or place,
 * and never compute a verdict: the loop does, and publishes it on the {@link io.xisuan.operator.report.StatusBoard}. Start
 * reading at {@link io.xisuan.operator.reconcile.WishWatcher}.
 */
@NullMarked
package io.xisuan.operator.reconcile;

import org.jspecify.annotations.NullMarked;
