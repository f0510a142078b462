package io.xisuan.operator.agent;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the messages of k8s.io/kubelet/pkg/apis/podresources/v1/api.proto as a server does, also the fields that we do not read. */
final class PodResourcesWire {
    private PodResourcesWire() {}

    /** Writes the fields of one message. */
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] list(List<PodResources> pods) {
        return message(out -> {
            for (PodResources pod : pods) {
                out.writeByteArray(1, pod(pod));
            }
        });
    }

    static byte[] allocatable(List<ContainerDevices> devices) {
        return message(out -> {
            for (ContainerDevices held : devices) {
                out.writeByteArray(1, devices(held));
            }
            out.writeByteArray(2, new byte[] {0, 1, 2, 3});
            out.writeByteArray(3, memory());
        });
    }

    private static byte[] pod(PodResources pod) {
        return message(out -> {
            out.writeString(1, pod.name());
            out.writeString(2, pod.namespace());
            for (ContainerResources container : pod.containers()) {
                out.writeByteArray(3, container(container));
            }
        });
    }

    private static byte[] container(ContainerResources container) {
        return message(out -> {
            out.writeString(1, container.name());
            for (ContainerDevices held : container.devices()) {
                out.writeByteArray(2, devices(held));
            }
            out.writeByteArray(3, new byte[] {4, 5});
            out.writeByteArray(4, memory());
            for (DynamicClaim claim : container.claims()) {
                out.writeByteArray(5, claim(claim));
            }
        });
    }

    /** Real kubelets write one entry for each device and NUMA node; here it is one for each resource, which readers must take as well. */
    private static byte[] devices(ContainerDevices held) {
        return message(out -> {
            out.writeString(1, held.resource());
            for (String id : held.ids()) {
                out.writeString(2, id);
            }
            out.writeByteArray(
                    3, message(topology -> topology.writeByteArray(1, message(node -> node.writeInt64(1, 1)))));
        });
    }

    private static byte[] memory() {
        return message(out -> {
            out.writeString(1, "memory");
            out.writeUInt64(2, 270_582_939_648L);
        });
    }

    private static byte[] claim(DynamicClaim claim) {
        return message(out -> {
            out.writeString(2, claim.name());
            out.writeString(3, claim.namespace());
            for (ClaimedDevice device : claim.devices()) {
                out.writeByteArray(4, claimed(device));
            }
        });
    }

    private static byte[] claimed(ClaimedDevice device) {
        return message(out -> {
            for (String name : device.cdiNames()) {
                out.writeByteArray(1, message(cdi -> cdi.writeString(1, name)));
            }
            out.writeString(2, device.driver());
            out.writeString(3, device.pool());
            out.writeString(4, device.device());
            if (!device.shareId().isEmpty()) {
                out.writeString(5, device.shareId());
            }
        });
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
