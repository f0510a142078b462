package io.xisuan.operator.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;

/** What became of one attempt to write a status. */
public sealed interface StatusAnswer {
    /** The API server holds it now; the resource as it answered. */
    record Written(HasMetadata resource) implements StatusAnswer {}

    /** It already says so, or nothing was said of it. */
    record Unchanged() implements StatusAnswer {}

    /** It is too early: look again after this time. */
    record Later(Duration after) implements StatusAnswer {}

    /** The resource is gone, or another one has its name. */
    record Gone() implements StatusAnswer {}

    /** A later leader has raised the epoch: this process writes no status any more. */
    record Fenced(String message) implements StatusAnswer {}

    /** The API server refuses it, and would refuse it again. */
    record Refused(String message) implements StatusAnswer {}

    /** The API server could not be asked, or others wrote the resource again and again. */
    record Unreachable(String message) implements StatusAnswer {}
}
