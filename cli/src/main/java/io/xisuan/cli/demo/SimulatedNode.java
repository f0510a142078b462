package io.xisuan.cli.demo;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One node of the demo's world: its devices and who holds each. It stands for the kubelet, which picks the device ids; the
 * scheduler plans counts only.
 */
final class SimulatedNode {
    /** A pod as the node sees it. */
    record Pod(String namespace, String name, String uid, boolean owner) {}

    private static final Pod NOBODY = new Pod("", "", "", false);

    private final SiteId site;
    private final NodeName name;
    private final AcceleratorModel model;
    private final List<DeviceKey> keys;
    private final Pod[] holders;

    SimulatedNode(SiteId site, NodeName name, AcceleratorModel model, int devices) {
        this.site = site;
        this.name = name;
        this.model = model;
        this.keys = deviceKeys(site, name, model, devices);
        this.holders = new Pod[devices];
        Arrays.fill(holders, NOBODY);
    }

    SiteId site() {
        return site;
    }

    NodeName name() {
        return name;
    }

    AcceleratorModel model() {
        return model;
    }

    int devices() {
        return holders.length;
    }

    DeviceKey key(int device) {
        return keys.get(device);
    }

    Pod holder(int device) {
        return holders[device];
    }

    boolean idle(int device) {
        return holders[device].equals(NOBODY);
    }

    /**
     * Gives the pod so many devices, lowest index first, as the kubelet does.
     *
     * @throws IllegalStateException when the node has fewer free: a plan over-allocated it
     */
    List<Integer> allocate(Pod pod, int count) {
        List<Integer> given = new ArrayList<>();
        for (int device = 0; device < holders.length && given.size() < count; device++) {
            if (idle(device)) {
                holders[device] = pod;
                given.add(device);
            }
        }
        if (given.size() < count) {
            throw new IllegalStateException("Node %s of %s has %d free devices, pod %s wants %d"
                    .formatted(name, site, given.size(), pod.name(), count));
        }
        return List.copyOf(given);
    }

    void release(Pod pod) {
        for (int device = 0; device < holders.length; device++) {
            if (holders[device].uid().equals(pod.uid())) {
                holders[device] = NOBODY;
            }
        }
    }

    private static List<DeviceKey> deviceKeys(SiteId site, NodeName name, AcceleratorModel model, int devices) {
        List<DeviceKey> keys = new ArrayList<>();
        for (int device = 0; device < devices; device++) {
            String seed = site + "/" + name + "/" + device;
            UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
            keys.add(new DeviceKey(hardwareId(model, id)));
        }
        return List.copyOf(keys);
    }

    /** Returns the id in the vendor's own form: a GPU UUID, or a vdie_id of five groups. */
    private static String hardwareId(AcceleratorModel model, UUID id) {
        if (model.vendor() == Vendor.NVIDIA) {
            return "GPU-" + id;
        }
        String digits = id.toString().replace("-", "").toUpperCase(Locale.ROOT);
        return "%s-%s-%s-%s-%s"
                .formatted(
                        digits.substring(0, 8),
                        digits.substring(8, 16),
                        digits.substring(16, 24),
                        digits.substring(24, 32),
                        digits.substring(4, 12));
    }
}
