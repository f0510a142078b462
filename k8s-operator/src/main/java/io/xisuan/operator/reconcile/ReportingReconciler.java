package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.StatusAnswer;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import java.time.Duration;

/**
 * A reconciler of a kind of ours: it writes what the board says of the resource, when it is time, and never anything else.
 *
 * @param <P> the kind
 */
abstract class ReportingReconciler<P extends HasMetadata> extends WishReconciler<P> {
    /** After how long a status is tried again that could not be written; the API server has other worries then. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final StatusBoard board;
    private final StatusWriter writer;

    ReportingReconciler(Runnable changed, StatusBoard board, StatusWriter writer) {
        super(changed);
        this.board = board;
        this.writer = writer;
    }

    @Override
    final UpdateControl<P> report(P resource, Context<P> context) {
        UpdateControl<P> done = UpdateControl.noUpdate();
        return switch (writer.write(resource)) {
            case StatusAnswer.Written written -> remembered(written, resource, context);
            case StatusAnswer.Later later -> done.rescheduleAfter(later.after());
            case StatusAnswer.Unreachable unreachable -> done.rescheduleAfter(AFTER_FAILURE);
            case StatusAnswer.Unchanged unchanged -> done;
            case StatusAnswer.Gone gone -> done;
            case StatusAnswer.Fenced fenced -> done;
            case StatusAnswer.Refused refused -> done;
        };
    }

    @Override
    final void deleted(P resource) {
        board.forget(ResourceRef.to(resource));
        writer.forget(ResourceRef.to(resource));
    }

    /** Has the cache hold what was just written, so that the next reconciliation starts from it. */
    private UpdateControl<P> remembered(StatusAnswer.Written written, P resource, Context<P> context) {
        P fresh = context.getControllerConfiguration().getResourceClass().cast(written.resource());
        context.eventSourceRetriever()
                .getControllerEventSource()
                .handleRecentResourceUpdate(ResourceID.fromResource(resource), fresh, resource);
        return UpdateControl.noUpdate();
    }
}
