/**
 * The shared kernel: identities, accelerators, time and money, as values that cannot hold what cannot be.
 *
 * <p>Everything here is immutable, exact and pure: no clock, no file, no floating point. It must not know Kubernetes,
 * scheduling, programmes or invoices. Start reading at {@link io.xisuan.model.Money} and
 * {@link io.xisuan.model.Interval}.
 */
@NullMarked
package io.xisuan.model;

import org.jspecify.annotations.NullMarked;
