/**
 * The node's own word: which container holds which device, read from the kubelet's pod-resources socket, with the uid of each pod
 * from the API server, served as metrics and JSON. It must not know metering, money or custom resources, nor load the
 * cluster client, because it runs on every node. Start at {@link
 * io.xisuan.operator.agent.PodResources}.
 */
@NullMarked
package io.xisuan.operator.agent;

import org.jspecify.annotations.NullMarked;
