package io.xisuan.scheduler.placement.policy;

/**
 * Scores nodes for workers. It is asked only about nodes that the worker fits on, and keeps scratch memory: one thread at a time.
 */
public interface NodeScorer {
    /** What policies with a scale of 0 to 100 call 100. */
    long SCALE = 1_000_000;

    /** The choice of a device that nobody holds anything of. */
    int NEW_DEVICE = -1;

    /**
     * Returns how well the worker goes to the node; more is better.
     *
     * @param draw a number that is another one for each choice; only policies that draw look at it
     */
    long score(NodeView node, WorkerNeed need, long draw);

    /**
     * Returns which opened device of the node a share goes to, or {@link #NEW_DEVICE}: of those with room for it the one that it
     * leaves least of, of equals the first.
     */
    default int device(NodeView node, WorkerNeed need, long draw) {
        return tightest(node, need);
    }

    /** Returns the opened device that the need leaves least of, of equals the first, or {@link #NEW_DEVICE} when none has room. */
    static int tightest(NodeView node, WorkerNeed need) {
        int best = NEW_DEVICE;
        for (int i = 0; need.isShare() && i < node.opened(); i++) {
            int free = node.openFreeMilli(i);
            if (free >= need.milliEach() && (best == NEW_DEVICE || free < node.openFreeMilli(best))) {
                best = i;
            }
        }
        return best;
    }
}
