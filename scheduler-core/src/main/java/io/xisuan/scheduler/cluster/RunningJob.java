package io.xisuan.scheduler.cluster;

import io.xisuan.model.JobId;

/** A job that holds capacity, and when it is expected to give it back; the cluster state knows where it is. */
public record RunningJob(JobId job, long expectedEndMillis) {}
