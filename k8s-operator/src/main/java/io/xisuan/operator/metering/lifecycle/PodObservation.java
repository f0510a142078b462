package io.xisuan.operator.metering.lifecycle;

/** One edge of one pod as it was observed; the same edge may be observed any number of times and in any order. */
public record PodObservation(PodIdentity pod, PodEdge edge) {}
