package io.xisuan.scheduler.plan;

import io.xisuan.model.JobId;

/**
 * A running job that has to stop.
 *
 * @param lostDeviceMillis the harm: devices times what is lost of its work, since the last checkpoint and for the restart
 * @param graceMillis how long it gets to save itself
 * @param devices what its going frees
 */
public record Victim(JobId job, long lostDeviceMillis, long graceMillis, int devices) {}
