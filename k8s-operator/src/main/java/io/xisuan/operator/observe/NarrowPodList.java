package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** A page of a list of {@link NarrowPod}. */
public final class NarrowPodList extends DefaultKubernetesResourceList<NarrowPod> {
    private static final long serialVersionUID = 1L;
}
