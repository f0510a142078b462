package io.xisuan.operator.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device plugin's id says of the device: which device a part belongs to, and whether its parts are equal replicas, so that
 * their number gives the share. Forms: NVIDIA k8s-device-plugin ({@code GPU-uuid::N}, {@code MIG-uuid}, formerly {@code
 * MIG-GPU-uuid/gi/ci}), GKE container-engine-accelerators ({@code nvidia0/gi7/vgpu1}), Ascend mind-cluster ({@code
 * Ascend910-2c-100-3}), HAMi ({@code GPU-uuid-N}, a place in a count that names no card).
 *
 * @param parent the device that it is a part of, empty where it is whole or the id does not say
 */
record DeviceId(String parent, Part part) {
    /** What of a device the id stands for. */
    enum Part {
        /** The whole of it. */
        WHOLE,
        /** One of several equal ones. */
        REPLICA,
        /** A slice whose size the id does not say exactly. */
        SLICE,
        /** A place in a count; which card it is, the pod's annotation says. */
        PLACE,
        /** Not known. */
        UNKNOWN
    }

    private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
    private static final Pattern OLD_MIG = Pattern.compile("MIG-(GPU-[^/]+)/\\d+/\\d+");
    private static final Pattern PLACE = Pattern.compile("GPU-" + UUID + "-\\d+");
    private static final Pattern VIRTUAL_NPU = Pattern.compile("(Ascend[0-9A-Za-z]+)-\\d+c[^-]*-\\d+-(\\d+)");
    private static final Pattern WHOLE =
            Pattern.compile("GPU-" + UUID + "|nvidia\\d+|Ascend[0-9A-Za-z]+-\\d+|davinci\\d+");

    /** Reads an id. */
    static DeviceId of(String id) {
        int replica = id.lastIndexOf("::");
        if (replica > 0) {
            return new DeviceId(id.substring(0, replica), Part.REPLICA);
        }
        int gke = id.lastIndexOf('/');
        if (id.startsWith("nvidia") && gke > 0) {
            return new DeviceId(id.substring(0, gke), id.startsWith("vgpu", gke + 1) ? Part.REPLICA : Part.SLICE);
        }
        Matcher mig = OLD_MIG.matcher(id);
        if (mig.matches()) {
            return new DeviceId(mig.group(1), Part.SLICE);
        }
        Matcher npu = VIRTUAL_NPU.matcher(id);
        if (npu.matches()) {
            return new DeviceId(npu.group(1) + "-" + npu.group(2), Part.SLICE);
        }
        if (id.startsWith("MIG-")) {
            return new DeviceId("", Part.SLICE);
        }
        if (PLACE.matcher(id).matches()) {
            return new DeviceId("", Part.PLACE);
        }
        return new DeviceId("", WHOLE.matcher(id).matches() ? Part.WHOLE : Part.UNKNOWN);
    }
}
