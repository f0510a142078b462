package io.xisuan.operator.metering.lifecycle;

/** The class of lane time that none of our jobs holds. */
public enum LaneClass {
    /** Pods hold it that are not ours. */
    BACKGROUND,
    /** Nobody holds it, and it could be used. */
    IDLE,
    /** The node was not ready. */
    NODE_NOT_READY,
    /** The site's operations took the node out of use. */
    NODE_CORDONED,
    /** The device plugin does not offer it. */
    DEVICE_UNHEALTHY,
    /** Nobody looked. */
    NOT_OBSERVED;

    /** Returns whether it counts as UNAVAILABLE, with its name as the reason. */
    public boolean unavailable() {
        return this != BACKGROUND && this != IDLE;
    }
}
