package io.xisuan.operator.metering.simulated;

/** The text of the node's agent as a kubelet's word would make it, for virtual time. */
final class AgentText {
    private static final String ALLOCATED = "xisuan_agent_device_allocated";
    private static final String UP = "xisuan_agent_kubelet_up";

    private AgentText() {}

    static String text(DeviceWorld world, long atMillis) {
        Lines lines = new Lines();
        lines.family("xisuan_agent_info", "gauge", "The agent and the node it speaks for.")
                .sample(
                        "xisuan_agent_info",
                        Lines.labels("version", "1", "node", world.node(), "boot_id", "boot-" + world.boot(atMillis)),
                        1);
        lines.family(UP, "gauge", "Whether the kubelet could be read.").sample(UP, "", 1);
        lines.family(ALLOCATED, "gauge", "A device that the kubelet gave to a container.");
        for (DeviceReading reading : world.readings(atMillis)) {
            for (PodRef pod : reading.owners()) {
                String device = Lines.labels(
                        "resource",
                        world.make().resource(),
                        "device",
                        reading.hardwareId(),
                        "parent",
                        "",
                        "share",
                        "1");
                String owner = Lines.labels(
                        "namespace",
                        pod.namespace(),
                        "pod",
                        pod.name(),
                        "pod_uid",
                        pod.uid(),
                        "container",
                        pod.container());
                lines.sample(ALLOCATED, Lines.join(device, owner), 1);
            }
        }
        return lines.toString();
    }
}
