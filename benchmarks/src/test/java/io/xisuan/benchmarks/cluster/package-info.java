/** Tests of what the run {@code cluster} computes; the run itself needs a control plane. */
@NullMarked
package io.xisuan.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
