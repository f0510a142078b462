package io.xisuan.operator.device;

import io.xisuan.model.Vendor;
import java.util.Arrays;
import java.util.Optional;

/** What DRA drivers of the makers call themselves; a driver's class of whole devices has the driver's name. */
public final class DraNames {
    /** Under which name the devices of a node are counted that are allocated to claims of others. */
    public static final String HELD = "resource.k8s.io/devices";

    private DraNames() {}

    /** Returns the driver of a maker's whole devices, of those that we know one of. */
    public static Optional<String> driver(Vendor vendor) {
        return switch (vendor) {
            case NVIDIA -> Optional.of("gpu.nvidia.com");
            case HUAWEI, HYGON, CAMBRICON -> Optional.empty();
        };
    }

    /** Whether a driver gives out accelerators that we sell; drivers of network adapters and the like do not. */
    public static boolean isKnown(String driver) {
        return Arrays.stream(Vendor.values()).anyMatch(vendor -> driver(vendor).equals(Optional.of(driver)));
    }
}
