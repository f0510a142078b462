package io.xisuan.operator.loop;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import java.util.List;

/**
 * A node as operations look at it: what it has, who holds it, what is wrong with it, and why it sells no more.
 *
 * @param site empty where no site, or more than one, chooses the node
 * @param accelerator empty where it names none
 * @param devices that it offers
 * @param owner devices that pods hold which are not ours
 * @param sold devices that our jobs hold; one of which parts are held counts
 * @param free devices that nobody holds
 * @param faults what was found wrong lately
 * @param whyNotSold for people; empty when what is free is for sale, or nothing is free
 */
public record NodeStanding(
        String site,
        NodeName node,
        String accelerator,
        long devices,
        long owner,
        long sold,
        long free,
        List<Holder> holders,
        List<String> faults,
        String whyNotSold) {
    /**
     * A job that holds devices there.
     *
     * @param leaving whether it was told to leave
     */
    public record Holder(JobId job, String tenant, long devices, boolean leaving) {}

    public NodeStanding {
        holders = List.copyOf(holders);
        faults = List.copyOf(faults);
    }
}
