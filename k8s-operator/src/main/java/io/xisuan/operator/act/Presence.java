package io.xisuan.operator.act;

import java.util.Optional;

/** Whether something is there that a job names. */
public sealed interface Presence {
    /**
     * It is there.
     *
     * @param nodes which nodes a claim's volume can be mounted on; empty for what every node can mount
     */
    record There(Optional<NodeTerms> nodes) implements Presence {}

    /** It is not there, or is being deleted. */
    record Missing() implements Presence {}

    /** The cluster does not say: we have no right to ask, or it does not answer. */
    record NotTold(String why) implements Presence {}

    /** The cluster was asked and has not answered yet: ask again. */
    record NotYet() implements Presence {}
}
