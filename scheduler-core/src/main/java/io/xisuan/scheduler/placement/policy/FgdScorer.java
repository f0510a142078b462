package io.xisuan.scheduler.placement.policy;

/**
 * {@code int(100 sigmoid((F before - F after) / 1000))} with {@link Fragmentation} F, the best over the devices that a share fits on; as
 * published.
 *
 * <p>The truncation is part of the policy: without it, differences too small to mean anything outweigh the rank of the nodes and the
 * published trace ends more than two points lower. StrictMath gives the same score on every machine.
 */
final class FgdScorer implements NodeScorer {
    private final TrialScore trial;

    FgdScorer(TypicalMix mix) {
        Fragmentation fragmentation = new Fragmentation(mix);
        double unit = 1000.0 * fragmentation.workers();
        this.trial = new TrialScore(
                fragmentation::of,
                (before, after) -> SCALE / 100 * (long) (100 / (1 + StrictMath.exp((after - before) / unit))));
    }

    @Override
    public long score(NodeView node, WorkerNeed need, long draw) {
        return trial.best(node, need).score();
    }

    @Override
    public int device(NodeView node, WorkerNeed need, long draw) {
        return trial.best(node, need).device();
    }
}
