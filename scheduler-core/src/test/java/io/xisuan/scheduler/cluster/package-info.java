/** Tests of the cluster state against a plain twin. Start at {@code ClusterHistoriesTest}. */
@NullMarked
package io.xisuan.scheduler.cluster;

import org.jspecify.annotations.NullMarked;
