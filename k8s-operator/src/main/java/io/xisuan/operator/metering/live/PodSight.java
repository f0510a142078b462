package io.xisuan.operator.metering.live;

import io.xisuan.operator.observe.ObservedPod;
import java.util.OptionalLong;

/**
 * A pod as it is seen now, with what its surroundings say.
 *
 * @param gone its object no longer exists; {@code pod} is how it was last seen
 * @param lostLeaseMillis the last renewal of its node's lease, once the node was lost with the pod on it
 */
record PodSight(ObservedPod pod, boolean gone, NodeSight node, OptionalLong lostLeaseMillis) {}
