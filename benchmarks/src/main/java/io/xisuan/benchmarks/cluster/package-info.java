/**
 * The run {@code cluster}: what the operator does on a real control plane that the run brings up for itself, beside that control
 * plane's own speed and beside Kueue.
 *
 * <p>It must know nothing of the operator's insides: it starts the program as its users do, asks for work through the API server and
 * watches what comes of it. Everything it starts it ends by the process that it started, also when a measurement fails. Start reading
 * at {@link io.xisuan.benchmarks.cluster.ClusterRun}.
 */
@NullMarked
package io.xisuan.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
