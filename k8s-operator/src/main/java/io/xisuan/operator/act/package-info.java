/**
 * Acts on one cluster: what must be installed there, gangs of pods, their end, and the fence against former leaders.
 *
 * <p>It carries out orders and reports what came of them as values; it never decides what runs where, knows no money, and
 * remembers nothing between calls: an order given twice is carried out once. Start reading at {@link
 * io.xisuan.operator.act.ClusterActor}; what a cluster needs beforehand is {@link io.xisuan.operator.act.ClusterSetup}.
 */
@NullMarked
package io.xisuan.operator.act;

import org.jspecify.annotations.NullMarked;
