/** Every run once on tiny parameters, and what the command answers when it cannot measure. */
@NullMarked
package io.xisuan.benchmarks;

import org.jspecify.annotations.NullMarked;
