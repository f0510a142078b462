package io.xisuan.operator.loop;

import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.act.RefusalReason;
import java.util.function.Consumer;

/** Has the cluster hold what this version needs; a cluster that has it is only looked at, so that who stands by writes nothing. */
final class SetUp {
    private SetUp() {}

    static void of(Reach.Found reached, OperatorOptions options, Consumer<String> progress) {
        ActAnswer found = reached.setup();
        if (options.install()
                && found instanceof ActAnswer.Refused refused
                && refused.reason() == RefusalReason.NOT_SET_UP) {
            progress.accept("installing CRDs, policies and roles in cluster " + options.cluster());
            found = ClusterSetup.install(reached.client(), options.cluster());
        }
        require(found);
    }

    /**
     * @throws CannotRun unless it is done
     */
    static void require(ActAnswer answer) {
        switch (answer) {
            case ActAnswer.Done done -> {}
            case ActAnswer.Fenced fenced -> throw new CannotRun(CannotRun.Cause.STEPPED_DOWN, fenced.message());
            case ActAnswer.Refused refused ->
                throw new CannotRun(
                        refused.reason() == RefusalReason.NO_RIGHTS
                                ? CannotRun.Cause.NO_RIGHTS
                                : CannotRun.Cause.REFUSED,
                        refused.message());
            case ActAnswer.Unreachable lost -> throw new CannotRun(CannotRun.Cause.UNREACHABLE, lost.message());
        }
    }
}
