package io.xisuan.operator.translate;

/** What the API server knows of a job's arrival: its uid, and when it was created, in milliseconds since 1970. */
public record Submission(String uid, long submittedMillis) {}
