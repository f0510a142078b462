package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** A page of a list of {@link NarrowNode}. */
final class NarrowNodeList extends DefaultKubernetesResourceList<NarrowNode> {
    private static final long serialVersionUID = 1L;
}
