/**
 * A real database server for tests that are tagged {@code postgresql} or {@code postgresql-only}; it must know nothing of what is
 * tested on it. Start at {@link io.xisuan.billing.testbed.TestServer}.
 */
@NullMarked
package io.xisuan.billing.testbed;

import org.jspecify.annotations.NullMarked;
