/**
 * A real control plane for tests that are tagged {@code cluster}; it must know nothing of what is tested on it. Start at {@link
 * io.xisuan.operator.testbed.Testbed}.
 */
@NullMarked
package io.xisuan.operator.testbed;

import org.jspecify.annotations.NullMarked;
