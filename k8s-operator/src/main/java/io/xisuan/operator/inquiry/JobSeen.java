package io.xisuan.operator.inquiry;

import io.xisuan.model.JobId;
import io.xisuan.operator.report.JobVerdict;
import java.util.Optional;

/**
 * A job and what its status says now.
 *
 * @param verdict empty while nothing was said yet, and for a job that is deleted
 */
public record JobSeen(JobId job, Optional<JobVerdict> verdict) {}
