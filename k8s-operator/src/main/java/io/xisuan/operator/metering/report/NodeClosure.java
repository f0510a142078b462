package io.xisuan.operator.metering.report;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.NodeName;

/** The classes of the time of one resource of one node. */
public record NodeClosure(NodeName node, String resource, AcceleratorModel model, ClassSums sums) {}
