package io.xisuan.operator.agent;

/**
 * What a kubelet's pod-resources answer depends on, by the release in which it came.
 *
 * <p>v1 and GetAllocatableResources: KEP-2403 and its feature gate, on by default since 1.23. DRA and sidecars: since 1.29 to 1.34 on by
 * default. Only active pods: KubeletPodResourcesListUseActivePods, kubernetes pull request 132028.
 */
public enum KubeletGeneration {
    /** Serves v1alpha1 alone. */
    V1_15(false, Allocatable.UNKNOWN_METHOD, true, false),
    /** Serves v1 with List alone. */
    V1_20(true, Allocatable.UNKNOWN_METHOD, true, false),
    /** Knows GetAllocatableResources and refuses it by its feature gate. */
    V1_21(true, Allocatable.DISABLED, true, false),
    V1_23(true, Allocatable.SERVED, true, false),
    V1_27(true, Allocatable.SERVED, true, false),
    /** Lists active pods alone, with sidecars and dynamic resources. */
    V1_34(true, Allocatable.SERVED, false, true);

    /** How it answers GetAllocatableResources. */
    enum Allocatable {
        UNKNOWN_METHOD,
        DISABLED,
        SERVED
    }

    private final boolean v1;
    private final Allocatable allocatable;
    private final boolean terminalListed;
    private final boolean dynamic;

    KubeletGeneration(boolean v1, Allocatable allocatable, boolean terminalListed, boolean dynamic) {
        this.v1 = v1;
        this.allocatable = allocatable;
        this.terminalListed = terminalListed;
        this.dynamic = dynamic;
    }

    boolean servesV1() {
        return v1;
    }

    Allocatable allocatable() {
        return allocatable;
    }

    boolean listsTerminalPods() {
        return terminalListed;
    }

    boolean dynamicResourcesAndSidecars() {
        return dynamic;
    }
}
