package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.live.LiveEvidence;
import io.xisuan.operator.metering.live.OwnerWord;
import io.xisuan.operator.observe.ObservedPod;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether the devices of a running gang did anything within an interval: idle only when every device of every worker is named by its
 * node's agent and was sampled without a gap, each sample below one percent. Whatever is missing makes it unseen, never idle.
 */
enum IdleSight {
    /** Every device is known, every sample is there, and none shows activity. */
    IDLE,
    /** A device worked. */
    BUSY,
    /** A device is not named, or a sample is missing. */
    UNSEEN;

    private static final int ACTIVE_PER_MILLE = 10;

    static IdleSight of(Intent intent, GangPods gang, LiveEvidence evidence, Interval within) {
        IdleSight all = gang.complete() ? IDLE : UNSEEN;
        for (ObservedPod pod : gang.pods()) {
            IdleSight one =
                    pod.node().isEmpty() ? UNSEEN : of(intent, pod, pod.node().get(), evidence, within);
            if (one == BUSY) {
                return BUSY;
            }
            all = one == UNSEEN ? UNSEEN : all;
        }
        return all;
    }

    private static IdleSight of(Intent intent, ObservedPod pod, NodeName node, LiveEvidence evidence, Interval within) {
        SortedSet<DeviceKey> devices = new TreeSet<>();
        for (OwnerWord word : evidence.owners(intent.site(), node, within)) {
            if (word.podUid().equals(pod.uid())) {
                devices.add(word.device());
            }
        }
        IdleSight all = devices.size() == intent.devicesPerWorker() ? IDLE : UNSEEN;
        for (DeviceKey device : devices) {
            EvidenceSummary said = evidence.summary(intent.site(), node, device, within);
            if (said.maxPerMille() >= ACTIVE_PER_MILLE) {
                return BUSY;
            }
            all = said.expected() == 0 || said.seen() < said.expected() ? UNSEEN : all;
        }
        return all;
    }
}
