package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** A page of a list of {@link NarrowSlice}. */
final class NarrowSliceList extends DefaultKubernetesResourceList<NarrowSlice> {
    private static final long serialVersionUID = 1L;
}
