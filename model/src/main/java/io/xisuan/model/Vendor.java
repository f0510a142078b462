package io.xisuan.model;

/** The maker of an accelerator; decides the device plugin's resource name and the origin that programmes ask for. */
public enum Vendor {
    NVIDIA("nvidia.com/gpu", false),
    HUAWEI("huawei.com/Ascend910", true),
    HYGON("hygon.com/dcu", true),
    CAMBRICON("cambricon.com/mlu", true);

    private final String resourceName;
    private final boolean domestic;

    Vendor(String resourceName, boolean domestic) {
        this.resourceName = resourceName;
        this.domestic = domestic;
    }

    /** Returns the extended resource that the vendor's device plugin advertises for whole devices. */
    public String resourceName() {
        return resourceName;
    }

    /** Returns whether programmes that speak of domestic accelerators (国产 or 自主) mean this vendor. */
    public boolean domestic() {
        return domestic;
    }
}
