package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;

/** Gives the digest of the evidence that was read about a lane in an interval. */
@FunctionalInterface
public interface EvidenceDigests {
    /** Returns a SHA-256 in hex. */
    String digest(SiteId site, NodeName node, HeldLane lane, Interval interval);
}
