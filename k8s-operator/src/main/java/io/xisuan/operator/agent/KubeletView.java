package io.xisuan.operator.agent;

import java.util.List;
import java.util.Optional;

/** What one read of the kubelet gave. */
public sealed interface KubeletView {
    /**
     * The kubelet's answer.
     *
     * @param readMillis when it was asked, by the node's clock; what it says was true then or later
     * @param api the version of the API that answered, {@code v1} or {@code v1alpha1}
     * @param allocatable what the plugins offer, where the kubelet says it
     * @param allocatableNote why it does not say it, empty where it does
     */
    record Read(
            long readMillis,
            String api,
            List<PodResources> pods,
            Optional<List<ContainerDevices>> allocatable,
            String allocatableNote)
            implements KubeletView {
        public Read {
            pods = List.copyOf(pods);
            allocatable = allocatable.map(List::copyOf);
        }
    }

    /** No answer, and why; absence is not freedom. */
    record Failed(long readMillis, KubeletFault fault, String detail) implements KubeletView {}

    /** Returns when the kubelet was asked. */
    long readMillis();
}
