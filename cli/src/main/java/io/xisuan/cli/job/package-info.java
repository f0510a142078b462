/**
 * The commands {@code jobs}, {@code cancel} and {@code logs}: what a firm does with its jobs from the cluster alone, with its own rights.
 * Start at {@link io.xisuan.cli.job.JobsCommand}.
 */
@NullMarked
package io.xisuan.cli.job;

import org.jspecify.annotations.NullMarked;
