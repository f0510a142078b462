package io.xisuan.operator.metering.evidence;

/** What an exporter can know, and so what its words are good for. */
public enum Truth {
    /** It reads the devices; its pod labels corroborate owners. */
    DEVICE,
    /** It tells what a scheduler gave away, on the whole cluster; nothing of the devices themselves. */
    ALLOCATION,
    /** It repeats what the API server or a kubelet holds about pods; nothing of devices. */
    REQUESTS,
    /** The node's own word: which device the kubelet gave to which container. */
    AGENT
}
