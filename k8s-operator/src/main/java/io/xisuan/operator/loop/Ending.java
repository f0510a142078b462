package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ObservedPod;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an attempt ended or is being ended, and the same for people. Where a node is to be doubted, the text begins with the worker and
 * its node; as the text is stored, so is the doubt.
 */
record Ending(EndReason reason, String text) {
    private static final Pattern ON_NODE = Pattern.compile("[a-z0-9.-]+ on ([a-z0-9.-]+): .*", Pattern.DOTALL);

    /** Returns an ending by what happened to one worker on its node. */
    static Ending on(EndReason reason, ObservedPod pod, String what) {
        return new Ending(
                reason,
                pod.node()
                        .map(node -> "%s on %s: %s".formatted(pod.name(), node, what))
                        .orElseGet(() -> "%s: %s".formatted(pod.name(), what)));
    }

    /** As {@link #on(EndReason, ObservedPod, String)}, of a worker that may not have come to the node that was meant for it. */
    static Ending on(Intent intent, EndReason reason, ObservedPod pod, String what) {
        return intent.workers().stream()
                .filter(worker -> worker.rank() == pod.rank())
                .findFirst()
                .map(worker -> new Ending(reason, "%s on %s: %s".formatted(pod.name(), worker.node(), what)))
                .orElseGet(() -> on(reason, pod, what));
    }

    /** Returns the node that is to be doubted for it. */
    Optional<NodeName> blamed() {
        Matcher matcher = ON_NODE.matcher(text);
        return reason.blamesNode() && matcher.matches()
                ? Optional.of(new NodeName(matcher.group(1)))
                : Optional.empty();
    }
}
