package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;

/** A page of a list of {@link NarrowClaim}. */
final class NarrowClaimList extends DefaultKubernetesResourceList<NarrowClaim> {
    private static final long serialVersionUID = 1L;
}
