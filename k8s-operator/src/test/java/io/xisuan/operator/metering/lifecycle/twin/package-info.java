/**
 * The fold of metering a second time, in the plainest way that can be read beside {@code docs/decisions/0082-fold-rules.md}, and the
 * seeded histories over which both must agree. It must not use the fold's own classes, only its values, and no test library: the
 * benchmarks play it too. Start at {@link io.xisuan.operator.metering.lifecycle.twin.PlainFold}.
 */
@NullMarked
package io.xisuan.operator.metering.lifecycle.twin;

import org.jspecify.annotations.NullMarked;
