package io.xisuan.operator.agent;

import io.xisuan.model.AcceleratorShare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the agent knows as a value of maps, lists, texts and numbers, for JSON and YAML; more than the metrics say, and nothing else. */
public final class OwnersJson {
    private OwnersJson() {}

    /**
     * Returns the document.
     *
     * @param nowMillis the node's time at which it is said, which makes ages of times
     */
    public static Map<String, Object> of(NodeFacts facts, NodeOwners known, long nowMillis) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("node", facts.node());
        document.put("bootId", facts.bootId());
        document.put("version", facts.version());
        document.put("kubelet", kubelet(known, nowMillis));
        document.put("apiServer", known.apiNote().isEmpty() ? "ok" : known.apiNote());
        document.put("owners", known.owners().stream().map(OwnersJson::owner).toList());
        document.put("ended", known.ended().stream().map(OwnersJson::pod).toList());
        document.put(
                "allocatable",
                known.allocatable().stream().map(OwnersJson::offered).toList());
        return document;
    }

    private static Map<String, Object> kubelet(NodeOwners known, long nowMillis) {
        Map<String, Object> kubelet = new LinkedHashMap<>();
        kubelet.put("up", known.kubeletUp());
        known.lastReadMillis().ifPresent(millis -> {
            kubelet.put("readMillis", millis);
            kubelet.put("ageMillis", Math.max(0, nowMillis - millis));
        });
        switch (known.kubelet()) {
            case KubeletView.Read read -> {
                kubelet.put("api", read.api());
                kubelet.put("allocatable", read.allocatable().isPresent() ? "served" : read.allocatableNote());
                kubelet.put("pods", read.pods().size());
            }
            case KubeletView.Failed failed -> {
                kubelet.put("fault", failed.fault().name());
                kubelet.put("detail", failed.detail());
            }
        }
        return kubelet;
    }

    private static Map<String, Object> owner(DeviceOwner owner) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("resource", owner.resource());
        line.put("device", owner.device());
        line.put("parent", owner.parent());
        line.put("share", owner.share().map(AcceleratorShare::toString).orElse(""));
        line.putAll(pod(owner.pod()));
        line.put("container", owner.container());
        line.put("uid", owner.confirmedUid().orElse(""));
        if (owner.verdict() == UidVerdict.LAST_KNOWN) {
            line.put("lastKnownUid", owner.uid().orElse(""));
        }
        line.put("uidVerdict", owner.verdict().name());
        return line;
    }

    private static Map<String, Object> pod(PodName name) {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("namespace", name.namespace());
        pod.put("pod", name.name());
        return pod;
    }

    private static Map<String, Object> offered(ContainerDevices offered) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("resource", offered.resource());
        List<String> devices = new ArrayList<>(offered.ids());
        line.put("devices", devices);
        return line;
    }
}
