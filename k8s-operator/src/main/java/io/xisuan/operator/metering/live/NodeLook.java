package io.xisuan.operator.metering.live;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.lifecycle.NodeState;

/**
 * What one look says of one resource of one node of a site.
 *
 * @param nodeUid tells apart two machines of one name
 * @param healthy how many devices the node offers
 * @param foreign how many of them pods hold that are not ours
 */
public record NodeLook(
        SiteId site,
        NodeName node,
        String nodeUid,
        String resource,
        AcceleratorModel model,
        AcceleratorShare laneShare,
        int healthy,
        int foreign,
        NodeState state) {
    public NodeLook {
        if (healthy < 0 || foreign < 0 || resource.isBlank()) {
            throw new IllegalArgumentException("Node %s cannot offer %d \"%s\" of which others hold %d"
                    .formatted(node, healthy, resource, foreign));
        }
    }
}
