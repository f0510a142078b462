/**
 * What everyone who touches our objects in a cluster must spell alike: labels, annotations, finalizer, names.
 *
 * <p>Constants only; it knows no object, no client and no other package of ours. Start reading at {@link Marks}.
 */
@NullMarked
package io.xisuan.operator.api;

import org.jspecify.annotations.NullMarked;
