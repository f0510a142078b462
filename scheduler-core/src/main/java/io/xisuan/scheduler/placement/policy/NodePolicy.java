package io.xisuan.scheduler.placement.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The policies that there are. All but {@link #XISUAN} are those compared in "Beware of Fragmentation" (Weng et al., USENIX ATC'23),
 * with their scores as published; where they normalise scores over the feasible nodes, the normalisation keeps the order and is
 * left out.
 */
public enum NodePolicy {
    /** Any node, drawn anew for each choice, and any device of it. */
    RANDOM,
    /** The least dot product of what is free and what is asked for (Tetris, SIGCOMM'14, as that paper has it). */
    DOTPROD,
    /** Beside workers of the same kind. */
    CLUSTERING,
    /** Opened devices first, then nodes in use, then idle ones. */
    PACKING,
    /** The least left over. */
    BESTFIT,
    /** The least growth of fragmentation as the typical workers see it, in steps of a hundredth. */
    FGD,
    /** The least growth of what will be lost: see {@link XisuanScorer}. */
    XISUAN;

    /** Returns the name by which people choose it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the policy of a name. */
    public static Optional<NodePolicy> byId(String id) {
        return Arrays.stream(values()).filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** Returns all names, to be shown to people. */
    public static String knownIds() {
        return Arrays.stream(values()).map(NodePolicy::id).collect(Collectors.joining(", "));
    }

    /** Says whether scores depend on the draw, so that keeping them would be wrong. */
    public boolean draws() {
        return this == RANDOM;
    }

    /** Returns a scorer for a fleet. */
    public NodeScorer scorer(FleetOutline fleet) {
        return switch (this) {
            case RANDOM -> new RandomScorer();
            case DOTPROD -> new DotProductScorer(fleet.largest());
            case CLUSTERING -> new ClusteringScorer(fleet.largest());
            case PACKING -> new PackingScorer();
            case BESTFIT -> new BestFitScorer(fleet.largest());
            case FGD -> new FgdScorer(fleet.mix());
            case XISUAN -> new XisuanScorer(fleet);
        };
    }
}
