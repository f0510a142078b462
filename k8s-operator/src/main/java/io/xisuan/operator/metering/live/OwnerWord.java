package io.xisuan.operator.metering.live;

import io.xisuan.model.DeviceKey;

/**
 * What a node's agent said of one pod and one device within an interval.
 *
 * @param polls how many polls named the pod as the device's owner
 * @param missed how many polls there should have been between the first and the last and did not name it, or were not there
 * @param firstMillis the first poll that named it
 * @param lastMillis the last one
 */
public record OwnerWord(
        DeviceKey device, String resource, String podUid, int polls, int missed, long firstMillis, long lastMillis) {}
