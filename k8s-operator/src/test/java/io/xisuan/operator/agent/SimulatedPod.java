package io.xisuan.operator.agent;

import java.util.List;

/**
 * A pod as a simulated kubelet knows it.
 *
 * @param terminal whether it succeeded or failed; older kubelets list it all the same
 */
public record SimulatedPod(String namespace, String name, boolean terminal, List<SimulatedContainer> containers) {
    public SimulatedPod {
        containers = List.copyOf(containers);
    }

    /** Returns a running pod of one container that holds devices of one resource. */
    public static SimulatedPod holding(String namespace, String name, String resource, String... ids) {
        return new SimulatedPod(namespace, name, false, List.of(SimulatedContainer.holding("worker", resource, ids)));
    }

    /** Returns the pod after its end. */
    public SimulatedPod ended() {
        return new SimulatedPod(namespace, name, true, containers);
    }
}
