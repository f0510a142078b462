package io.xisuan.operator.agent;

import java.util.List;
import java.util.OptionalLong;

/**
 * A pod as the API server has it, as far as the agent needs it.
 *
 * @param node the node that it is bound to, empty before
 * @param startMillis {@code status.startTime}: when the kubelet accepted it, by the node's clock, cut to seconds
 * @param initContainers its init containers in order
 * @param containers its ordinary containers in order
 * @param hamiDevices the value of {@code hami.io/vgpu-devices-allocated}, empty without it
 */
public record ApiPod(
        PodName name,
        String uid,
        String node,
        String phase,
        OptionalLong startMillis,
        List<String> initContainers,
        List<String> containers,
        String hamiDevices) {
    public ApiPod {
        initContainers = List.copyOf(initContainers);
        containers = List.copyOf(containers);
    }

    /** Returns whether it ended; it holds nothing then, whatever the kubelet lists. */
    public boolean terminal() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
