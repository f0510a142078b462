/**
 * Benchmarks and trace experiments that print their parameters.
 */
@NullMarked
package io.xisuan.benchmarks;

import org.jspecify.annotations.NullMarked;
