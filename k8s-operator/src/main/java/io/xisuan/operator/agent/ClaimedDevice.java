package io.xisuan.operator.agent;

import java.util.List;

/**
 * A device that dynamic resource allocation gave to a container: driver, pool and device name identify it within the cluster.
 *
 * @param device its name in the pool's ResourceSlice, empty where the kubelet does not say it
 * @param shareId which part of the device's capacity, empty for a device of one claim
 * @param cdiNames the qualified names under which the runtime knows it
 */
public record ClaimedDevice(String driver, String pool, String device, String shareId, List<String> cdiNames) {
    public ClaimedDevice {
        cdiNames = List.copyOf(cdiNames);
    }
}
