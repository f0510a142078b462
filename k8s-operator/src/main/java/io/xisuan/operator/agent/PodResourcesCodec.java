package io.xisuan.operator.agent;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the messages of k8s.io/kubelet/pkg/apis/podresources/v1/api.proto, of which v1alpha1 is a part with the same numbers. Written
 * by hand over protobuf's own reader, because six messages are less than a code generator in the build; unknown fields are skipped.
 */
final class PodResourcesCodec {
    private PodResourcesCodec() {}

    /** Takes one length-delimited field, or says that it does not know it. */
    private interface Field {
        boolean read(int number, CodedInputStream in) throws IOException;
    }

    /** Reads a ListPodResourcesResponse. */
    static List<PodResources> pods(byte[] message) throws IOException {
        List<PodResources> pods = new ArrayList<>();
        each(message, (number, in) -> number == 1 && pods.add(pod(in.readByteArray())));
        return List.copyOf(pods);
    }

    /** Reads the devices of an AllocatableResourcesResponse. */
    static List<ContainerDevices> allocatable(byte[] message) throws IOException {
        List<ContainerDevices> devices = new ArrayList<>();
        each(message, (number, in) -> number == 1 && devices.add(devices(in.readByteArray())));
        return List.copyOf(devices);
    }

    private static PodResources pod(byte[] message) throws IOException {
        Texts texts = new Texts();
        List<ContainerResources> containers = new ArrayList<>();
        each(message, (number, in) -> switch (number) {
            case 1, 2 -> texts.set(number, in);
            case 3 -> containers.add(container(in.readByteArray()));
            default -> false;
        });
        return new PodResources(texts.get(2), texts.get(1), containers);
    }

    private static ContainerResources container(byte[] message) throws IOException {
        Texts texts = new Texts();
        List<ContainerDevices> devices = new ArrayList<>();
        List<DynamicClaim> claims = new ArrayList<>();
        each(message, (number, in) -> switch (number) {
            case 1 -> texts.set(number, in);
            case 2 -> devices.add(devices(in.readByteArray()));
            case 5 -> claims.add(claim(in.readByteArray()));
            default -> false;
        });
        return new ContainerResources(texts.get(1), devices, claims);
    }

    private static ContainerDevices devices(byte[] message) throws IOException {
        Texts texts = new Texts();
        List<String> ids = new ArrayList<>();
        each(message, (number, in) -> switch (number) {
            case 1 -> texts.set(number, in);
            case 2 -> ids.add(in.readStringRequireUtf8());
            default -> false;
        });
        return new ContainerDevices(texts.get(1), ids);
    }

    private static DynamicClaim claim(byte[] message) throws IOException {
        Texts texts = new Texts();
        List<ClaimedDevice> devices = new ArrayList<>();
        each(message, (number, in) -> switch (number) {
            case 2, 3 -> texts.set(number, in);
            case 4 -> devices.add(claimed(in.readByteArray()));
            default -> false;
        });
        return new DynamicClaim(texts.get(3), texts.get(2), devices);
    }

    private static ClaimedDevice claimed(byte[] message) throws IOException {
        Texts texts = new Texts();
        List<String> names = new ArrayList<>();
        each(message, (number, in) -> switch (number) {
            case 1 -> names.add(cdi(in.readByteArray()));
            case 2, 3, 4, 5 -> texts.set(number, in);
            default -> false;
        });
        return new ClaimedDevice(texts.get(2), texts.get(3), texts.get(4), texts.get(5), names);
    }

    private static String cdi(byte[] message) throws IOException {
        Texts texts = new Texts();
        each(message, (number, in) -> number == 1 && texts.set(number, in));
        return texts.get(1);
    }

    private static void each(byte[] message, Field field) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (delimited && field.read(WireFormat.getTagFieldNumber(tag), in)) {
                continue;
            }
            if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that never began");
            }
        }
    }

    /** The texts of one message by field number; one that is not written is empty, as proto3 has it, and the last one counts. */
    private static final class Texts {
        private final String[] values = {"", "", "", "", "", ""};

        boolean set(int number, CodedInputStream in) throws IOException {
            values[number] = in.readStringRequireUtf8();
            return true;
        }

        String get(int number) {
            return values[number];
        }
    }
}
