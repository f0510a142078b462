package io.xisuan.scheduler.simulation;

/** A time during which a job ran at one site without a break. */
public record RunSpan(long fromMillis, long toMillis, String site) {}
