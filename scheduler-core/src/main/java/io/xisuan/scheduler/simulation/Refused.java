package io.xisuan.scheduler.simulation;

/** A job that can never start on these machines, and why. */
public record Refused(TraceJob job, Never reason) {}
