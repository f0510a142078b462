/**
 * The programme definitions that come with the program, packaged from {@code billing/src/main/resources/programmes}.
 *
 * <p>Reads them as any other manifest and knows none of their rules. Start reading at
 * {@link io.xisuan.operator.programmes.ShippedProgrammes}.
 */
@NullMarked
package io.xisuan.operator.programmes;

import org.jspecify.annotations.NullMarked;
