package io.xisuan.model;

/** The vendor's hardware id of one device (GPU UUID, vdie_id, serial): stable across restarts and slots. */
public record DeviceKey(String value) implements Comparable<DeviceKey> {
    public DeviceKey {
        value = Identifiers.checked(value, "device key");
    }

    @Override
    public int compareTo(DeviceKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
