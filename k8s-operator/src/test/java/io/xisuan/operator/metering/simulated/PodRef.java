package io.xisuan.operator.metering.simulated;

/** A container of a pod that holds devices. */
public record PodRef(String namespace, String name, String uid, String container) {}
