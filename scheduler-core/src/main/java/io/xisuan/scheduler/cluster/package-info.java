/**
 * What there is: sites, nodes, what their owners hold and what we hold, as primitive arrays with an index.
 *
 * <p>It must not know the queue, prices or time; it never touches what the site's owner holds. The arrays are mutable and
 * package-private. Start reading at {@link io.xisuan.scheduler.cluster.ClusterState}.
 */
@NullMarked
package io.xisuan.scheduler.cluster;

import org.jspecify.annotations.NullMarked;
