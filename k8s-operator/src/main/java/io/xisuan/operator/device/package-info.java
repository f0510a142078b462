/**
 * How nodes offer accelerators, and what a worker asks for there: resource names of the makers, MIG instances, HAMi's shares, DRA claims,
 * and the part of a device that each comes to.
 *
 * <p>It must not know a custom resource, a client of Kubernetes, a price or a time. Start reading at {@link
 * io.xisuan.operator.device.NodeOffer} (what a node has) and {@link io.xisuan.operator.device.DeviceRequest} (what a pod asks for).
 */
@NullMarked
package io.xisuan.operator.device;

import org.jspecify.annotations.NullMarked;
