package io.xisuan.scheduler.demand;

/**
 * How close the workers of a gang must be, or had better be.
 *
 * @param required false when a wider spread is taken where the level has no room
 */
public record TopologyWish(TopologyLevel level, boolean required) {
    /** The whole gang at one site, wherever there. */
    public static final TopologyWish SITE = new TopologyWish(TopologyLevel.SITE, true);
}
