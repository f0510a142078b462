/**
 * Which node, and which device of it, a worker goes to: named policies that score one node for one worker.
 *
 * <p>A score depends on the state of that node and on the worker alone, so that whoever keeps scores renews only those of nodes that
 * changed; equal scores are decided by a fixed rank of the nodes. It must not know prices, queues, time or whether a worker fits.
 * Start reading at {@link io.xisuan.scheduler.placement.policy.NodePolicy}.
 */
@NullMarked
package io.xisuan.scheduler.placement.policy;

import org.jspecify.annotations.NullMarked;
