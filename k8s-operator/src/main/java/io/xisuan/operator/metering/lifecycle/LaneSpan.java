package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;

/** One whole lane over one span: held by pods that are not ours, or not available. */
public record LaneSpan(NodeName node, String lane, Interval interval) {}
